"""Fields that all types of question have for several tries: hints, and what a try costs."""

from collections.abc import Collection, Mapping
from typing import Any, Final

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from quizzes.forms.fields import ShareField
from quizzes.forms.parts import Group, Spot, most_sent, text_field
from quizzes.question_types import Place, Spec, question_type

HINT: Final = "hint_"
FEWEST: Final = 2
MOST: Final = 10


class Tries:
    """The hints and the penalty of one question, where its type can be tried again."""

    def __init__(self, kind: str, spec: Spec, sent: Collection[str] = ()) -> None:
        self._spec = spec
        self._sent = most_sent(sent, rf"{HINT}(\d+)(?:_.+)?")
        self._hints = spec.get("hints", [])
        said = bool(self._hints) or "penalty" in spec
        type_ = question_type(kind)
        self._offered = said or (type_.is_asked and not type_.is_marked_by_hand)

    def fields(self) -> dict[str, forms.Field]:
        """A field for every hint and one to spare, and the penalty."""
        if not self._offered:
            return {}
        made: dict[str, forms.Field] = {
            f"{HINT}{number}": text_field(
                gettext("Hint %(number)d") % {"number": number}, self._hints[number - 1]["text"] if number <= len(self._hints) else None
            )
            for number in self._numbers
        }
        made["penalty"] = ShareField(
            label=_("Each try costs"),
            required=False,
            max_length=20,
            initial=self._spec.get("penalty", ""),
            help_text=_("A share of the points, such as 1/3 or 0.25. Empty means a third."),
        )
        return made

    def groups(self) -> list[Group]:
        """One group, which is used only by quizzes that allow several tries."""
        return (
            [(gettext("Hints for several tries"), [*(f"{HINT}{number}" for number in self._numbers), "penalty"])] if self._offered else []
        )

    def read(self, sent: Mapping[str, Any]) -> Spec:
        """This part of the specification; what is empty is left out."""
        if not self._offered:
            return {}
        hints = [{"text": dict(sent[f"{HINT}{number}"])} for number in self._numbers if sent.get(f"{HINT}{number}")]
        penalty = sent.get("penalty")
        return {**({"hints": hints} if hints else {}), **({"penalty": penalty} if penalty else {})}

    def spot(self, place: Place, sent: Mapping[str, Any]) -> Spot:
        """The field of a hint by its number among those that say something, or that of the penalty."""
        if place[0] != "hints":
            return Spot("penalty")
        said = [number for number in self._numbers if sent.get(f"{HINT}{number}")]
        return Spot(f"{HINT}{said[int(place[1]) - 1] if len(place) > 1 and said else 1}")

    @property
    def _numbers(self) -> range:
        return range(1, max(FEWEST, len(self._hints), min(MOST, max(len(self._hints) + 1, self._sent))) + 1)
