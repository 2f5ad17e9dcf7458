"""Bodies of attempts: every field is named here, and no key has one."""

from typing import Any

from rest_framework import serializers

from quizzes.models import Attempt, AttemptSlot
from quizzes.question_types import question_type
from quizzes.reports import Item, Result, Run, shown


class StartBody(serializers.Serializer[Any]):
    """Which quiz to begin."""

    quiz = serializers.SlugField()


class AnswerBody(serializers.Serializer[Any]):
    """An answer in the tokens of the question; null clears it."""

    answer = serializers.JSONField(allow_null=True)
    revision = serializers.IntegerField(min_value=0, max_value=2_000_000_000)
    key = serializers.CharField(max_length=64, required=False, allow_blank=True, default="", help_text="The same key again is saved once.")


class SavedBody(serializers.Serializer[Any]):
    """What the server has."""

    revision = serializers.IntegerField()
    saved_at = serializers.DateTimeField()


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
        if getattr(instance, "score_withheld", False):
            shown.update(points=None, percent=None, passed=None)
        return shown


class QuestionBody(serializers.Serializer[Any]):
    """A question as its learner may see it."""

    position = serializers.IntegerField()
    revision = serializers.IntegerField()
    saved_at = serializers.DateTimeField(allow_null=True)
    flagged = serializers.BooleanField()
    answer = serializers.DictField(allow_null=True)
    question = serializers.DictField()


class RunBody(AttemptSerializer):
    """An attempt with its questions and the time of the server."""

    server_time = serializers.DateTimeField()
    questions = QuestionBody(many=True)

    class Meta(AttemptSerializer.Meta):
        fields = (*ATTEMPT, "server_time", "questions")
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


def run_body(run: Run, *, language: str, now: Any) -> dict[str, Any]:
    """An attempt with its questions, whose versions are loaded."""
    return {
        **AttemptSerializer(run.attempt).data,
        "server_time": now,
        "questions": [_question(slot, language) for slot in run.slots],
    }


def _question(slot: AttemptSlot, language: str) -> dict[str, Any]:
    answer = slot.answer
    kind = question_type(slot.version.kind)
    return {
        "position": slot.position,
        "revision": slot.revision or 0,
        "saved_at": slot.saved_at,
        "flagged": slot.flagged,
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
