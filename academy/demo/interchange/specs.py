"""A question of the demo files as a specification of the quiz engine."""

from typing import Any

from academy.demo.interchange.rows import Row

LETTERS = "abcdefghijkl"


def texts(value: Any) -> dict[str, str]:
    """A text of the files per language: a plain string is English."""
    return {"en": value} if isinstance(value, str) else {str(code): str(text) for code, text in dict(value or {}).items()}


def spec_of(question: Row) -> dict[str, Any]:
    """The specification of one question; what is missing or wrong is left for its type to name."""
    spec: dict[str, Any] = {"stem": texts(question.get("stem"))}
    if question.get("why"):
        spec["why"] = texts(question["why"])
    return {**spec, **_BUILDERS[question["type"]](question)}


def _choices(question: Row) -> dict[str, Any]:
    options = question.get("options", [])
    return {
        "choices": [
            {"id": letter, "text": texts(option.get("t")), "right": bool(option.get("ok"))}
            for letter, option in zip(LETTERS, options, strict=False)
        ]
    }


def _true_false(question: Row) -> dict[str, Any]:
    return {"answer": question.get("answer")}


def _numeric(question: Row) -> dict[str, Any]:
    spec = {"answer": str(question.get("answer")), "tolerance": str(question.get("tolerance"))}
    return {**spec, "answer_from": question["answer_from"]} if question.get("answer_from") else spec


def _short_text(question: Row) -> dict[str, Any]:
    accept = question.get("accept")
    return {"accept": {"en": accept} if isinstance(accept, list) else dict(accept or {})}


def _matching(question: Row) -> dict[str, Any]:
    pairs = question.get("pairs", [])
    return {
        "pairs": [{"id": letter, "left": texts(left), "right": texts(right)} for letter, (left, right) in zip(LETTERS, pairs, strict=False)]
    }


def _ordering(question: Row) -> dict[str, Any]:
    return {"items": [{"id": letter, "text": texts(item)} for letter, item in zip(LETTERS, question.get("items", []), strict=False)]}


_BUILDERS = {
    "single": _choices,
    "multiple": _choices,
    "true_false": _true_false,
    "numeric": _numeric,
    "short_text": _short_text,
    "matching": _matching,
    "ordering": _ordering,
}
KNOWN_TYPES = frozenset(_BUILDERS)
