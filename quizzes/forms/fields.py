"""Form fields of questions and quizzes: exact numbers, words, and the table of a review."""

import re
from collections.abc import Mapping
from fractions import Fraction
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import ProhibitNullCharactersValidator
from django.utils.translation import gettext_lazy as _

from quizzes.models.moments import OUT_OF_RANGE, can_be_kept
from quizzes.models.review import Aspect, Moment

NUMBER: Final = re.compile(r"[0-9]{1,6}(\.[0-9]{1,9}|/[0-9]{1,6})?")
LONGEST_WORD: Final = 100  # of a tag, as taggit stores it
MOST_WORDS: Final = 20

# While an attempt is open nobody sees its key, whatever the author ticks.
NEVER_DURING: Final = frozenset({Aspect.RIGHT_ANSWER, Aspect.WHY, Aspect.OVERALL})


class PointsField(forms.CharField):
    """An exact number above 0, written "1", "2.5" or "1/3"."""

    default_error_messages = {"invalid": _("Write the points as a number above 0, such as 1, 2.5 or 1/3.")}

    def prepare_value(self, value: Any) -> Any:
        return str(value) if isinstance(value, Fraction) else value

    def to_python(self, value: Any) -> Any:
        written = super().to_python(value) or ""
        if not written:
            return None
        if not NUMBER.fullmatch(written) or written.endswith("/0") or not re.search("[1-9]", written.split("/")[0]):
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        try:
            return Fraction(written)
        except ZeroDivisionError as error:
            raise ValidationError(self.error_messages["invalid"], code="invalid") from error

    def has_changed(self, initial: Any, data: Any) -> bool:
        return super().has_changed(self.prepare_value(initial), data)


class MomentField(forms.DateTimeField):
    """A moment that can be kept in every time zone."""

    def clean(self, value: Any) -> Any:
        moment = super().clean(value)
        if moment is not None and not can_be_kept(moment):
            raise ValidationError(OUT_OF_RANGE, code="invalid")
        return moment


class ShareField(forms.CharField):
    """A share from 0 to 1, kept as it is written: "1/3", "0.25"."""

    default_error_messages = {"invalid": _("Write a share from 0 to 1, such as 1/3 or 0.25.")}

    def to_python(self, value: Any) -> str:
        written = str(super().to_python(value) or "")
        if not written:
            return ""
        if not NUMBER.fullmatch(written) or re.search(r"/0+$", written) or Fraction(written) > 1:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return written


class WordsField(forms.CharField):
    """Words separated by commas, kept as a list: each once, in the order written."""

    def prepare_value(self, value: Any) -> Any:
        return ", ".join(map(str, value)) if isinstance(value, list) else value

    def to_python(self, value: Any) -> Any:
        written = str(super().to_python(value) or "")
        ProhibitNullCharactersValidator()(written)  # of a list, which is what comes out, it would see no letter
        words: dict[str, str] = {}
        for word in re.split("[,，、]", written):
            if word.strip():
                words.setdefault(word.strip().casefold(), word.strip())
        if len(words) > MOST_WORDS or any(len(word) > LONGEST_WORD for word in words):
            raise ValidationError(
                _("Write at most %(words)d tags of at most %(letters)d letters."), params={"words": MOST_WORDS, "letters": LONGEST_WORD}
            )
        return list(words.values())

    def has_changed(self, initial: Any, data: Any) -> bool:
        return super().has_changed(self.prepare_value(initial), data)


class ReviewTableWidget(forms.Widget):
    """A table of ticks: what a learner sees, by when it is looked at."""

    template_name = "academy/quizzes/cms/review_table.html"

    def value_from_datadict(self, data: Any, files: Any, name: str) -> dict[str, list[str]]:
        return {moment: data.getlist(f"{name}-{moment}") if hasattr(data, "getlist") else [] for moment in Moment}

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return False  # no tick at all is a table too

    def id_for_label(self, id_: str) -> str:
        return ""

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(name, value, attrs)
        ticked = value if isinstance(value, Mapping) else {}
        context["widget"]["moments"] = [moment.label for moment in Moment]
        context["widget"]["aspects"] = [
            {
                "label": aspect.label,
                "value": aspect.value,
                "cells": [
                    {
                        "name": f"{name}-{moment}",
                        "moment": moment.label,
                        "ticked": aspect in ticked.get(moment, ()),
                        "barred": moment == Moment.DURING and aspect in NEVER_DURING,
                    }
                    for moment in Moment
                ],
            }
            for aspect in Aspect
        ]
        return context

    def format_value(self, value: Any) -> Any:
        return value


class ReviewTableField(forms.Field):
    """{moment: [aspects]}; moments without a tick are left out."""

    widget = ReviewTableWidget

    def to_python(self, value: Any) -> dict[str, list[str]]:
        ticked = value if isinstance(value, Mapping) else {}
        table = {str(moment): [str(aspect) for aspect in Aspect if aspect in ticked.get(moment, ())] for moment in Moment}
        sent = sum(len(set(listed)) for listed in ticked.values())
        if sent != sum(map(len, table.values())):
            raise ValidationError(_("Tick only what the table offers."))
        if NEVER_DURING & set(table[Moment.DURING]):
            raise ValidationError(_("Right answers, reasons and closing words are never shown while an attempt is open."))
        return {moment: listed for moment, listed in table.items() if listed}
