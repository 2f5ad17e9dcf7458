"""Texts one a line, as authors write accepted answers and choices: `25 % | nearly right`, and `= right` for a right choice."""

import re
from collections.abc import Mapping, Sequence
from typing import Any, Final

from quizzes.forms.parts.spec_part import plain_share

BAR: Final = "|"
RIGHT: Final = "="

_SHARE = re.compile(r"-?[0-9]+(\.[0-9]+|/[0-9]+)?")


def lines_of(text: str | None) -> list[str]:
    """Give the lines that hold something."""
    return [line.strip() for line in (text or "").splitlines() if line.strip()]


def line_of(text: str | None, index: int) -> int:
    """The number of the line in which the text has its `index`-th text, as an author counts them: with the empty ones."""
    filled = [number for number, line in enumerate((text or "").splitlines(), start=1) if line.strip()]
    return filled[index - 1] if 0 < index <= len(filled) else 0


def places_of(text: str | None) -> list[str]:
    """Give every line, also an empty one between others: its number means something."""
    return [line.strip() for line in (text or "").rstrip().splitlines()]


def accepted_line(accepted: Any) -> str:
    """Write an accepted answer as a line."""
    if isinstance(accepted, str):
        return accepted
    return f"{accepted['fraction']} {BAR} {accepted['text']}" if "fraction" in accepted else str(accepted["text"])


def read_accepted(lines: Sequence[str], before: Sequence[Any]) -> list[Any]:
    """Read accepted answers. One whose line has not changed stays as it was, with what no line can say."""
    unchanged = {accepted_line(accepted): accepted for accepted in before}
    feedback = {one["text"]: {"feedback": one["feedback"]} for one in before if isinstance(one, dict) and "feedback" in one}
    read: list[Any] = []
    for line in lines:
        text, share = parted(line)
        more = {**({"fraction": share} if share else {}), **feedback.get(text, {})}
        read.append(unchanged.get(line, {"text": text, **more} if more else text))
    return read


def parted(line: str) -> tuple[str, str]:
    """Part "25 % | text" into text and share; "" where no share stands before it."""
    head, bar, tail = line.partition(BAR)
    share = plain_share(head.strip())
    return (tail.strip(), share) if bar and _SHARE.fullmatch(share) else (line, "")


def choice_line(choice: Mapping[str, Any], language: str) -> str:
    """Write a choice as a line; empty where it has no text in this language."""
    text = choice["text"].get(language, "")
    if not text:
        return ""
    share = f"{choice['fraction']} {BAR} " if "fraction" in choice else ""
    return f"{RIGHT + ' ' if choice['right'] else ''}{share}{text}"


def read_choice(lines: Mapping[str, str], before: Mapping[str, Any]) -> dict[str, Any] | None:
    """Read one choice from its line in every language; None when all are empty."""
    filled = {language: line for language, line in lines.items() if line}
    if before and all(choice_line(before, language) == line for language, line in lines.items()):
        return dict(before)
    if not filled:
        return None
    parts = {language: parted(line.removeprefix(RIGHT).strip()) for language, line in filled.items()}
    others = {language: text for language, text in before.get("text", {}).items() if language not in lines}
    share = next((share for _text, share in parts.values() if share), "")
    return {
        **{key: value for key, value in before.items() if key == "feedback"},
        "text": {**others, **{language: text for language, (text, _share) in parts.items()}},
        "right": any(line.startswith(RIGHT) for line in filled.values()),
        **({"fraction": share} if share else {}),
    }
