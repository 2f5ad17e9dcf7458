"""The form of a part of a quiz, and parts that are read before anything is saved."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, ClassVar, Final

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from quizzes.forms.fields import PointsField, WordsField
from quizzes.models import QuestionVersion, QuizSlot
from quizzes.models.fields import one_point

MOST_PARTS: Final = 200
PARTS: Final = "slots"  # the prefix of their forms
LONGEST_DRAW: Final = 500

if TYPE_CHECKING:
    Choice = forms.ModelChoiceField[QuestionVersion]
else:
    Choice = forms.ModelChoiceField

FIELDS: Final = ["section", "question", "version", "bank", "include_children", "draw", "tags", "tags_match", "level", "points"]


class VersionField(Choice):
    """A version of the question that is chosen beside it."""

    def label_from_instance(self, obj: QuestionVersion) -> str:
        return version_label(obj)


def version_label(version: QuestionVersion) -> str:
    """A version by its number and day."""
    return gettext("Version %(number)d, %(day)s") % {"number": version.number, "day": date_format(version.made_at, "SHORT_DATE_FORMAT")}


class SlotForm(WagtailAdminModelForm):
    """A fixed question, perhaps in one wording, or a number of questions from a bank."""

    version = VersionField(
        label=_("Version"),
        queryset=QuestionVersion.objects.none(),
        required=False,
        empty_label=_("always the newest"),
        help_text=_("A chosen version stays: attempts keep getting this wording."),
        error_messages={"invalid_choice": _("Choose one of the versions of this question.")},
    )
    tags = WordsField(label=_("Tags"), required=False, help_text=_("Only questions with these tags, separated by commas."))
    points = PointsField(label=_("Points"), initial=one_point, help_text=_("What each question here is worth, such as 1, 2.5 or 1/3."))
    draw = forms.IntegerField(
        label=_("Draw"), min_value=1, max_value=LONGEST_DRAW, initial=1, help_text=_("How many questions are drawn from the bank.")
    )

    class Meta:
        model = QuizSlot
        fields: ClassVar[list[str]] = FIELDS

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        chosen = self.chosen_question
        self.fields["version"].queryset = (
            QuestionVersion.objects.published().filter(question=chosen) if chosen else QuestionVersion.objects.none()
        )

    @property
    def chosen_question(self) -> int | None:
        """The question that the form names now, sent or saved."""
        value = self["question"].value() if "question" in self.fields else None
        text = str(value or "")
        return int(text) if text.isascii() and text.isdecimal() and len(text) < 19 else None

    def offer_versions(self, versions: Iterable[QuestionVersion]) -> None:
        """Show these versions, which were read for all parts at once."""
        field = self.fields["version"]
        field.choices = [("", field.empty_label), *((one.pk, version_label(one)) for one in versions)]


def offer_versions(forms_of_parts: Iterable[SlotForm]) -> None:
    """Let every part offer the versions of its question. One query for all."""
    listed = list(forms_of_parts)
    by_question = versions_of({form.chosen_question for form in listed if form.chosen_question})
    for form in listed:
        form.offer_versions(by_question.get(form.chosen_question or 0, []))


def versions_of(questions: Iterable[int]) -> dict[int, list[QuestionVersion]]:
    """The published versions of each question, the newest first. One query."""
    found: dict[int, list[QuestionVersion]] = defaultdict(list)
    wanted = set(questions)
    for version in QuestionVersion.objects.published().filter(question__in=wanted).order_by("-number") if wanted else ():
        found[version.question_id].append(version)
    return found


def slot_forms(data: Any) -> Iterator[tuple[str, SlotForm]]:
    """The forms of all parts as they were sent, in their order, without those taken away; each with its prefix."""
    sent = str(data.get(f"{PARTS}-TOTAL_FORMS", ""))
    total = min(int(sent), MOST_PARTS) if sent.isascii() and sent.isdecimal() and len(sent) < 7 else 0
    prefixes = [f"{PARTS}-{number}" for number in range(total) if not data.get(f"{PARTS}-{number}-DELETE")]
    for prefix in sorted(prefixes, key=lambda prefix: _place(data.get(f"{prefix}-ORDER"))):
        yield prefix, SlotForm(data, prefix=prefix)


def _place(written: Any) -> int:
    text = str(written or "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 7 else MOST_PARTS


def sent_parts(data: Any) -> list[QuizSlot]:
    """The parts of a form that was sent and may be faulty: whatever can be understood of them, never saved."""
    parts = []
    for _prefix, form in slot_forms(data):
        form.full_clean()
        known = {name: value for name, value in form.cleaned_data.items() if name in FIELDS and value is not None}
        if bool(known.get("question")) != bool(known.get("bank")):
            parts.append(QuizSlot(**known))
    return parts
