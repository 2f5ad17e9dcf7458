"""A line that a type checker or a linter should pass over says which rule it breaks, and why."""

import re
import tokenize
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.architecture.house import OURS, ROOT

EVERY_FILE = [*OURS, *sorted(ROOT.glob("*.py"))]
SILENCES = re.compile(r"#\s*(type:\s*ignore|noqa|ruff:|mypy:|flake8:|pyright:|pylint:)", re.IGNORECASE)
TYPES = re.compile(r"# type: ignore\[[a-z-]+(, [a-z-]+)*\]  # \w.*")
LINT = re.compile(r"# noqa: [A-Z]+\d+(, [A-Z]+\d+)*( - \w.*|  # \w.*|  \(\w.*\))")


def comments(file: Path) -> Iterator[tokenize.TokenInfo]:
    """The comments of a file, without what looks like one inside a string."""
    with file.open("rb") as lines:
        yield from (token for token in tokenize.tokenize(lines.readline) if token.type == tokenize.COMMENT)


def says_why(comment: str) -> bool:
    """Whether a comment that silences a check names its code and gives a reason."""
    return bool(TYPES.fullmatch(comment) or LINT.fullmatch(comment))


def test_every_silenced_check_names_its_code_and_its_reason():
    silenced = [(file, token) for file in EVERY_FILE for token in comments(file) if SILENCES.match(token.string)]
    bare = [f"{file.relative_to(ROOT)}:{token.start[0]} {token.string}" for file, token in silenced if not says_why(token.string)]

    assert len(silenced) > 20
    assert bare == []


@pytest.mark.parametrize(
    "comment",
    [
        "# type: ignore",
        "# type: ignore[misc]",
        "# type: ignore  # of a mixin",
        "# noqa",
        "# noqa: E402",
        "# noqa - it is so",
        "# ruff: noqa",
    ],
)
def test_a_comment_without_its_code_or_its_reason_is_found(comment):
    assert SILENCES.match(comment)
    assert not says_why(comment)


@pytest.mark.parametrize(
    "comment", ["# type: ignore[misc]  # of a mixin", "# noqa: B018, S101 - read here", "# noqa: E402  (after the set-up)"]
)
def test_a_comment_with_both_is_let_through(comment):
    assert says_why(comment)
