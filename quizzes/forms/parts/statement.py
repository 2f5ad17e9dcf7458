"""A statement that holds or does not."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from quizzes.forms.parts.spec_part import Group, SpecPart
from quizzes.question_types import Spec


class StatementPart(SpecPart):
    """Whether the statement holds."""

    kinds = ("true_false",)
    handles = frozenset({"answer"})

    def fields(self, spec: Spec) -> dict[str, forms.Field]:
        choices = [("true", _("True")), ("false", _("False"))]
        held = {True: "true", False: "false"}.get(spec.get("answer", ""))
        return {"answer": forms.ChoiceField(label=_("The statement is"), choices=choices, initial=held, widget=forms.RadioSelect)}

    def groups(self, spec: Spec) -> list[Group]:
        return [(gettext("Right answer"), ["answer"])]

    def read(self, sent: Mapping[str, Any], spec: Spec) -> Spec:
        return {"answer": sent["answer"] == "true"}
