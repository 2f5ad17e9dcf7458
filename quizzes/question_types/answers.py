"""What a learner sends: read strictly, refused in a sentence that gives nothing away."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from django.utils.translation import gettext as _

from academy.letters import without_unseen

Answer = dict[str, Any]

LARGEST_ANSWER = 10_000  # bytes
LONGEST_LINE = 500  # letters


class AnswerError(ValueError):
    """An answer that cannot be taken; `str()` of it is the sentence for the learner.

    `at` names the fields of the page that it is about, without their prefix; none: all fields of the question.
    """

    def __init__(self, sentence: str, *, at: tuple[str, ...] = ()) -> None:
        super().__init__(sentence)
        self.at = at


class Form(Protocol):
    """The part of a QueryDict that an answer is read from."""

    def getlist(self, key: str) -> Sequence[Any]: ...


class Prefixed:
    """The fields of one question on a page with several: their names begin with `prefix`."""

    def __init__(self, form: Form, prefix: str) -> None:
        self._form, self._prefix = form, prefix

    def getlist(self, key: str) -> Sequence[Any]:
        return self._form.getlist(f"{self._prefix}{key}")


def weighed(data: Any, largest: int = LARGEST_ANSWER) -> Mapping[str, Any]:
    """Refuse what is no object, cannot be stored or has more bytes than an answer needs."""
    if not isinstance(data, Mapping):
        raise AnswerError(_("An answer must be an object."))
    try:
        size = len(json.dumps(dict(data), ensure_ascii=False).encode())
    except (TypeError, ValueError, RecursionError):
        raise AnswerError(_("This answer holds something that cannot be stored.")) from None
    if size > largest:
        raise AnswerError(_("This answer is too long."))
    return data


def known_token(token: Any, known: Mapping[str, str]) -> str:
    """Turn a token into the id it stands for; a token of another question is refused."""
    if not isinstance(token, str) or token not in known:
        raise AnswerError(_("This answer names a choice that is not part of the question."))
    return known[token]


def known_tokens(tokens: Any, known: Mapping[str, str]) -> list[str]:
    """Turn tokens into ids, each at most once."""
    if not isinstance(tokens, list):
        raise AnswerError(_("This answer must be a list of choices."))
    ids = [known_token(token, known) for token in tokens]
    if len(set(ids)) < len(ids):
        raise AnswerError(_("This answer names a choice twice."))
    return ids


def plain_text(value: Any) -> str:
    """Read a text as it was typed; one that nobody sees is none. A NUL cannot be stored by every database."""
    if not isinstance(value, str):
        raise AnswerError(_("This answer must be a text."))
    if "\x00" in value:
        raise AnswerError(_("This answer holds something that cannot be stored."))
    return value.strip() if without_unseen(value).strip() else ""


def sole(values: Sequence[Any]) -> Any:
    """Take the one value of a form field; several stay a list, which no single field accepts."""
    return values[0] if len(values) == 1 else list(values)


def written(value: Any) -> str:
    """Give a refused value back as it was typed, as far as a field can hold it."""
    return value[:LONGEST_LINE] if isinstance(value, str) else ""
