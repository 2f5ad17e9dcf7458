"""The reference of rules names tests that exist."""

import re
import subprocess
import sys

from tests.architecture.house import ROOT

RULES = (ROOT / "docs" / "reference" / "rules.md").read_text()
NAMED = re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", RULES)


def test_every_test_that_the_reference_of_rules_names_is_collected():
    files = sorted({file for file, _name in NAMED})
    collecting = [sys.executable, "-m", "pytest", "--collect-only", "-q", "--no-header", "-p", "no:cacheprovider", *files]
    said = subprocess.run(collecting, cwd=ROOT, capture_output=True, text=True, check=False)

    collected = {line.partition("[")[0] for line in said.stdout.splitlines()}

    assert said.returncode == 0, said.stdout[-2000:]
    assert len(NAMED) > 80
    assert [f"{file}::{name}" for file, name in NAMED if f"{file}::{name}" not in collected] == []


def test_every_rule_has_a_test_and_every_test_stands_in_full():
    rows = [line for line in RULES.splitlines() if line.startswith("|") and not line.startswith(("| rule |", "| --- |"))]

    assert [row for row in rows if not re.search(r"`tests/[\w/]+\.py::\w+` \|$", row)] == []
    assert sum(row.count("::") for row in rows) == len(NAMED)
