"""Attempts: begin, read, answer, hand in, and the result. The same doors as the pages."""

from datetime import datetime
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
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response

from academy.rest import AcademyAPI, documented
from quizzes.actions import (
    AnswerError,
    AttemptClosed,
    Elsewhere,
    NoTriesLeft,
    NoWayBack,
    StaleAnswer,
    StartRefused,
    answer_question,
    close_if_overdue,
    close_overdue,
    flag_question,
    go_on,
    note_focus_lost,
    open_page,
    receive_upload,
    start_attempt,
    submit_attempt,
    take_over,
)
from quizzes.api import bodies, saves
from quizzes.api.errors import (
    ErrorSerializer,
    SaveErrorSerializer,
    StartErrorSerializer,
    not_taken,
    refuse_too_large,
    refused_start,
    stale,
    unreadable,
)
from quizzes.api.known import KnownFields, NothingBody
from quizzes.forms.devices import device_of
from quizzes.models import Attempt, AttemptSlot, Quiz
from quizzes.reports import result_of, run_of

ATTEMPT = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"


POSITION = OpenApiParameter("position", int, OpenApiParameter.PATH)
REFUSED = {400: ErrorSerializer, 404: ErrorSerializer, 409: SaveErrorSerializer, 413: ErrorSerializer, 422: ErrorSerializer}


