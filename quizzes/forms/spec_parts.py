"""The part of a question's form that is peculiar to its type: fields for its specification, and back."""

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping
from string import ascii_lowercase
from typing import Any, Final

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from academy.texts import LocalisedFormField, content_languages, localised
from quizzes.question_types import Spec

Group = tuple[str, list[str]]

FEWEST_ROWS: Final = 6
SPARE_ROWS: Final = 2
MOST_ROWS: Final = 50

DEFAULT_SCORING: Final = "all_or_nothing"
SCORINGS_OF_TICKS: Final = [
    ("all_or_nothing", _("All or nothing")),
    ("right_minus_wrong", _("Right ones minus wrong ones")),
    ("every_decision", _("Every decision counts")),
    ("halves", _("Half for one mistake")),
    ("proportional", _("Proportional, nothing when a wrong one is ticked")),
]
SCORINGS_OF_ORDER: Final = [
    ("all_or_nothing", _("All or nothing")),
    ("absolute", _("Every item in its own place counts")),
]


class SpecPart(ABC):
    """Fields for what one type of question holds beside stem, reason and note."""

    handles: frozenset[str]  # the keys of the specification that the fields stand for

    @abstractmethod
    def fields(self, spec: Spec) -> dict[str, forms.Field]:
        """Make the fields, filled from a specification, which may be empty."""

    @abstractmethod
    def groups(self, spec: Spec) -> list[Group]:
        """Name the fields that stand together, each group with a heading."""

    @abstractmethod
    def read(self, sent: Mapping[str, Any], spec: Spec) -> Spec:
        """Give this part of the specification from cleaned values."""


class RowsPart(SpecPart):
    """A list of things: as many rows as there are and some to spare; an emptied row is taken away."""

    key: str
    heading: Any
    first_id: str = ""  # "" counts a, b, c; "p" counts p1, p2, p3

    @abstractmethod
    def row_fields(self, row: Mapping[str, Any]) -> dict[str, forms.Field]:
        """Make the fields of one row."""

    @abstractmethod
    def read_row(self, sent: Mapping[str, Any]) -> dict[str, Any] | None:
        """Give one row without its id; None when it was left empty."""

    def fields(self, spec: Spec) -> dict[str, forms.Field]:
        rows = spec.get(self.key, [])
        made: dict[str, forms.Field] = {}
        for number in self._numbers(spec):
            row = rows[number - 1] if number <= len(rows) else {}
            made |= {f"row_{number}_{name}": field for name, field in self.row_fields(row).items()}
        return made

    def groups(self, spec: Spec) -> list[Group]:
        names = list(self.row_fields({}))
        return [(f"{self.heading} {number}", [f"row_{number}_{name}" for name in names]) for number in self._numbers(spec)]

    def read(self, sent: Mapping[str, Any], spec: Spec) -> Spec:
        known = [row["id"] for row in spec.get(self.key, [])]
        fresh = (one for one in self._ids() if one not in known)
        rows = []
        for number in self._numbers(spec):
            row = self.read_row({name: sent.get(f"row_{number}_{name}") for name in self.row_fields({})})
            if row is not None:
                rows.append({"id": known[number - 1] if number <= len(known) else next(fresh), **row})
        return {self.key: self.arranged(rows, sent, spec)}

    def arranged(self, rows: list[dict[str, Any]], sent: Mapping[str, Any], spec: Spec) -> list[dict[str, Any]]:
        return rows

    def _numbers(self, spec: Spec) -> range:
        return range(1, min(MOST_ROWS, max(FEWEST_ROWS, len(spec.get(self.key, [])) + SPARE_ROWS)) + 1)

    def _ids(self) -> Iterator[str]:
        if not self.first_id:
            yield from ascii_lowercase
        for number in range(1, 2 * MOST_ROWS):
            yield f"{self.first_id or 'o'}{number}"


class ChoicesPart(RowsPart):
    """Choices, each with its text, whether it is right, and what to say to whoever picks it."""

    key = "choices"
    heading = _("Choice")

    def __init__(self, *, several: bool) -> None:
        self.several = several
        self.handles = frozenset({"choices", "scoring"}) if several else frozenset({"choices"})

    def row_fields(self, row: Mapping[str, Any]) -> dict[str, forms.Field]:
        return {
            "text": text_field(_("Text"), row.get("text")),
            "right": forms.BooleanField(label=_("Right"), required=False, initial=row.get("right", False)),
            "feedback": text_field(_("Feedback"), row.get("feedback"), help_text=_("Shown in the review to whoever chose this.")),
        }

    def read_row(self, sent: Mapping[str, Any]) -> dict[str, Any] | None:
        if not sent["text"]:
            return None
        feedback = {"feedback": dict(sent["feedback"])} if sent["feedback"] else {}
        return {"text": dict(sent["text"]), "right": bool(sent["right"]), **feedback}

    def fields(self, spec: Spec) -> dict[str, forms.Field]:
        return {**super().fields(spec), **(scoring_field(spec, SCORINGS_OF_TICKS) if self.several else {})}

    def groups(self, spec: Spec) -> list[Group]:
        return [*super().groups(spec), *([(gettext("Points"), ["scoring"])] if self.several else [])]

    def read(self, sent: Mapping[str, Any], spec: Spec) -> Spec:
        return {**super().read(sent, spec), **(read_scoring(sent, spec) if self.several else {})}


