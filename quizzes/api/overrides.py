"""Exceptions for persons: one's own, those of whom one leads, and making and taking back."""

from decimal import Decimal
from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import QuerySet
from django.utils import timezone
from rest_framework import mixins, serializers, viewsets
from rest_framework.decorators import action
from rest_framework.generics import get_object_or_404
from rest_framework.request import Request
from rest_framework.response import Response

from academy.rest import AcademyAPI, documented
from quizzes.actions import ActionRefused, Grant, grant_override, revoke_override
from quizzes.api.errors import ErrorSerializer, refused, unreadable
from quizzes.api.moments import MomentField
from quizzes.models import Quiz, QuizOverride
from quizzes.models.override import grantable_by

OVERRIDE: tuple[str, ...] = (
    "uuid",
    "quiz",
    "learner",
    "time_factor",
    "extra_minutes",
    "extra_attempts",
    "opens_at",
    "closes_at",
    "open_until",
    "reason",
    "granted_by",
    "granted_at",
    "revoked_by",
    "revoked_at",
)


class OverrideSerializer(serializers.ModelSerializer[QuizOverride]):
    """What one learner may do at one quiz beyond what it allows. Of several that stand, the most generous counts."""

    quiz = serializers.SlugField(source="quiz.slug")
    learner = serializers.CharField(source="learner.get_username", help_text="A user name.")
    open_until = serializers.DateTimeField(
        allow_null=True, help_text="When the quiz closes to this learner, by all that stands. Extra time ends then too."
    )
    granted_by = serializers.CharField(source="granted_by.get_username")
    revoked_by = serializers.CharField(source="revoked_by.get_username", allow_null=True, default=None)

    class Meta:
        model = QuizOverride
        fields = OVERRIDE
        read_only_fields = OVERRIDE


class GrantBody(serializers.Serializer[Any]):
    """Whom to allow what, and why."""

    quiz = serializers.SlugField()
    learner = serializers.CharField(max_length=254, help_text="A user name.")
    time_factor = serializers.DecimalField(4, 2, min_value=Decimal(1), max_value=Decimal(10), default=Decimal(1))
    extra_minutes = serializers.IntegerField(min_value=0, max_value=10_000, default=0)
    extra_attempts = serializers.IntegerField(min_value=0, max_value=100, default=0)
    opens_at = MomentField(allow_null=True, default=None)
    closes_at = MomentField(allow_null=True, default=None)
    reason = serializers.CharField(max_length=200)


class OverrideViewSet(AcademyAPI, mixins.ListModelMixin, viewsets.GenericViewSet[QuizOverride]):
    """Exceptions that the reader may see."""

    serializer_class = OverrideSerializer
    queryset = QuizOverride.objects.none()
    lookup_field = "uuid"

    def get_queryset(self) -> QuerySet[QuizOverride]:
        return QuizOverride.objects.visible_to(self.request.user).with_names().with_ends()

    @documented(summary="Exceptions: my own, and those of whom I lead")
    def list(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return super().list(request, *args, **kwargs)

    @documented(
        summary="Make an exception; an open attempt gets the time at once",
        request=GrantBody,
        responses={201: OverrideSerializer, 400: ErrorSerializer, 404: ErrorSerializer, 409: ErrorSerializer},
    )
    def create(self, request: Request) -> Response:
        body = GrantBody(data=request.data)
        if not body.is_valid():
            return unreadable(body.errors)
        said = dict(body.validated_data)
        named = {get_user_model().USERNAME_FIELD: said.pop("learner")}
        learner = get_object_or_404(grantable_by(request.user), **named)
        quiz = get_object_or_404(Quiz.objects.published(), slug=said.pop("quiz"))
        reason = said.pop("reason")
        try:
            (made,) = grant_override(quiz=quiz, learners=[learner], grant=Grant(**said), reason=reason, by=request.user, now=timezone.now())
        except ActionRefused as error:
            return refused(error)
        return Response(self._said(made), status=201)

    @documented(
        summary="Take an exception back; an open attempt keeps the time it has",
        request=None,
        responses={200: OverrideSerializer, 404: ErrorSerializer, 409: ErrorSerializer},
    )
    @action(detail=True, methods=["post"])
    def revoke(self, request: Request, uuid: str) -> Response:
        found = get_object_or_404(QuizOverride.objects.revocable_by(request.user), uuid=uuid)
        try:
            return Response(self._said(revoke_override(found, by=request.user, now=timezone.now())))
        except ActionRefused as error:
            return refused(error)

    def _said(self, override: QuizOverride) -> Any:
        return OverrideSerializer(QuizOverride.objects.with_names().with_ends().get(pk=override.pk)).data
