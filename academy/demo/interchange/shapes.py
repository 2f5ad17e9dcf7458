"""Which keys a row of each list must have, and of which kind the values are."""

from collections.abc import Iterator, Mapping
from typing import Any

from academy.demo.interchange.rows import Problem, Row

Kinds = tuple[type, ...]
TEXT: Kinds = (str, dict)
NUMBER: Kinds = (int,)
LIST: Kinds = (list,)
WORD: Kinds = (str,)
MAP: Kinds = (dict,)

#: File, path of the list in it, and the keys that each row needs.
LISTS: tuple[tuple[str, str, Mapping[str, Kinds]], ...] = (
    ("00_site.yaml", "products", {"slug": WORD, "name": TEXT}),
    ("10_people.yaml", "teams", {"slug": WORD, "name": TEXT, "manager": WORD, "deal_type": WORD}),
    ("10_people.yaml", "people", {"u": WORD, "name": WORD, "role": WORD, "hired": NUMBER, "locale": WORD}),
    (
        "20_capabilities.yaml",
        "capabilities",
        {
            "slug": WORD,
            "kind": WORD,
            "owner": WORD,
            "status": WORD,
            "title": TEXT,
            "statement": TEXT,
            "used_by": LIST,
            "evidence": LIST,
            "last_reviewed": NUMBER,
        },
    ),
    (
        "50_certifications.yaml",
        "certifications",
        {
            "slug": WORD,
            "code": WORD,
            "launched": NUMBER,
            "owner": WORD,
            "title": TEXT,
            "proves": TEXT,
            "requirements": LIST,
            "valid_days": NUMBER,
            "renewal": MAP,
            "assign": MAP,
        },
    ),
    ("60_toolkit.yaml", "items", {"slug": WORD, "kind": WORD, "owner": WORD, "lesson": WORD, "title": TEXT, "body": TEXT}),
    ("60_toolkit.yaml", "kits", {"slug": WORD, "items": LIST}),
    ("70_demand.yaml", "requests", {"slug": WORD, "by": WORD, "team": WORD, "text": TEXT, "needs": LIST}),
    ("70_demand.yaml", "needs", {"slug": WORD, "capability": WORD, "roadmap": WORD}),
    ("70_demand.yaml", "roadmap", {"slug": WORD, "title": TEXT}),
)
COURSE: Mapping[str, Kinds] = {
    "slug": WORD,
    "capability": WORD,
    "owner": WORD,
    "title": TEXT,
    "summary": TEXT,
    "quiz": MAP,
    "lessons": LIST,
    "level": WORD,
    "version": NUMBER,
    "first_published": NUMBER,
}
LESSON: Mapping[str, Kinds] = {"slug": WORD, "minutes": NUMBER, "title": TEXT, "body": MAP}
QUESTION: Mapping[str, Kinds] = {"slug": WORD, "lesson": WORD, "type": WORD, "stem": TEXT, "why": TEXT}
BLOCK: Mapping[str, Kinds] = {"type": WORD}


def shape_problems(files: Mapping[str, Row]) -> Iterator[Problem]:
    """Yield every row that lacks a key or has a value of the wrong kind. References are looked at later."""
    for file, key, keys in LISTS:
        yield from _list(files[file], key, keys)
    for name, row in files.items():
        if name.startswith("courses/"):
            yield from _row(row, COURSE)
            yield from _lessons(row)
        if name.startswith("questions/"):
            yield from _list(row, "questions", QUESTION)
            if not isinstance(row.get("pool"), str):
                yield row.problem("“pool” is missing.")
    for key in ("records", "deltas"):
        if not isinstance(files["80_history.yaml"].get(key), Row):
            yield files["80_history.yaml"].problem(f"“{key}” must be a mapping.")


def _lessons(course: Row) -> Iterator[Problem]:
    yield from _list(course, "lessons", LESSON)
    for lesson in course.get("lessons") or []:
        for blocks in (lesson.get("body") or {}).values() if isinstance(lesson, Row) and isinstance(lesson.get("body"), dict) else ():
            for block in blocks if isinstance(blocks, list) else ():
                yield from _row(block, BLOCK) if isinstance(block, Row) else [lesson.problem("A block must be a mapping.")]


def _list(parent: Row, key: str, keys: Mapping[str, Kinds]) -> Iterator[Problem]:
    rows = parent.get(key)
    if not isinstance(rows, list):
        yield parent.problem(f"“{key}” must be a list.")
        return
    for row in rows:
        yield from _row(row, keys) if isinstance(row, Row) else [parent.problem(f"A row of “{key}” must be a mapping.")]


def _row(row: Row, keys: Mapping[str, Kinds]) -> Iterator[Problem]:
    for key, kinds in keys.items():
        value: Any = row.get(key)
        if value is None:
            yield row.problem(f"“{key}” is missing.")
        elif not isinstance(value, kinds) or isinstance(value, bool):
            yield row.problem(f"“{key}” is of the wrong kind: {value!r:.60}.")
