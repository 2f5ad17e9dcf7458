"""The grading desk: answers that wait for a person, and their marks. The same doors as the pages."""

from fractions import Fraction
from typing import Any

from django.db.models import QuerySet
from django.http import Http404
from django.utils import timezone
from django.utils.translation import get_language
from drf_spectacular.utils import OpenApiParameter
from rest_framework import serializers, viewsets
from rest_framework.decorators import action
from rest_framework.generics import get_object_or_404
from rest_framework.request import Request
from rest_framework.response import Response

from academy.rest import AcademyAPI, documented
from quizzes.actions import ActionRefused, mark_answer
from quizzes.api.errors import ErrorSerializer, refused, unreadable
from quizzes.forms.marking import share_of_points
from quizzes.models import AttemptSlot
from quizzes.question_types.rubrics import shown_rubric
from quizzes.reports import Script, waiting_rows


class WaitingBody(serializers.Serializer[Any]):
    """An answer that waits. The learner is named only for whoever leads them, and never where marking is anonymous."""

    id = serializers.IntegerField(source="slot.pk")
    quiz = serializers.SlugField(source="slot.attempt.quiz.slug")
    question = serializers.UUIDField(source="slot.version.question.uuid")
    stem = serializers.CharField()
    submitted_at = serializers.DateTimeField(source="slot.attempt.submitted_at")
    learner = serializers.CharField(allow_blank=True)


class GivenBody(serializers.Serializer[Any]):
    """A mark that may be shown."""

    points = serializers.CharField(help_text="An exact fraction, such as 2/3.")
    comment = serializers.CharField()
    is_mine = serializers.BooleanField()
    marked_at = serializers.DateTimeField()


class ScriptBody(serializers.Serializer[Any]):
    """An answer with all that its marker may see of it."""

    id = serializers.IntegerField(source="slot.pk")
    quiz = serializers.SlugField(source="slot.attempt.quiz.slug")
    learner = serializers.CharField(allow_blank=True)
    stem = serializers.CharField(source="question.stem")
    answer = serializers.SerializerMethodField()
    most = serializers.CharField(source="slot.max_points", help_text="The points to be had.")
    rubric = serializers.SerializerMethodField()
    why = serializers.CharField()
    note = serializers.CharField()
    seen = serializers.SerializerMethodField(help_text="Send it back with the mark: one that is behind changes nothing.")
    may_mark = serializers.BooleanField()
    marks = GivenBody(source="given", many=True)

    def get_answer(self, script: Script) -> dict[str, Any]:
        shown = dict(script.answer)
        return {**shown, "name": script.file_name} if "name" in shown else shown

    def get_rubric(self, script: Script) -> list[dict[str, Any]]:
        return shown_rubric(script.slot.spec, script.question["language"])

    def get_seen(self, script: Script) -> int:
        return script.mine.pk if script.mine else 0


class MarkBody(serializers.Serializer[Any]):
    """A mark: points where the question has no rubric, else the number of a level, from 0, for the id of every row."""

    points = serializers.CharField(max_length=40, required=False, help_text="Such as 1, 2.5 or 2/3.")
    levels: serializers.DictField = serializers.DictField(child=serializers.IntegerField(min_value=0, max_value=50), required=False)
    comment = serializers.CharField(max_length=4000, required=False, allow_blank=True, default="")
    seen = serializers.IntegerField(min_value=0, required=False, allow_null=True, default=None)


class MarkingViewSet(AcademyAPI, viewsets.GenericViewSet[AttemptSlot]):
    """Answers that wait for a person."""

    serializer_class = WaitingBody
    queryset = AttemptSlot.objects.none()
    lookup_value_regex = "[0-9]{1,18}"

    def get_queryset(self) -> QuerySet[AttemptSlot]:
        return AttemptSlot.objects.markable_by(self.request.user).for_marking()

    @documented(
        summary="Answers that wait for me, the oldest first",
        parameters=[
            OpenApiParameter("quiz", str, description="Only those of this quiz (slug)."),
            OpenApiParameter("question", str, description="Only those to this question (uuid)."),
        ],
        responses={200: WaitingBody(many=True), 404: ErrorSerializer},
    )
    def list(self, request: Request) -> Response:
        if not request.user.has_perm("academy_quizzes.add_mark"):
            raise Http404
        chosen = {name: request.query_params.get(name, "") for name in ("quiz", "question")}
        left = AttemptSlot.objects.left_to(request.user).among(**chosen).select_related("attempt__quiz", "version__question")
        page = self.paginate_queryset(left) or []
        rows = waiting_rows(page, user=request.user, language=get_language() or "")
        return self.get_paginated_response(WaitingBody(rows, many=True).data)

    @documented(summary="One answer", responses={200: ScriptBody, 404: ErrorSerializer})
    def retrieve(self, request: Request, pk: str) -> Response:
        return Response(self._script(get_object_or_404(self.get_queryset(), pk=pk)))

    @documented(
        summary="Mark an answer",
        request=MarkBody,
        responses={200: ScriptBody, 400: ErrorSerializer, 404: ErrorSerializer, 409: ErrorSerializer},
    )
    @action(detail=True, methods=["post"])
    def mark(self, request: Request, pk: str) -> Response:
        answer = get_object_or_404(self.get_queryset(), pk=pk)
        body = MarkBody(data=request.data)
        if not body.is_valid():
            return unreadable(body.errors)
        said = dict(body.validated_data)
        try:
            points = said.pop("points", None)
            said["mark"] = None if points is None else share_of_points(points, Fraction(answer.max_points))
            mark_answer(answer, marker=request.user, now=timezone.now(), **said)
        except ValueError as error:
            return unreadable({"points": [str(error)]})
        except ActionRefused as error:
            return refused(error)
        return Response(self._script(get_object_or_404(self.get_queryset(), pk=pk)))

    def _script(self, answer: AttemptSlot) -> dict[str, Any]:
        return dict(ScriptBody(Script.of(answer, user=self.request.user, language=get_language() or "")).data)
