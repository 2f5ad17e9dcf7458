"""Quizzes as a learner may see them."""

from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from rest_framework import serializers, viewsets
from rest_framework.decorators import action
from rest_framework.generics import get_object_or_404
from rest_framework.request import Request
from rest_framework.response import Response

from academy.rest import AcademyAPI, documented
from quizzes.actions import ActionRefused, ask_for_attempt, close_overdue, may_begin
from quizzes.api.errors import ErrorSerializer, refused, unreadable
from quizzes.api.known import KnownFields
from quizzes.models import Allowance, Attempt, Quiz

QUIZ: tuple[str, ...] = (
    "uuid",
    "slug",
    "title",
    "purpose",
    "questions",
    "pass_percent",
    "questions_to_pass",
    "time_limit_minutes",
    "max_attempts",
    "cooloff_minutes",
    "review",
)


class QuizSerializer(serializers.ModelSerializer[Quiz]):
    """What a quiz asks of a learner."""

    title = serializers.CharField()
    questions = serializers.IntegerField(help_text="How many questions an attempt has.")
    questions_to_pass = serializers.IntegerField(
        allow_null=True, help_text="How many of them have to be right. Null: points say more than a number of questions."
    )

    class Meta:
        model = Quiz
        fields = QUIZ
        read_only_fields = QUIZ


class MyQuizSerializer(QuizSerializer):
    """A quiz and how the learner stands with it."""

    open_attempt = serializers.UUIDField(allow_null=True)
    attempts_left = serializers.IntegerField(allow_null=True, help_text="Null: no limit.")
    next_attempt_at = serializers.DateTimeField(allow_null=True, help_text="The end of the cool-off, when that is what stands in the way.")
    may_start = serializers.BooleanField()

    class Meta(QuizSerializer.Meta):
        fields = (*QUIZ, "open_attempt", "attempts_left", "next_attempt_at", "may_start")
        read_only_fields = fields

    def to_representation(self, instance: Quiz) -> dict[str, Any]:
        learner, now = self.context["request"].user, self.context["now"]
        allowance = Allowance.of(learner, instance)
        unfinished = Attempt.objects.of(learner).at(instance).open().first()
        shown = QuizSerializer(instance, context=self.context).data
        return {
            **shown,
            "open_attempt": str(unfinished.uuid) if unfinished else None,
            "attempts_left": allowance.left,
            "next_attempt_at": allowance.cooling_off_until(now),
            "may_start": unfinished is None and may_begin(learner, instance, allowance, now=now),
        }


class AskBody(KnownFields):
    """Why one more attempt is wanted; may be left out."""

    words = serializers.CharField(required=False, allow_blank=True, default="", max_length=300)


class AskedBody(serializers.Serializer[Any]):
    """What was asked, and when. Asking again while nobody has answered changes nothing."""

    words = serializers.CharField()
    asked_at = serializers.DateTimeField()


class QuizViewSet(AcademyAPI, viewsets.ReadOnlyModelViewSet[Quiz]):
    """Quizzes that are open to the reader."""

    serializer_class = QuizSerializer
    queryset = Quiz.objects.none()
    lookup_field = "slug"

    def get_queryset(self) -> QuerySet[Quiz]:
        return Quiz.objects.visible_to(self.request.user).with_question_count().order_by("slug")

    @documented(summary="A quiz, and how the reader stands with it", responses=MyQuizSerializer)
    def retrieve(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        now = timezone.now()
        quiz = get_object_or_404(self.get_queryset(), slug=kwargs["slug"])
        close_overdue(now=now, learner=request.user)
        return Response(MyQuizSerializer(quiz, context={"request": request, "now": now}).data)

    @documented(
        summary="Ask for one more attempt, once none is left",
        request=AskBody,
        responses={201: AskedBody, 400: ErrorSerializer, 404: ErrorSerializer, 409: ErrorSerializer},
    )
    @action(detail=True, methods=["post"])
    def ask(self, request: Request, slug: str) -> Response:
        quiz = get_object_or_404(self.get_queryset(), slug=slug)
        body = AskBody(data=request.data)
        if not body.is_valid():
            return unreadable(body.errors)
        try:
            asked = ask_for_attempt(quiz=quiz, learner=request.user, now=timezone.now(), words=body.validated_data["words"])
        except ActionRefused as error:
            return refused(error)
        return Response(AskedBody(asked).data, status=201)
