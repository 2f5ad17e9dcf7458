"""Attempts: begin, read, answer, hand in, and the result. The same doors as the pages."""

from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiParameter
from rest_framework import mixins, viewsets
from rest_framework.decorators import action
from rest_framework.generics import get_object_or_404
from rest_framework.request import Request
from rest_framework.response import Response

from academy.rest import AcademyAPI, documented
from quizzes.actions import (
    AnswerError,
    AttemptClosed,
    Sent,
    StaleAnswer,
    StartRefused,
    answer_question,
    close_if_overdue,
    close_overdue,
    start_attempt,
    submit_attempt,
)
from quizzes.api import bodies
from quizzes.api.errors import ErrorSerializer, SaveErrorSerializer, StartErrorSerializer, closed, refused_start, stale, unreadable
from quizzes.models import Attempt, AttemptSlot, Quiz
from quizzes.reports import result_of, run_of

ATTEMPT = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"


class AttemptViewSet(AcademyAPI, mixins.ListModelMixin, viewsets.GenericViewSet[Attempt]):
    """The reader's own attempts."""

    serializer_class = bodies.AttemptSerializer
    queryset = Attempt.objects.none()
    lookup_field = "uuid"
    lookup_value_regex = ATTEMPT

    def get_queryset(self) -> QuerySet[Attempt]:
        return Attempt.objects.visible_to(self.request.user).with_quiz().with_score_withheld()

    @documented(summary="My attempts")
    def list(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        close_overdue(now=timezone.now(), learner=request.user)
        return super().list(request, *args, **kwargs)

    @documented(
        summary="Begin an attempt, or get the one that is open",
        request=bodies.StartBody,
        responses={201: bodies.RunBody, 400: ErrorSerializer, 404: ErrorSerializer, 409: StartErrorSerializer},
    )
    def create(self, request: Request) -> Response:
        now = timezone.now()
        body = bodies.StartBody(data=request.data)
        if not body.is_valid():
            return unreadable(body.errors)
        quiz = get_object_or_404(Quiz.objects.visible_to(request.user), slug=body.validated_data["quiz"])
        try:
            begun = start_attempt(learner=request.user, quiz=quiz, now=now, language=get_language() or "")
        except StartRefused as refusal:
            return refused_start(refusal)
        return Response(self._run(begun, now), status=201)

    @documented(summary="An attempt with its questions and saved answers", responses={200: bodies.RunBody, 404: ErrorSerializer})
    def retrieve(self, request: Request, uuid: str) -> Response:
        now = timezone.now()
        mine = get_object_or_404(self.get_queryset(), uuid=uuid)
        return Response(self._run(close_if_overdue(mine, now=now), now))

    @documented(
        summary="Save an answer",
        request=bodies.AnswerBody,
        responses={
            200: bodies.SavedBody,
            400: ErrorSerializer,
            404: ErrorSerializer,
            409: SaveErrorSerializer,
            422: ErrorSerializer,
        },
        parameters=[OpenApiParameter("position", int, OpenApiParameter.PATH)],
    )
    @action(detail=True, methods=["put"], url_path="answers/(?P<position>[0-9]{1,4})")
    def answer(self, request: Request, uuid: str, position: str) -> Response:
        now = timezone.now()
        body = bodies.AnswerBody(data=request.data)
        if not body.is_valid():
            return unreadable(body.errors)
        sent = body.validated_data
        try:
            saved = answer_question(
                learner=request.user,
                attempt=UUID(uuid),
                position=int(position),
                sent=Sent(revision=sent["revision"], data=sent["answer"], key=sent["key"]),
                now=now,
            )
        except AttemptSlot.DoesNotExist as error:
            raise Http404 from error
        except AnswerError as error:
            return Response({"detail": str(error), "code": "invalid_answer"}, status=422)
        except StaleAnswer as error:
            return stale(error)
        except AttemptClosed as error:
            return closed(error)
        return Response({"revision": saved.revision, "saved_at": saved.received_at})

    @documented(summary="Hand in", request=None, responses={200: bodies.ResultBody, 404: ErrorSerializer})
    @action(detail=True, methods=["post"])
    def submit(self, request: Request, uuid: str) -> Response:
        mine = get_object_or_404(self.get_queryset(), uuid=uuid)
        return Response(self._result(submit_attempt(mine, now=timezone.now())))

    @documented(summary="The result of a closed attempt", responses={200: bodies.ResultBody, 404: ErrorSerializer, 409: ErrorSerializer})
    @action(detail=True, methods=["get"])
    def result(self, request: Request, uuid: str) -> Response:
        mine = close_if_overdue(get_object_or_404(self.get_queryset(), uuid=uuid), now=timezone.now())
        if mine.is_open:
            return Response({"detail": _("This attempt is not handed in yet."), "code": "open"}, status=409)
        return Response(self._result(mine))

    @staticmethod
    def _run(attempt: Attempt, now: Any) -> dict[str, Any]:
        return bodies.run_body(run_of(attempt, with_questions=True), language=get_language() or "", now=now)

    def _result(self, attempt: Attempt) -> dict[str, Any]:
        return bodies.result_body(result_of(attempt, learner=self.request.user, language=get_language() or "", now=timezone.now()))
