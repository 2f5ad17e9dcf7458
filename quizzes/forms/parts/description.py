"""A text without a question."""

from collections.abc import Mapping
from typing import Any

from django import forms

from quizzes.forms.parts.spec_part import Group, SpecPart
from quizzes.question_types import Spec


class DescriptionPart(SpecPart):
    """Nothing beside the text."""

    kinds = ("description",)
    handles = frozenset()

    def fields(self, spec: Spec) -> dict[str, forms.Field]:
        return {}

    def groups(self, spec: Spec) -> list[Group]:
        return []

    def read(self, sent: Mapping[str, Any], spec: Spec) -> Spec:
        return {}
