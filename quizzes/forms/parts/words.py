"""Accepted answers."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from academy.texts import content_languages
from quizzes.forms.parts.lines import accepted_line, line_of, lines_of, read_accepted
from quizzes.forms.parts.spec_part import Group, SpecPart, Spot, as_before, said
from quizzes.question_types import Place, Spec


class WordsPart(SpecPart):
    """Accepted answers per language, one a line."""

    kinds = ("short_text",)
    handles = frozenset({"accept", "case_sensitive"})

    def fields(self, spec: Spec) -> dict[str, forms.Field]:
        accept = spec.get("accept", {})
        hint = _(
            "One accepted answer a line; the first that matches counts. * stands for any words, \\* for an asterisk. "
            "A share may stand before it: 50 % | nearly right"
        )
        words = {
            self._name(code): forms.CharField(
                label=name,
                required=False,
                strip=False,
                initial="\n".join(map(accepted_line, accept.get(code, []))),
                help_text=hint,
                widget=forms.Textarea(attrs={"rows": 4}),
            )
            for code, name in self._languages(accept)
        }
        case = forms.BooleanField(label=_("Capital letters matter"), required=False, initial=spec.get("case_sensitive", False))
        return {**words, "case_sensitive": case}

    def groups(self, spec: Spec) -> list[Group]:
        words = [self._name(code) for code, _language in self._languages(spec.get("accept", {}))]
        return [(gettext("Accepted answers"), [*words, "case_sensitive"])]

    def read(self, sent: Mapping[str, Any], spec: Spec) -> Spec:
        accept = spec.get("accept", {})
        listed = {
            code: read_accepted(lines_of(sent.get(self._name(code))), accept.get(code, [])) for code, _language in self._languages(accept)
        }
        read = {"accept": {code: words for code, words in listed.items() if words}, **said(sent, "case_sensitive")}
        return as_before(read, spec, {"case_sensitive": False})

    def spot(self, place: Place, sent: Mapping[str, Any], spec: Spec) -> Spot:
        if place[0] != "accept":
            return super().spot(place, sent, spec)
        listed = [code for code, _language in self._languages(spec.get("accept", {}))]
        code = str(place[1]) if len(place) > 1 else listed[0]
        return Spot(self._name(code), line_of(sent.get(self._name(code)), int(place[2])) if len(place) > 2 else 0)

    @staticmethod
    def _name(code: str) -> str:
        return f"accept_{code}"

    @staticmethod
    def _languages(accept: Mapping[str, Any]) -> list[tuple[str, str]]:
        """The languages of the site, and any other that the question already has."""
        known = content_languages()
        return [*known, *((code, code) for code in accept if code not in dict(known))]
