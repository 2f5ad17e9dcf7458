"""Accepted answers."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from academy.texts import content_languages
from quizzes.forms.parts.spec_part import Group, SpecPart
from quizzes.question_types import Spec


class WordsPart(SpecPart):
    """Accepted answers per language, one a line."""

    kinds = ("short_text",)
    handles = frozenset({"accept"})

    def fields(self, spec: Spec) -> dict[str, forms.Field]:
        accept = spec.get("accept", {})
        hint = _("One accepted answer a line. * stands for any words. Capital letters do not matter.")
        return {
            self._name(code): forms.CharField(
                label=name,
                required=False,
                initial="\n".join(accept.get(code, [])),
                help_text=hint,
                widget=forms.Textarea(attrs={"rows": 4}),
            )
            for code, name in self._languages(accept)
        }

    def groups(self, spec: Spec) -> list[Group]:
        return [(gettext("Accepted answers"), [self._name(code) for code, _language in self._languages(spec.get("accept", {}))])]

    def read(self, sent: Mapping[str, Any], spec: Spec) -> Spec:
        lines = {
            code: [line.strip() for line in (sent.get(self._name(code)) or "").splitlines() if line.strip()]
            for code, _language in self._languages(spec.get("accept", {}))
        }
        return {"accept": {code: listed for code, listed in lines.items() if listed}}

    @staticmethod
    def _name(code: str) -> str:
        return f"accept_{code}"

    @staticmethod
    def _languages(accept: Mapping[str, Any]) -> list[tuple[str, str]]:
        """The languages of the site, and any other that the question already has."""
        known = content_languages()
        return [*known, *((code, code) for code in accept if code not in dict(known))]