class PairsPart(RowsPart):
    """Lines, each with the option that is right for it."""

    key = "pairs"
    heading = _("Pair")
    first_id = "p"
    handles = frozenset({"pairs"})

    def row_fields(self, row: Mapping[str, Any]) -> dict[str, forms.Field]:
        return {
            "left": text_field(_("Line"), row.get("left")),
            "right": text_field(_("What is right for it"), row.get("right"), help_text=_("The same words may be right for several lines.")),
        }

    def read_row(self, sent: Mapping[str, Any]) -> dict[str, Any] | None:
        if not sent["left"] and not sent["right"]:
            return None
        return {"left": dict(sent["left"] or {}), "right": dict(sent["right"] or {})}


class OrderPart(RowsPart):
    """Items in the right order."""

    key = "items"
    heading = _("Item")
    first_id = "i"
    handles = frozenset({"items", "scoring"})

    def row_fields(self, row: Mapping[str, Any]) -> dict[str, forms.Field]:
        return {
            "text": text_field(_("Text"), row.get("text")),
            "place": forms.IntegerField(
                label=_("Place"), required=False, min_value=1, max_value=99, help_text=_("Only to move it: the place it should have.")
            ),
        }

    def read_row(self, sent: Mapping[str, Any]) -> dict[str, Any] | None:
        return {"text": dict(sent["text"]), "place": sent["place"]} if sent["text"] else None

    def arranged(self, rows: list[dict[str, Any]], sent: Mapping[str, Any], spec: Spec) -> list[dict[str, Any]]:
        """Put moved rows at the places asked for, the others around them in their order."""
        staying = [row for row in rows if row["place"] is None]
        for row in sorted((row for row in rows if row["place"] is not None), key=lambda row: int(row["place"])):
            staying.insert(row["place"] - 1, row)
        return [{"id": row["id"], "text": row["text"]} for row in staying]

    def fields(self, spec: Spec) -> dict[str, forms.Field]:
        return {**super().fields(spec), **scoring_field(spec, SCORINGS_OF_ORDER)}

    def groups(self, spec: Spec) -> list[Group]:
        return [*super().groups(spec), (gettext("Points"), ["scoring"])]

    def read(self, sent: Mapping[str, Any], spec: Spec) -> Spec:
        return {**super().read(sent, spec), **read_scoring(sent, spec)}


class StatementPart(SpecPart):
    """Whether the statement holds."""

    handles = frozenset({"answer"})

    def fields(self, spec: Spec) -> dict[str, forms.Field]:
        choices = [("true", _("True")), ("false", _("False"))]
        held = {True: "true", False: "false"}.get(spec.get("answer", ""))
        return {"answer": forms.ChoiceField(label=_("The statement is"), choices=choices, initial=held, widget=forms.RadioSelect)}

    def groups(self, spec: Spec) -> list[Group]:
        return [(gettext("Right answer"), ["answer"])]

    def read(self, sent: Mapping[str, Any], spec: Spec) -> Spec:
        return {"answer": sent["answer"] == "true"}


class NumberPart(SpecPart):
    """The right number, how far off still counts, and the unit."""

    handles = frozenset({"answer", "tolerance", "unit"})

    def fields(self, spec: Spec) -> dict[str, forms.Field]:
        return {
            "answer": forms.DecimalField(
                label=_("Number"),
                initial=spec.get("answer"),
                disabled="answer_from" in spec,
                help_text=_("Taken from the deal policy.") if "answer_from" in spec else "",
            ),
            "tolerance": forms.DecimalField(
                label=_("Tolerance"), min_value=0, initial=spec.get("tolerance", "0"), help_text=_("0: exactly this number.")
            ),
            "unit": text_field(_("Unit"), spec.get("unit")),
        }

    def groups(self, spec: Spec) -> list[Group]:
        return [(gettext("Right answer"), ["answer", "tolerance", "unit"])]

    def read(self, sent: Mapping[str, Any], spec: Spec) -> Spec:
        unit = {"unit": dict(sent["unit"])} if sent["unit"] else {}
        return {
            "answer": self._written(sent["answer"], spec, "answer"),
            "tolerance": self._written(sent["tolerance"], spec, "tolerance"),
            **unit,
        }

    @staticmethod
    def _written(value: Any, spec: Spec, key: str) -> str:
        """Keep the author's writing of a number that is still the same: "0.50" is not changed by looking at it."""
        before = spec.get(key)
        unchanged = before is not None and forms.DecimalField().to_python(before) == value
        return str(before) if unchanged else format(value, "f")


class WordsPart(SpecPart):
    """Accepted answers per language, one a line."""

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


def text_field(label: Any, texts: Any, *, long: bool = False, required: bool = False, help_text: Any = "") -> LocalisedFormField:
    return LocalisedFormField(label=label, long=long, required=required, initial=localised(texts), help_text=help_text)


def scoring_field(spec: Spec, choices: list[tuple[str, Any]]) -> dict[str, forms.Field]:
    return {
        "scoring": forms.ChoiceField(
            label=_("Points for a partly right answer"), choices=choices, initial=spec.get("scoring", DEFAULT_SCORING)
        )
    }


def read_scoring(sent: Mapping[str, Any], spec: Spec) -> Spec:
    """The way of scoring, left unsaid where the author never said one: looking at a question makes no new version."""
    unsaid = sent["scoring"] == DEFAULT_SCORING and "scoring" not in spec
    return {} if unsaid else {"scoring": sent["scoring"]}


PARTS: Final[Mapping[str, SpecPart]] = {
    "single": ChoicesPart(several=False),
    "multiple": ChoicesPart(several=True),
    "true_false": StatementPart(),
    "numeric": NumberPart(),
    "short_text": WordsPart(),
    "matching": PairsPart(),
    "ordering": OrderPart(),
}
