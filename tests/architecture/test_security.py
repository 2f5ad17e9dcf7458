"""The reference of security names tests that exist."""

import re
from pathlib import Path

from tests.architecture.house import ROOT

NAMED = re.compile(r"`(tests/[\w/]+\.py)::(\w+)`")


def names_of(file: Path) -> set[str]:
    return set(re.findall(r"^def (test_\w+)", file.read_text(encoding="utf-8"), re.MULTILINE)) if file.exists() else set()


def test_every_test_that_the_reference_names_exists():
    named = NAMED.findall((ROOT / "docs/reference/security.md").read_text(encoding="utf-8"))

    assert len(named) > 30
    assert [f"{file}::{name}" for file, name in named if name not in names_of(ROOT / file)] == []
