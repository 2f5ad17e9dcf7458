"""A text with gaps of several kinds."""

from collections.abc import Iterator, Mapping
from itertools import zip_longest
from string import ascii_lowercase
from typing import Any, Final

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from academy.texts import content_languages
from quizzes.forms.parts.lines import accepted_line, choice_line, line_of, lines_of, places_of, read_accepted, read_choice
from quizzes.forms.parts.spec_part import MOST_ROWS, Group, RowsPart, Spot, WrittenNumberField, said, text_field
from quizzes.question_types import Place, Spec

KINDS: Final = [
    ("", "---------"),
    ("single", _("one choice of several")),
    ("numeric", _("a number")),
    ("short_text", _("a short text")),
]
OF_FIELDS: Final = frozenset({"id", "kind", "weight", "answer", "tolerance", "choices", "accept"})


class GapsPart(RowsPart):
    """Gaps, each a little question: a choice, a number or a short text."""

    key = "gaps"
    heading = _("Gap")
    kinds = ("cloze",)
    handles = frozenset({"text", "gaps"})

    def row_fields(self, row: Mapping[str, Any]) -> dict[str, forms.Field]:
        lines_hint = _(
            "For a choice: one a line, the right one begins with =. For a short text: one accepted answer a line. "
            "A share may stand before it: 50 % | nearly right"
        )
        return {
            "kind": forms.ChoiceField(label=_("Asks for"), choices=KINDS, required=False, initial=row.get("kind", "")),
            **{
                f"lines_{code}": forms.CharField(
                    label=_("Choices or accepted answers (%(language)s)") % {"language": name},
                    required=False,
                    strip=False,
                    initial="\n".join(_lines(row, code)),
                    help_text=lines_hint,
                    widget=forms.Textarea(attrs={"rows": 3, "lang": code}),
                )
                for code, name in content_languages()
            },
            "answer": WrittenNumberField(label=_("Number"), required=False, initial=row.get("answer")),
            "tolerance": WrittenNumberField(label=_("Tolerance"), required=False, initial=row.get("tolerance")),
            "weight": forms.CharField(
                label=_("Weight"), required=False, initial=row.get("weight"), help_text=_("How much it counts beside the others. Empty: 1.")
            ),
        }

    def read_row(self, sent: Mapping[str, Any]) -> dict[str, Any] | None:
        return dict(sent) if sent["kind"] else None

    def merged(self, row: dict[str, Any], before: Mapping[str, Any]) -> dict[str, Any]:
        old = before if before.get("kind") == row["kind"] else {}
        kept = {key: value for key, value in old.items() if key not in OF_FIELDS}
        return {"kind": row["kind"], **said(row, "weight"), **_asked(row, old), **kept}

    def fields(self, spec: Spec) -> dict[str, forms.Field]:
        text = text_field(
            _("Text with gaps"),
            spec.get("text"),
            long=True,
            required=True,
            help_text=_("Write [[1]], [[2]] where the gaps are: the same ones in every language."),
        )
        return {"text": text, **super().fields(spec)}

    def groups(self, spec: Spec) -> list[Group]:
        known = [gap["id"] for gap in spec.get("gaps", [])]
        ids = [*known, *(one for one in self._ids() if one not in known)]
        rows = [(f"{self.heading} [[{one}]]", names) for one, (_heading, names) in zip(ids, super().groups(spec), strict=False)]
        return [(gettext("Text with gaps"), ["text"]), *rows]

    def read(self, sent: Mapping[str, Any], spec: Spec) -> Spec:
        return {"text": dict(sent["text"]), **super().read(sent, spec)}

    def spot_in_row(self, place: Place, row: Mapping[str, Any]) -> Spot:
        """A choice or an accepted answer is a line of a field; a share that nothing earns belongs to what is right."""
        languages = [code for code, _name in content_languages()]
        if place[:1] == ("choices",):
            spoken = [code for code in languages if code in place] or languages
            filled = [
                number for number, line in enumerate(zip_longest(*(places_of(row[f"lines_{code}"]) for code in languages)), 1) if any(line)
            ]
            index = int(place[1]) if len(place) > 1 else 0
            return Spot(f"lines_{spoken[0]}", filled[index - 1] if 0 < index <= len(filled) else 0)
        if place[:1] == ("accept",):
            code = str(place[1]) if len(place) > 1 and place[1] in languages else languages[0]
            return Spot(f"lines_{code}", line_of(row[f"lines_{code}"], int(place[2])) if len(place) > 2 else 0)
        if place[:1] == ("fraction",):
            return Spot("answer")
        return super().spot_in_row(place, row)

    def _ids(self) -> Iterator[str]:
        yield from map(str, range(1, 2 * MOST_ROWS))


def _lines(gap: Mapping[str, Any], language: str) -> list[str]:
    """Write the choices or the accepted answers of a gap, one a line."""
    if gap.get("kind") == "single":
        return [choice_line(choice, language) for choice in gap["choices"]]
    return [accepted_line(accepted) for accepted in gap.get("accept", {}).get(language, [])]


def _asked(row: Mapping[str, Any], old: Mapping[str, Any]) -> dict[str, Any]:
    """What the gap asks for and what is right in it, by its kind."""
    if row["kind"] == "numeric":
        return {"answer": row["answer"] or "", "tolerance": row["tolerance"] or "0"}
    typed = {code: row[f"lines_{code}"] for code, _name in content_languages()}
    if row["kind"] == "single":
        return {"choices": _choices({code: places_of(text) for code, text in typed.items()}, old.get("choices", []))}
    before = old.get("accept", {})
    accept = {**before, **{code: read_accepted(lines_of(text), before.get(code, [])) for code, text in typed.items()}}
    return {"accept": {code: listed for code, listed in accept.items() if listed}}


def _choices(lines: Mapping[str, list[str]], before: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Read choices by the numbers of their lines, which are the same in every language."""
    known = [choice["id"] for choice in before]
    fresh = (one for one in (*ascii_lowercase, *(f"o{number}" for number in range(1, 2 * MOST_ROWS))) if one not in known)
    choices = []
    for place in range(max(map(len, lines.values()))):
        old = before[place] if place < len(before) else {}
        read = read_choice({code: listed[place] if place < len(listed) else "" for code, listed in lines.items()}, old)
        if read is not None:
            choices.append({**read, "id": old["id"] if old else next(fresh)})
    return choices
