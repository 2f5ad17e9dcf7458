from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any, ClassVar

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from quizzes.question_types import spec as shapes
from quizzes.question_types.answers import Answer, AnswerError, plain_text
from quizzes.question_types.layouts import Layout
from quizzes.question_types.question_type import RIGHT, WRONG, Spec
from quizzes.question_types.spec import LONGEST_NUMBER, Fields
from quizzes.question_types.texts import Texts, say
from quizzes.question_types.values import TypedValue

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

_PLAIN = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)")
_GROUPED = re.compile(r"[+-]?[1-9][0-9]{0,2}(?P<mark>[, ])[0-9]{3}(?:(?P=mark)[0-9]{3})*(?:\.[0-9]+)?")


def number(typed: str) -> str:
    """Write a typed number as a plain decimal ("40 000" → "40000").

    Full-width digits and signs count as their plain forms. Thousands may be
    set off by commas or spaces if every group has three digits and one mark is
    used throughout; a comma anywhere else might be a decimal comma and is
    refused, as are exponents, NaN and infinities. Raises AnswerError.
    """
    text = unicodedata.normalize("NFKC", typed).strip().replace("\N{MINUS SIGN}", "-")
    if len(text) > LONGEST_NUMBER:
        raise AnswerError(_("This number is too long."))
    if _GROUPED.fullmatch(text):
        text = text.replace(",", "").replace(" ", "")
    if not _PLAIN.fullmatch(text):
        raise AnswerError(_("Write one number in digits, with a point for decimals, such as 11.7."))
    return format(Decimal(text), "f")


class Numeric(TypedValue):
    """A number, right within a tolerance that includes its edges."""

    kind = "numeric"
    name = gettext_lazy("Number")
    place = 40
    required: ClassVar[Fields] = {"answer": shapes.decimal, "tolerance": shapes.distance}
    optional: ClassVar[Fields] = {"unit": shapes.texts, "answer_from": shapes.name}

    def instruction(self, spec: Spec) -> StrPromise:
        return gettext_lazy("Write a number.")

    def faults(self, spec: Spec) -> Iterator[str]:
        yield from ()

    def texts(self, spec: Spec) -> Iterator[Texts]:
        if "unit" in spec:
            yield spec["unit"]

    def face(self, spec: Spec, layout: Layout, language: str, answer: Answer | None) -> dict[str, Any]:
        return {**super().face(spec, layout, language, answer), "unit": say(spec.get("unit", {}), language)}

    def value(self, sent: Any) -> str:
        if isinstance(sent, int | float) and not isinstance(sent, bool) and math.isfinite(sent):
            sent = format(Decimal(str(sent)), "f")
        typed = plain_text(sent)
        return number(typed) if typed else ""

    def right_values(self, spec: Spec, language: str) -> list[str]:
        exact = Decimal(spec["tolerance"]) == 0
        return [spec["answer"] if exact else f"{spec['answer']} ± {spec['tolerance']}"]

    def grade(self, spec: Spec, answer: Answer | None) -> Fraction:
        if answer is None:
            return WRONG
        # Fractions of decimal texts: nothing is rounded, whatever the number of digits.
        away = abs(Fraction(answer["value"]) - Fraction(spec["answer"]))
        return RIGHT if away <= Fraction(spec["tolerance"]) else WRONG

    def right_answer(self, spec: Spec) -> Answer:
        return {"value": spec["answer"]}

    def wrong_answer(self, spec: Spec) -> Answer | None:
        far = math.floor(Fraction(spec["answer"]) + Fraction(spec["tolerance"])) + 1
        return {"value": str(far)}
