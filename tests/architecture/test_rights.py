"""Every right of ours that the code asks for is told in the reference."""

import re

from tests.architecture.house import ROOT

ASKED = re.compile(r'"(academy_[a-z]+\.(?:add|view)_[a-z]+)"')


def test_the_reference_names_every_right_that_is_asked_for():
    told = (ROOT / "docs/reference/rights.md").read_text(encoding="utf-8")
    asked = {
        right
        for package in ("academy", "courses", "quizzes")
        for file in (ROOT / package).rglob("*.py")
        for right in ASKED.findall(file.read_text(encoding="utf-8"))
    }

    assert len(asked) > 4
    assert sorted(right for right in asked if right not in told) == []
