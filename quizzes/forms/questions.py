"""The form of a question: what it asks, by type, and where it belongs."""

import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any, ClassVar, Final
from uuid import UUID

from django import forms
from django.utils.text import slugify
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from quizzes.actions import SpecError, create_question, restore_question, retire_question, revise_question, tag_question
from quizzes.forms.parts import Spot, part_of, text_field
from quizzes.forms.tries import HINT, Tries
from quizzes.models import Question, QuestionVersion
from quizzes.models.seams import topic_choices
from quizzes.question_types import Place, Spec, question_type

COMMON: Final = frozenset({"stem", "why", "note", "hints", "penalty"})
ROWS_SHOWN: Final = 4  # empty ones beyond are folded
ROW: Final = re.compile(r"(?P<list>[a-z]+)_(?P<number>[0-9]+)_")


def _key(value: Any) -> UUID:
    """A key as it is sent, or as it is stored: Django compares the two by this."""
    return UUID(str(value))


def choices_of_topics() -> list[Any]:
    """Every topic that a layer above offers, under its headings."""
    return [("", "---------"), *((heading, [(str(key), title) for key, title in choices]) for heading, choices in topic_choices())]


class QuestionForm(WagtailAdminModelForm):
    """One question of one type. Saving writes through the actions, which decide about versions."""

    kind: ClassVar[str]

    topic = forms.TypedChoiceField(
        label=_("Topic"), required=False, coerce=_key, empty_value=None, help_text=_("The lesson that a wrong answer leads to.")
    )
    retired = forms.BooleanField(
        label=_("Retired"), required=False, help_text=_("A retired question is drawn no more. Attempts that asked it keep it.")
    )

    class Meta:
        model = Question
        fields: ClassVar[list[str]] = ["bank", "external_id", "topic", "level", "tags", "owner"]

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.version = self._newest()
        same_kind = self.version is not None and self.version.kind == self.kind
        self.spec: Spec = self.version.spec if self.version and same_kind else {}
        sent = tuple(self.data) if self.is_bound else ()
        self.part = part_of(self.kind, sent)
        self._prepare_identity()
        self.fields["stem"] = text_field(_("Question"), self.spec.get("stem"), long=True, required=True)
        self.fields["why"] = text_field(
            _("Why"), self.spec.get("why"), long=True, help_text=_("The reason of the right answer, shown in the review.")
        )
        self.fields["note"] = text_field(_("Note for authors"), self.spec.get("note"), long=True, help_text=_("Learners never see it."))
        self.fields.update(self.part.fields(self.spec))
        self.tries = Tries(self.kind, self.spec, sent)
        self.fields.update(self.tries.fields())

    def _newest(self) -> QuestionVersion | None:
        return self.instance.versions.order_by("-number").first() if self.instance.pk else None

    def _prepare_identity(self) -> None:
        topics = self.fields["topic"]
        known = choices_of_topics()
        own = self.instance.topic
        if own and not any(key == str(own) for _heading, choices in known[1:] for key, _title in choices):
            known.append((str(own), gettext("A lesson that is not there any more")))
        topics.choices = known
        if self.instance.pk:
            # The score of a capability is the score of its bank: questions do not wander.
            self.fields["bank"].disabled = True
            self.fields["retired"].initial = self.instance.retired_at is not None
        else:
            del self.fields["retired"]
            self.fields["external_id"].required = False
            self.fields["external_id"].help_text = _("Unique in its bank. Left empty, it is made from the question.")

    def groups(self) -> Iterator[tuple[str, list[forms.BoundField], bool]]:
        """Fields that stand together, in the order of work, and whether they may be folded: rows to spare."""
        identity = [name for name in ("bank", "external_id", "topic", "level", "tags", "owner", "retired") if name in self.fields]
        listed = [
            (str(question_type(self.kind).name), ["stem"]),
            *self.part.groups(self.spec),
            (gettext("Reason"), ["why", "note"]),
            *self.tries.groups(),
            (gettext("Where it belongs"), identity),
        ]
        for heading, names in listed:
            fields = [self[name] for name in names]
            yield heading, fields, bool(names) and self._is_spare(names[0]) and not any(one.errors or _filled(one) for one in fields)

    def _is_spare(self, name: str) -> bool:
        """Rows to spare, what few questions need, and what only some behaviours use."""
        row = ROW.match(name)
        if row is None or name.startswith(HINT):
            return name in self.part.extras or name.startswith(HINT)
        return row["list"] != "row" or int(row["number"]) > ROWS_SHOWN

    def clean(self) -> dict[str, Any]:
        sent: dict[str, Any] = super().clean() or self.cleaned_data
        if not self.errors:
            try:
                question_type(self.kind).validate(self.new_spec)
            except SpecError as error:
                self._tell(error)
        if "external_id" in sent and not sent["external_id"]:
            sent["external_id"] = self._free_name(sent)
        return sent

    def _tell(self, refusal: SpecError) -> None:
        """Say each fault at the field that it is about, in words of the form; what is about none stands above them."""
        sent = dict(self.cleaned_data)  # a field with an error loses its value
        told = [(self._spot(fault.place, sent), fault) for fault in refusal.faults]
        for spot, fault in dict.fromkeys(told):
            words = gettext("Line %(number)d: %(words)s") % {"number": spot.line, "words": fault.words} if spot.line else fault.words
            self.add_error(spot.field if spot.field in self.fields else None, forms.ValidationError(words, code="spec"))

    def _spot(self, place: Place, sent: Mapping[str, Any]) -> Spot:
        if not place:
            return Spot("")
        if place[0] in {"hints", "penalty"}:
            return self.tries.spot(place, sent)
        return Spot(str(place[0])) if place[0] in COMMON else self.part.spot(place, sent, self.spec)

    @property
    def new_spec(self) -> Spec:
        """The specification as the form says it; what no field stands for is kept."""
        kept = {key: value for key, value in self.spec.items() if key not in self.part.handles | COMMON}
        common = {key: dict(self.cleaned_data[key]) for key in ("stem", "why", "note") if self.cleaned_data.get(key)}
        return {**common, **self.part.read(self.cleaned_data, self.spec), **self.tries.read(self.cleaned_data), **kept}

    def _free_name(self, sent: dict[str, Any]) -> str:
        stem = (sent.get("stem") or {}).get("en", "")
        base = slugify(stem)[:60].strip("-") or self.kind.replace("_", "-")
        taken = set(Question.objects.filter(bank=sent.get("bank"), external_id__startswith=base).values_list("external_id", flat=True))
        names = (base, *(f"{base}-{number}" for number in range(2, len(taken) + 3)))
        return next(name for name in names if name not in taken)

    def create(self, *, by: Any, now: datetime) -> Question:
        """Write the question through its action."""
        sent = self.cleaned_data
        question = create_question(
            bank=sent["bank"],
            external_id=sent["external_id"],
            kind=self.kind,
            spec=self.new_spec,
            topic=sent["topic"],
            level=sent["level"],
            owner=sent["owner"] or by,
            by=by,
            now=now,
        )
        return tag_question(question, tags=sent["tags"])

    def revise(self, *, by: Any, now: datetime) -> Question:
        """Change the question through its actions. Raises PoolTooSmall when a quiz cannot do without it."""
        question: Question = self.save()
        revise_question(question, kind=self.kind, spec=self.new_spec, by=by, now=now)
        return retire_question(question, now=now) if self.cleaned_data["retired"] else restore_question(question)


def _filled(field: forms.BoundField) -> bool:
    value = field.value()
    return any(value) if isinstance(value, list) else bool(value)


def question_form(kind: str) -> type[QuestionForm]:
    """The form of a type. Raises KeyError for an unknown one."""
    question_type(kind)
    return type(f"{kind.title().replace('_', '')}Form", (QuestionForm,), {"kind": kind, "Meta": QuestionForm.Meta})
