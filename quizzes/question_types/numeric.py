from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from random import Random
from typing import TYPE_CHECKING, Any, ClassVar

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from academy.letters import as_written
from quizzes.question_types import spec as shapes
from quizzes.question_types.answers import Answer, AnswerError, Form, known_token, plain_text, sole
from quizzes.question_types.faults import Fault, fault
from quizzes.question_types.grains import common
from quizzes.question_types.layouts import Layout, dealt, ids_by_token, tokens_by_id
from quizzes.question_types.question_type import RIGHT, WRONG, Spec
from quizzes.question_types.spec import LONGEST_NUMBER, Fields
from quizzes.question_types.texts import Texts, say
from quizzes.question_types.tolerances import TOLERANCES, AcceptedNumber, accepted_numbers
from quizzes.question_types.units import KEYS as UNIT_KEYS
from quizzes.question_types.units import base_unit, factor_of, faults_of_units, less_the_penalty, parted
from quizzes.question_types.values import TypedValue

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

_PLAIN = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)")
_GROUPED = re.compile(r"[+-]?[1-9][0-9]{0,2}(?P<mark>[, ])[0-9]{3}(?:(?P=mark)[0-9]{3})*(?:\.[0-9]+)?")


def number(typed: str) -> str:
    """Write a typed number as a plain decimal ("40 000" → "40000").

    Full-width digits count as their plain forms, any dash as the minus sign, and
    signs nobody sees are dropped. Thousands may be set off by commas or spaces
    if every group has three digits and one mark is used throughout; a comma
    anywhere else might be a decimal comma and is refused, as are exponents, NaN
    and infinities. Raises AnswerError.
    """
    text = as_written(typed)
    if len(text) > LONGEST_NUMBER:
        raise AnswerError(_("This number is too long."), at=("value",))
    if _GROUPED.fullmatch(text):
        text = text.replace(",", "").replace(" ", "")
    if not _PLAIN.fullmatch(text):
        raise AnswerError(_("Write one number in digits, with a point for decimals, such as 11.7."), at=("value",))
    return format(Decimal(text), "f")


ACCEPTED: Fields = {"answer": shapes.decimal, "tolerance": shapes.distance}
SAID_OF_ACCEPTED: Fields = {"tolerance_kind": shapes.one_of(tuple(TOLERANCES)), "fraction": shapes.share, "feedback": shapes.texts}


