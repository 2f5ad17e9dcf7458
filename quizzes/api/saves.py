"""What a device sends of one question, and what it is told of it."""

from datetime import datetime
from typing import Any

from django.http import QueryDict
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from quizzes.actions import Sent
from quizzes.api.known import KnownFields
from quizzes.api.moments import ClientMomentField
from quizzes.models import Attempt, AttemptSlot, Response
from quizzes.reports import Tries, tries_of

MOST_FIELDS = 500


class PairField(serializers.ListField):
    """The name and the value of one field of the page."""

    child = serializers.CharField(allow_blank=True, trim_whitespace=False, max_length=100_000)

    def __init__(self, **options: Any) -> None:
        super().__init__(min_length=2, max_length=2, **options)


class AnswerBody(KnownFields):
    """An answer in the tokens of the question, where null clears it; or the fields of the page as they are."""

    answer = serializers.JSONField(allow_null=True, required=False)
    fields_sent = serializers.ListField(child=PairField(), required=False, max_length=MOST_FIELDS)
    revision = serializers.IntegerField(min_value=0, max_value=2_000_000_000)
    key = serializers.CharField(
        max_length=64, required=False, allow_blank=True, default="", help_text="The same key with the same answer is saved once."
    )
    certainty = serializers.IntegerField(min_value=1, max_value=3, required=False, allow_null=True, default=None)
    client_at = ClientMomentField(required=False, allow_null=True, default=None, help_text="Noted, and trusted by nothing.")

    def get_fields(self) -> dict[str, serializers.Field[Any, Any, Any, Any]]:
        """`fields` is a name that a serializer keeps for itself."""
        named = super().get_fields()
        named["fields"] = named.pop("fields_sent")
        return named

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        if ("answer" in attrs) == ("fields" in attrs):
            raise serializers.ValidationError(_("Send either an answer or the fields of the page."))
        return attrs

    def sent(self, *, device: str, as_try: bool = False) -> Sent:
        """What the engine takes. The device is the server's own word, never the sender's."""
        said = self.validated_data
        return Sent(
            revision=said["revision"],
            data=said.get("answer"),
            form=_form(said["fields"]) if "fields" in said else None,
            key=said["key"],
            device=device,
            certainty=said["certainty"],
            client_at=said["client_at"],
            as_try=as_try,
        )


def _form(pairs: list[list[str]]) -> QueryDict:
    form = QueryDict(mutable=True)
    for name, value in pairs:
        form.appendlist(name, value)
    return form


class FlagBody(KnownFields):
    """Whether a question is to be looked at again."""

    flagged = serializers.BooleanField()


class EventBody(KnownFields):
    """Something that happened on the device. Evidence only: nobody fails by it."""

    kind = serializers.ChoiceField(choices=["focus_lost"])


class UploadBody(KnownFields):
    """A file for a question, as a form of parts."""

    upload = serializers.FileField(allow_empty_file=True, error_messages={"required": _("Choose a file first.")})


class UploadedBody(serializers.Serializer[Any]):
    """What was received. An answer names it."""

    file = serializers.UUIDField(source="uuid")
    name = serializers.CharField()
    size = serializers.IntegerField()


class ClockBody(serializers.Serializer[Any]):
    """The time of the server, and until when answers count and the attempt can be handed in."""

    server_time = serializers.DateTimeField()
    deadline_at = serializers.DateTimeField(allow_null=True)
    ends_at = serializers.DateTimeField(allow_null=True)
    is_open = serializers.BooleanField()


class SavedBody(serializers.Serializer[Any]):
    """What the server has.

    `revision` is that of the answer that was sent; `current_revision` is more
    where something newer was saved since, as when an old key is sent again.
    What is based on `revision` then is refused with the newer answer, and
    only who has looked at that saves with its revision.
    """

    revision = serializers.IntegerField()
    current_revision = serializers.IntegerField()
    saved_at = serializers.DateTimeField()
    server_time = serializers.DateTimeField()
    deadline_at = serializers.DateTimeField(allow_null=True)


class TriesBody(serializers.Serializer[Any]):
    """What came of the tries so far. Never a right answer."""

    used = serializers.IntegerField()
    left = serializers.IntegerField(allow_null=True, help_text="Null: as many as the learner wants.")
    verdict = serializers.CharField(help_text="Of the newest try: right, partly, wrong, or empty.")
    hints = serializers.ListField(child=serializers.CharField())
    feedback = serializers.ListField(child=serializers.CharField())
    penalty = serializers.CharField(help_text="What every wrong try costs, as an exact fraction.")


class TriedBody(SavedBody):
    """What the server has, and how right it is."""

    tries = TriesBody(allow_null=True)


def saved_body(saved: Response, *, now: datetime) -> dict[str, Any]:
    return {
        "revision": saved.revision,
        "current_revision": max(saved.revision, saved.slot.revision or 0),
        "saved_at": saved.received_at,
        "server_time": now,
        "deadline_at": saved.slot.attempt.deadline_at,
    }


def tried_body(saved: Response, *, now: datetime) -> dict[str, Any]:
    slot: AttemptSlot = saved.slot
    slot.answer = saved.answer
    tried = tries_of(slot.attempt, [slot], language=get_language() or "", now=now)
    return {**saved_body(saved, now=now), "tries": tries_body(tried.get(slot.pk))}


def tries_body(tries: Tries | None) -> dict[str, Any] | None:
    if tries is None:
        return None
    return {
        "used": tries.used,
        "left": tries.left,
        "verdict": tries.verdict,
        "hints": list(tries.hints),
        "feedback": list(tries.feedback),
        "penalty": str(tries.penalty),
    }


def clock_body(attempt: Attempt, *, now: datetime) -> dict[str, Any]:
    return {"server_time": now, "deadline_at": attempt.deadline_at, "ends_at": attempt.ends_at, "is_open": attempt.is_open}