class AttemptViewSet(AcademyAPI, mixins.ListModelMixin, viewsets.GenericViewSet[Attempt]):
    """The reader's own attempts."""

    serializer_class = bodies.AttemptSerializer
    queryset = Attempt.objects.none()
    lookup_field = "uuid"
    lookup_value_regex = ATTEMPT

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        if self.action != "upload":  # a file is weighed as it is read
            refuse_too_large(request)
        super().initial(request, *args, **kwargs)

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
        device, origin = device_of(request), body.validated_data["origin"]
        try:
            begun = start_attempt(learner=request.user, quiz=quiz, now=now, language=get_language() or "", device=device, origin=origin)
        except StartRefused as refusal:
            return refused_start(refusal)
        return Response(self._run(begun, now, goes_on=begun.started_at != now), status=201)

    @documented(summary="An attempt with its questions and saved answers", responses={200: bodies.RunBody, 404: ErrorSerializer})
    def retrieve(self, request: Request, uuid: str) -> Response:
        now = timezone.now()
        mine = get_object_or_404(self.get_queryset(), uuid=uuid)
        if mine.is_overdue(now):
            close_if_overdue(mine, now=now)
            mine = self.get_queryset().get(pk=mine.pk)
        return Response(self._run(mine, now, goes_on=True))

    @documented(
        summary="Go on to a page; where the quiz goes one way, to the next, and there is no way back",
        request=NothingBody,
        responses={200: bodies.RunBody, 400: ErrorSerializer, 404: ErrorSerializer, 409: ErrorSerializer},
        parameters=[OpenApiParameter("page", int, OpenApiParameter.PATH)],
    )
    @action(detail=True, methods=["post"], url_path="pages/(?P<page>[0-9]{1,4})")
    def page(self, request: Request, uuid: str, page: str) -> Response:
        now = timezone.now()
        mine = close_if_overdue(get_object_or_404(self.get_queryset(), uuid=uuid), now=now)
        if run_of(mine).first_of(int(page)) is None:
            raise Http404
        if unknown := self._unknown():
            return unknown
        try:
            mine = self._opened(mine, int(page), now)
        except (AttemptClosed, Elsewhere, NoWayBack) as error:
            return not_taken(error)
        return Response(self._run(mine, now))

    @documented(summary="Save an answer", request=saves.AnswerBody, responses={200: saves.SavedBody, **REFUSED}, parameters=[POSITION])
    @action(detail=True, methods=["put"], url_path="answers/(?P<position>[0-9]{1,4})")
    def answer(self, request: Request, uuid: str, position: str) -> Response:
        return self._save(uuid, position, as_try=False)

    @documented(
        summary="Flag a question, or take the flag away",
        request=saves.FlagBody,
        responses={200: saves.FlagBody, 400: ErrorSerializer, 404: ErrorSerializer, 409: ErrorSerializer},
        parameters=[POSITION],
    )
    @answer.mapping.patch
    def flag(self, request: Request, uuid: str, position: str) -> Response:
        body = saves.FlagBody(data=request.data)
        if not body.is_valid():
            return unreadable(body.errors)
        mine = get_object_or_404(self.get_queryset(), uuid=uuid)
        get_object_or_404(AttemptSlot.objects.visible_to(request.user).of_attempt(mine.uuid), position=position)
        flagged = body.validated_data["flagged"]
        try:
            found = flag_question(mine, position=int(position), flagged=flagged, device=device_of(request))
        except (Elsewhere, NoWayBack) as error:
            return not_taken(error)
        return Response(body.validated_data) if found else not_taken(AttemptClosed())

    @documented(
        summary="Save an answer and check it, where the quiz allows tries",
        request=saves.AnswerBody,
        responses={200: saves.TriedBody, **REFUSED},
        parameters=[POSITION],
    )
    @action(detail=True, methods=["post"], url_path="tries/(?P<position>[0-9]{1,4})", url_name="try")
    def attempt_try(self, request: Request, uuid: str, position: str) -> Response:
        return self._save(uuid, position, as_try=True)

    def _save(self, uuid: str, position: str, *, as_try: bool) -> Response:
        now, request = timezone.now(), self.request
        body = saves.AnswerBody(data=request.data)
        if not body.is_valid():
            return unreadable(body.errors)
        sent = body.sent(device=device_of(request), as_try=as_try)
        try:
            saved = answer_question(learner=request.user, attempt=UUID(uuid), position=int(position), sent=sent, now=now)
        except AttemptSlot.DoesNotExist as error:
            raise Http404 from error
        except AnswerError as error:
            return Response({"detail": str(error), "code": "invalid_answer"}, status=422)
        except StaleAnswer as error:
            return stale(error)
        except (AttemptClosed, Elsewhere, NoTriesLeft, NoWayBack) as error:
            return not_taken(error)
        return Response(saves.tried_body(saved, now=now) if as_try else saves.saved_body(saved, now=now))

    @documented(
        summary="Hand in a file for a question; it counts once an answer names it",
        request={"multipart/form-data": saves.UploadBody},
        responses={201: saves.UploadedBody, **REFUSED},
        parameters=[POSITION],
    )
    @action(
        detail=True,
        methods=["post"],
        url_path="uploads/(?P<position>[0-9]{1,4})",
        parser_classes=(MultiPartParser, *AcademyAPI.parser_classes),
    )
    def upload(self, request: Request, uuid: str, position: str) -> Response:
        get_object_or_404(AttemptSlot.objects.visible_to(request.user).of_attempt(UUID(uuid)), position=position)
        body = saves.UploadBody(data=request.data)
        if not body.is_valid():
            return unreadable(body.errors)
        file, device, now = body.validated_data["upload"], device_of(request), timezone.now()
        try:
            kept = receive_upload(learner=request.user, attempt=UUID(uuid), position=int(position), file=file, now=now, device=device)
        except AnswerError as error:
            return Response({"detail": str(error), "code": "invalid_answer"}, status=422)
        except (AttemptClosed, Elsewhere, NoWayBack) as error:
            return not_taken(error)
        return Response(saves.UploadedBody(kept).data, status=201)

    @documented(
        summary="Note what happened on the device",
        request=saves.EventBody,
        responses={204: None, 400: ErrorSerializer, 404: ErrorSerializer},
    )
    @action(detail=True, methods=["post"])
    def events(self, request: Request, uuid: str) -> Response:
        body = saves.EventBody(data=request.data)
        if not body.is_valid():
            return unreadable(body.errors)
        note_focus_lost(get_object_or_404(self.get_queryset(), uuid=uuid), device=device_of(request), now=timezone.now())
        return Response(status=204)

    @documented(
        summary="Go on on this device",
        request=NothingBody,
        responses={200: saves.ClockBody, 400: ErrorSerializer, 404: ErrorSerializer},
    )
    @action(detail=True, methods=["post"], url_path="take-over")
    def take_over(self, request: Request, uuid: str) -> Response:
        now, mine = timezone.now(), get_object_or_404(self.get_queryset(), uuid=uuid)
        if unknown := self._unknown():
            return unknown
        return Response(saves.clock_body(take_over(mine, device=device_of(request), now=now), now=now))

    @documented(summary="The clock of an attempt", responses={200: saves.ClockBody, 404: ErrorSerializer})
    @action(detail=True, methods=["get"])
    def clock(self, request: Request, uuid: str) -> Response:
        mine = get_object_or_404(Attempt.objects.visible_to(request.user).with_quiz(), uuid=uuid)
        now = timezone.now()
        return Response(saves.clock_body(close_if_overdue(mine, now=now), now=now))

    @documented(
        summary="Hand in",
        request=NothingBody,
        responses={200: bodies.ResultBody, 400: ErrorSerializer, 404: ErrorSerializer, 409: ErrorSerializer},
    )
    @action(detail=True, methods=["post"])
    def submit(self, request: Request, uuid: str) -> Response:
        mine = get_object_or_404(self.get_queryset(), uuid=uuid)
        if unknown := self._unknown():
            return unknown
        try:
            return Response(self._result(submit_attempt(mine, now=timezone.now(), device=device_of(request))))
        except Elsewhere as error:
            return not_taken(error)

    @documented(summary="The result of a closed attempt", responses={200: bodies.ResultBody, 404: ErrorSerializer, 409: ErrorSerializer})
    @action(detail=True, methods=["get"])
    def result(self, request: Request, uuid: str) -> Response:
        mine = close_if_overdue(get_object_or_404(self.get_queryset(), uuid=uuid), now=timezone.now())
        if mine.is_open:
            return Response({"detail": _("This attempt is not handed in yet."), "code": "open"}, status=409)
        return Response(self._result(mine))

    def _unknown(self) -> Response | None:
        """The refusal of a body where none is needed and something is in it."""
        body: KnownFields = NothingBody(data=self.request.data)
        return None if body.is_valid() else unreadable(body.errors)

    def _opened(self, attempt: Attempt, page: int, now: datetime) -> Attempt:
        """The attempt with that page in hand. Raises AttemptClosed, Elsewhere or NoWayBack."""
        if attempt.is_open:
            attempt = open_page(attempt, page=page, device=device_of(self.request), now=now)
        if not attempt.is_open:
            raise AttemptClosed
        return attempt

    def _run(self, attempt: Attempt, now: datetime, *, goes_on: bool = False) -> dict[str, Any]:
        elsewhere = ""
        try:
            attempt = go_on(attempt, device=device_of(self.request), now=now) if goes_on else attempt
        except Elsewhere as error:
            elsewhere = str(error)
        return bodies.run_body(run_of(attempt, with_questions=True), language=get_language() or "", now=now, elsewhere=elsewhere)

    def _result(self, attempt: Attempt) -> dict[str, Any]:
        return bodies.result_body(result_of(attempt, learner=self.request.user, language=get_language() or "", now=timezone.now()))