class Numeric(TypedValue):
    """A number, right within a tolerance that includes its edges.

    Further numbers may be accepted, each with a share; the first that takes
    the value decides. With units to choose from the answer is
    {"value": text, "unit": id}.
    """

    kind = "numeric"
    name = gettext_lazy("Number")
    place = 40
    fields = frozenset({"value", "unit"})
    required: ClassVar[Fields] = ACCEPTED
    optional: ClassVar[Fields] = {
        "unit": shapes.texts,
        "answer_from": shapes.name,
        **SAID_OF_ACCEPTED,
        "more": shapes.rows(shapes.record(ACCEPTED, SAID_OF_ACCEPTED), at_least=1),
        **UNIT_KEYS,
    }

    def instruction(self, spec: Spec) -> StrPromise:
        return gettext_lazy("Write a number and choose its unit.") if "units" in spec else gettext_lazy("Write a number.")

    def faults(self, spec: Spec) -> Iterator[Fault]:
        yield from faults_of_units(spec)
        if not any(self.grade(spec, answer) == RIGHT for answer in self._exact_answers(spec)):
            yield fault("fraction", _("At least one accepted answer must earn everything."))

    def texts(self, spec: Spec) -> Iterator[Texts]:
        if "unit" in spec:
            yield spec["unit"]
        yield from (unit["text"] for unit in spec.get("units", ()))
        yield from (accepted.feedback for accepted in accepted_numbers(spec) if accepted.feedback)

    def lay_out(self, spec: Spec, *, chance: Random, shuffle: bool) -> Layout:
        if "units" not in spec:
            return {}
        ids = [unit["id"] for unit in spec["units"]]
        chance.shuffle(ids)  # always: the author begins with the right one
        return dealt(chance, units=ids)

    def face(self, spec: Spec, layout: Layout, language: str, answer: Answer | None) -> dict[str, Any]:
        face = {**super().face(spec, layout, language, answer), "unit": say(spec.get("unit", {}), language)}
        if "units" not in spec:
            return face
        names = {unit["id"]: say(unit["text"], language) for unit in spec["units"]}
        chosen = answer.get("unit") if answer else None
        return {
            **face,
            "said": f"{face['value']} {names.get(chosen or '', '')}".strip(),
            "units": [{"token": token, "text": names[one], "chosen": one == chosen} for token, one in layout["units"]],
        }

    def value(self, sent: Any) -> str:
        if isinstance(sent, int) and not isinstance(sent, bool):
            sent = str(sent)  # never as a float: it may have any number of digits
        elif isinstance(sent, float) and math.isfinite(sent):
            sent = format(Decimal(str(sent)), "f")
        typed = plain_text(sent)
        return number(typed) if typed else ""

    def answer(self, spec: Spec, layout: Layout, data: Mapping[str, Any]) -> Answer | None:
        if "units" not in spec:
            if "unit" in data:
                raise AnswerError(_("This answer does not have the form of this question."))
            return super().answer(spec, layout, data)
        sent, token = data.get("value"), data.get("unit")
        chosen = None if token in (None, "") else known_token(token, ids_by_token(layout, "units"))
        if isinstance(sent, str):
            sent, typed = parted(sent, spec["units"])
            if typed and chosen and typed != chosen:
                raise AnswerError(_("This answer names two units."), at=("value", "unit"))
            chosen = typed or chosen
        value = "" if sent is None else self.value(sent)
        if not value:
            return None
        return {"value": value, "unit": chosen} if chosen else {"value": value}

    def from_form(self, layout: Layout, form: Form) -> dict[str, Any]:
        unit = form.getlist("unit") if "units" in layout else []
        return {**super().from_form(layout, form), **({"unit": sole(unit)} if unit else {})}

    def put_back(self, shown: dict[str, Any], sent: Mapping[str, Any]) -> dict[str, Any]:
        units = [{**unit, "chosen": unit["token"] == sent.get("unit")} for unit in shown.get("units", ())]
        return {**super().put_back(shown, sent), **({"units": units} if units else {})}

    def as_data(self, layout: Layout, answer: Answer | None) -> dict[str, Any]:
        if not answer or "unit" not in answer:
            return super().as_data(layout, answer)
        return {"value": answer["value"], "unit": tokens_by_id(layout, "units")[answer["unit"]]}

    def right_values(self, spec: Spec, language: str) -> list[str]:
        base = base_unit(spec) if "units" in spec else None
        names = [say(unit["text"], language) for unit in spec.get("units", ()) if unit["id"] == base]
        return [" ".join([one.readable, *names]) for one in accepted_numbers(spec) if one.share == RIGHT]

    def feedback(self, spec: Spec, answer: Answer, language: str) -> str:
        accepted, _unit_is_right = self._accepting(spec, answer)
        return say(accepted.feedback, language) if accepted else ""

    def grade(self, spec: Spec, answer: Answer | None) -> Fraction:
        if answer is None:
            return WRONG
        accepted, unit_is_right = self._accepting(spec, answer)
        if accepted is None:
            return WRONG
        return accepted.share if unit_is_right else less_the_penalty(accepted.share, spec)

    def unit(self, spec: Spec) -> int:
        return common(one.share for one in accepted_numbers(spec)) * shapes.exact(spec.get("unit_penalty", "1")).denominator

    def right_answer(self, spec: Spec) -> Answer:
        return next(answer for answer in self._exact_answers(spec) if self.grade(spec, answer) == RIGHT)

    def wrong_answer(self, spec: Spec) -> Answer | None:
        far = max(math.floor(accepted.edges[1]) for accepted in accepted_numbers(spec)) + 1
        return self._in_base_unit(spec, str(far))

    def _accepting(self, spec: Spec, answer: Answer) -> tuple[AcceptedNumber | None, bool]:
        """Find the first number that takes an answer, in its unit or, else, as it stands, and whether the unit is right."""
        value = Fraction(answer["value"])
        factor = factor_of(spec, answer.get("unit")) if "units" in spec else Fraction(1)
        for accepted in accepted_numbers(spec):
            if factor is not None and accepted.takes(value * factor):
                return accepted, True
            if accepted.takes(value):
                return accepted, False
        return None, False

    def _exact_answers(self, spec: Spec) -> Iterator[Answer]:
        for accepted in accepted_numbers(spec):
            yield self._in_base_unit(spec, accepted.answer)

    @staticmethod
    def _in_base_unit(spec: Spec, value: str) -> Answer:
        base = base_unit(spec) if "units" in spec else None
        return {"value": value, "unit": base} if base else {"value": value}
