"""Questions that a person marks, and the rubric they have in common."""

from collections.abc import Mapping
from typing import Any, ClassVar, Final

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from quizzes.forms.parts.spec_part import Group, RowsPart, Spot, text_field
from quizzes.question_types import Place, Spec
from quizzes.question_types.essay import MOST_WORDS
from quizzes.question_types.file_signs import ENDINGS
from quizzes.question_types.rubrics import MOST_LEVELS
from quizzes.question_types.upload import EITHER, FILE, LINK, endings_of

FEWEST_SHOWN: Final = 3

TAKES: Final = [(FILE, _("A file")), (LINK, _("A link")), (EITHER, _("A file or a link"))]


class RubricPart(RowsPart):
    """Rows of a rubric, each with its levels; a question without one is marked from 0 to 100 percent."""

    key = "rubric"
    heading = _("Rubric, row")
    first_id = "r"
    kinds: ClassVar[tuple[str, ...]] = ()  # the types that have one have a part of their own below

    def row_fields(self, row: Mapping[str, Any]) -> dict[str, forms.Field]:
        levels = row.get("levels", [])
        made: dict[str, forms.Field] = {"title": text_field(_("What is looked at"), row.get("title"))}
        for number in range(1, MOST_LEVELS + 1):
            level = levels[number - 1] if number <= len(levels) else {}
            words = {"number": number}
            made[f"level_{number}"] = text_field(_("Level %(number)d") % words, level.get("text"))
            made[f"points_{number}"] = forms.CharField(
                label=_("Points of level %(number)d") % words, required=False, max_length=16, initial=level.get("points")
            )
        return made

    def spot_in_row(self, place: Place, row: Mapping[str, Any]) -> Spot:
        if place[:1] != ("levels",):
            return super().spot_in_row(place, row)
        written = [number for number in range(1, MOST_LEVELS + 1) if row[f"level_{number}"]]
        index = int(place[1]) if len(place) > 1 else len(written) + 1
        free = [number for number in range(1, MOST_LEVELS + 1) if number not in written]
        number = written[index - 1] if index <= len(written) else (free or written)[0]
        return Spot(f"points_{number}" if place[2:3] == ("points",) else f"level_{number}")

    def read_row(self, sent: Mapping[str, Any]) -> dict[str, Any] | None:
        levels = [
            {"text": dict(sent[f"level_{number}"]), "points": _points(sent[f"points_{number}"])}
            for number in range(1, MOST_LEVELS + 1)
            if sent[f"level_{number}"]
        ]
        return {"title": dict(sent["title"]), "levels": levels} if sent["title"] or levels else None

    def read(self, sent: Mapping[str, Any], spec: Spec) -> Spec:
        read = super().read(sent, spec)
        return read if read["rubric"] else {}

    def _numbers(self, spec: Spec) -> range:
        return self.rows(max(FEWEST_SHOWN, len(spec.get(self.key, [])) + 1), r"row_(\d+)_.+")


class EssayPart(RubricPart):
    """A free text: how long it should be, and with what it begins."""

    kinds = ("essay",)
    handles = frozenset({"rubric", "least_words", "most_words", "template"})

    def fields(self, spec: Spec) -> dict[str, forms.Field]:
        hint = _("Advice: a text of any length is saved.")
        return {
            **{
                name: forms.IntegerField(
                    label=label, required=False, min_value=1, max_value=MOST_WORDS, initial=spec.get(name), help_text=hint
                )
                for name, label in (("least_words", _("Words at least")), ("most_words", _("Words at most")))
            },
            "template": text_field(
                _("To begin with"), spec.get("template"), long=True, help_text=_("Stands in the field before the learner writes.")
            ),
            **super().fields(spec),
        }

    def groups(self, spec: Spec) -> list[Group]:
        return [(gettext("Text"), ["least_words", "most_words", "template"]), *super().groups(spec)]

    def read(self, sent: Mapping[str, Any], spec: Spec) -> Spec:
        counts = {name: sent[name] for name in ("least_words", "most_words") if sent.get(name)}
        begun = {"template": dict(sent["template"])} if sent.get("template") else {}
        return {**super().read(sent, spec), **counts, **begun}


class UploadPart(RubricPart):
    """A file or a link: which of them, and which kinds of files."""

    kinds = ("upload",)
    handles = frozenset({"rubric", "takes", "endings"})

    def fields(self, spec: Spec) -> dict[str, forms.Field]:
        return {
            "takes": forms.ChoiceField(label=_("What is handed in"), choices=TAKES, initial=spec.get("takes", EITHER)),
            "endings": forms.MultipleChoiceField(
                label=_("Kinds of files"),
                choices=[(ending, ending.upper()) for ending in ENDINGS],
                initial=list(endings_of(spec)),
                required=False,
                widget=forms.CheckboxSelectMultiple,
                help_text=_("Of each file is looked at whether it is what its name says."),
            ),
            **super().fields(spec),
        }

    def groups(self, spec: Spec) -> list[Group]:
        return [(gettext("What is handed in"), ["takes", "endings"]), *super().groups(spec)]

    def read(self, sent: Mapping[str, Any], spec: Spec) -> Spec:
        """The kinds of files are left unsaid where every kind is taken and the author never said which."""
        endings = [ending for ending in ENDINGS if ending in (sent.get("endings") or ENDINGS)]
        if sorted(endings) == sorted(spec.get("endings", ())):
            endings = spec["endings"]
        said = {} if endings == list(ENDINGS) and "endings" not in spec else {"endings": endings}
        return {**super().read(sent, spec), "takes": sent["takes"], **said}


def _points(written: str) -> int | str:
    """Whole points as a number, anything else as it was written, for the type to judge."""
    text = (written or "").strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) < 4 else text
