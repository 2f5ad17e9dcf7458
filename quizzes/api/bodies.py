"""Bodies of attempts: every field is named here, and no key has one."""

from typing import Any

from django.utils import timezone
from rest_framework import serializers

from academy.texts import LocalisedText
from quizzes.api.known import KnownFields
from quizzes.api.saves import TriesBody, tries_body
from quizzes.models import Attempt, AttemptSlot
from quizzes.question_types import question_type
from quizzes.reports import Item, Result, Run, readable, shown, shows_marks, tries_of


class StartBody(KnownFields):
    """Which quiz to begin."""

    quiz = serializers.SlugField()
    origin = serializers.CharField(
        required=False, allow_blank=True, default="", help_text="What led here, such as the slug of one of several courses with this quiz."
    )


ATTEMPT: tuple[str, ...] = (
    "uuid",
    "quiz",
    "number",
    "started_at",
    "deadline_at",
    "submitted_at",
    "closed_by",
    "graded_at",
    "pass_percent",
    "points",
    "max_points",
    "percent",
    "passed",
)


class AttemptSerializer(serializers.ModelSerializer[Attempt]):
    """One try at a quiz."""

    quiz = serializers.CharField(source="quiz.slug")
    points = serializers.CharField(allow_null=True, help_text="An exact fraction, such as 13/3.")
    max_points = serializers.CharField()
    percent = serializers.FloatField(allow_null=True)

    class Meta:
        model = Attempt
        fields = ATTEMPT
        read_only_fields = ATTEMPT

    def to_representation(self, instance: Attempt) -> dict[str, Any]:
        shown = super().to_representation(instance)
        if not shows_marks(instance, now=timezone.now()):
            shown.update(points=None, percent=None, passed=None)
        return shown


class QuestionBody(serializers.Serializer[Any]):
    """A question as its learner may see it."""

    position = serializers.IntegerField()
    revision = serializers.IntegerField()
    saved_at = serializers.DateTimeField(allow_null=True)
    number = serializers.IntegerField(allow_null=True, help_text="Null: a text that asks nothing.")
    page = serializers.IntegerField()
    section = serializers.CharField(allow_blank=True)
    flagged = serializers.BooleanField()
    certainty = serializers.IntegerField(allow_null=True)
    answer = serializers.DictField(allow_null=True)
    question = serializers.DictField()
    tries = TriesBody(allow_null=True)


class RulesBody(serializers.Serializer[Any]):
    """What an attempt is held to, as it was when it began."""

    behaviour = serializers.CharField()
    on_expiry = serializers.CharField()
    grace_minutes = serializers.IntegerField()
    one_way = serializers.BooleanField()
    single_device = serializers.BooleanField()


class RunBody(AttemptSerializer):
    """An attempt with its questions and the time of the server.

    Where the quiz goes one way, only the questions of the page in hand. Where
    it is open on another device and the quiz allows one, none at all.
    """

    server_time = serializers.DateTimeField()
    rules = RulesBody()
    page = serializers.IntegerField(help_text="The furthest one that was opened.")
    pages = serializers.IntegerField()
    total = serializers.IntegerField(help_text="How many questions are asked on all pages.")
    elsewhere = serializers.CharField(allow_blank=True, help_text="Why no question is shown: it is open on another device.")
    questions = QuestionBody(many=True)

    class Meta(AttemptSerializer.Meta):
        fields = (*ATTEMPT, "server_time", "rules", "page", "pages", "total", "elsewhere", "questions")
        read_only_fields = fields


class TopicBody(serializers.Serializer[Any]):
    """What a question is about."""

    title = serializers.CharField()
    url = serializers.CharField()
    heading = serializers.CharField()


class ItemBody(serializers.Serializer[Any]):
    """How one question went; the review is null where it may not be shown."""

    position = serializers.IntegerField()
    verdict = serializers.ChoiceField(choices=["right", "partly", "wrong", "blank", "waiting", "withheld"])
    topic = TopicBody(allow_null=True)
    review = serializers.DictField(allow_null=True)


class ResultBody(AttemptSerializer):
    """A closed attempt."""

    may_review = serializers.BooleanField()
    questions = ItemBody(many=True)

    class Meta(AttemptSerializer.Meta):
        fields = (*ATTEMPT, "may_review", "questions")
        read_only_fields = fields


def run_body(run: Run, *, language: str, now: Any, elsewhere: str = "") -> dict[str, Any]:
    """An attempt with those of its questions that may be read here and now, whose versions are loaded."""
    slots = [] if elsewhere else readable(run, now=now)
    tried = tries_of(run.attempt, slots, language=language, now=now)
    return {
        **AttemptSerializer(run.attempt).data,
        "server_time": now,
        "rules": RulesBody(run.attempt.rules).data,
        "page": run.attempt.page,
        "pages": max((slot.page for slot in run.slots), default=1),
        "total": run.total,
        "elsewhere": elsewhere,
        "questions": [
            {**_question(slot, language), "number": run.numbers.get(slot.position), "tries": tries_body(tried.get(slot.pk))}
            for slot in slots
        ],
    }


def _question(slot: AttemptSlot, language: str) -> dict[str, Any]:
    answer = slot.answer
    kind = question_type(slot.version.kind)
    return {
        "position": slot.position,
        "revision": slot.revision or 0,
        "saved_at": slot.saved_at,
        "page": slot.page,
        "section": str(LocalisedText(slot.section)),
        "flagged": slot.flagged,
        "certainty": slot.certainty,
        "answer": kind.as_data(slot.layout, answer) if answer is not None else None,
        "question": shown(slot, language=language, answer=answer),
    }


def result_body(result: Result) -> dict[str, Any]:
    result.attempt.score_withheld = not result.shows_score
    return {
        **AttemptSerializer(result.attempt).data,
        "may_review": result.may_review,
        "questions": [_item(item) for item in result.items],
    }


def _item(item: Item) -> dict[str, Any]:
    topic = {"title": item.topic.title, "url": item.topic.url, "heading": item.topic.heading} if item.topic else None
    return {"position": item.position, "verdict": item.verdict.value, "topic": topic, "review": item.question}
