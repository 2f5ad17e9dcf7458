"""Every system check of ours has an id of its own and a line in the reference."""

import re
from collections import Counter

from tests.architecture.house import PACKAGED, ROOT

ID = re.compile(r"""\bid=["'](academy[a-z_]*\.[EWI]\d{3})["']""")
REFERENCE = (ROOT / "docs" / "reference" / "checks.md").read_text()


def ids() -> list[str]:
    return [found for file in PACKAGED for found in ID.findall(file.read_text())]


def test_no_id_is_used_twice():
    assert [found for found, times in Counter(ids()).items() if times > 1] == []


def test_every_check_is_in_the_reference_and_nothing_else():
    assert sorted(ids()) == sorted(set(re.findall(r"^\| `(academy[a-z_]*\.[EWI]\d{3})`", REFERENCE, re.MULTILINE)))
