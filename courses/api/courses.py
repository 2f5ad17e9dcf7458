"""Courses, and their lessons to read and to do. The same doors as the pages."""

from typing import Any
from uuid import UUID

from django.http import Http404
from django.utils import timezone
from drf_spectacular.utils import OpenApiParameter
from rest_framework import viewsets
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from academy.rest import AcademyAPI, documented
from courses.actions import ChecksOpen, answer_check, finish_lesson
from courses.api import bodies
from courses.api.errors import refused
from courses.models import LessonSheet, Library, closing_quizzes, lesson_sheet, library_of, search
from quizzes.api.errors import ErrorSerializer
from quizzes.question_types import AnswerError

LESSON = "lessons/(?P<lesson>[-a-zA-Z0-9_]+)"
WORDS = OpenApiParameter("q", str, description="Words, all of which a course or its lessons must say, in any language.")
CHECK = f"{LESSON}/checks/(?P<question>[0-9a-f-]{{36}})"


class CourseViewSet(AcademyAPI, viewsets.GenericViewSet[Any]):
    """Courses that are published and open to the reader."""

    serializer_class = bodies.CourseBody
    queryset = None
    lookup_field = "slug"
    lookup_value_regex = "[-a-zA-Z0-9_]+"

    @documented(summary="Courses, or those that speak of some words", parameters=[WORDS], responses=bodies.CourseFoundBody(many=True))
    def list(self, request: Request) -> Response:
        page = self.paginate_queryset(search(self._library(), request.query_params.get("q", "")))
        return self.get_paginated_response([bodies.found_body(found) for found in page or []])

    @documented(summary="A course and its lessons", responses={200: bodies.CourseBody, 404: ErrorSerializer})
    def retrieve(self, request: Request, slug: str) -> Response:
        course = self._library().course(slug)
        if course is None:
            raise Http404
        quiz = closing_quizzes([course]).get(course.key)
        return Response(bodies.CourseBody(course, context={"quiz": quiz}).data)

    @documented(summary="A lesson to read", responses={200: bodies.LessonBodyBody, 404: ErrorSerializer})
    @action(detail=True, url_path=LESSON, url_name="lesson")
    def lesson(self, request: Request, slug: str, lesson: str) -> Response:
        return Response(bodies.lesson_body(self._sheet(slug, lesson)))

    @documented(
        summary="Say that a lesson without open checks is done",
        request=None,
        responses={200: bodies.LessonBodyBody, 404: ErrorSerializer, 409: ErrorSerializer},
    )
    @action(detail=True, methods=["post"], url_path=f"{LESSON}/done", url_name="lesson-done")
    def lesson_done(self, request: Request, slug: str, lesson: str) -> Response:
        now = timezone.now()
        sheet = self._sheet(slug, lesson)
        try:
            finish_lesson(learner=request.user, course_key=sheet.course.key, lesson_key=sheet.lesson.key, now=now)
        except ChecksOpen as refusal:
            return refused(refusal, code="checks_open")
        return Response(bodies.lesson_body(self._sheet(slug, lesson)))

    @documented(
        summary="Answer a check",
        request=bodies.CheckAnswerBody,
        responses={200: bodies.PieceBody, 400: ErrorSerializer, 404: ErrorSerializer},
    )
    @action(detail=True, methods=["post"], url_path=CHECK, url_name="lesson-check")
    def lesson_check(self, request: Request, slug: str, lesson: str, question: str) -> Response:
        now = timezone.now()
        body = bodies.CheckAnswerBody(data=request.data)
        body.is_valid(raise_exception=True)
        sheet = self._sheet(slug, lesson)
        check = sheet.check(_uuid_or_404(question))
        if check is None:
            raise Http404
        try:
            answer = check.read(body.validated_data["answer"])
        except AnswerError as mistake:
            return refused(mistake, code="unreadable", status=400)
        course_key, lesson_key = sheet.course.key, sheet.lesson.key
        answer_check(learner=request.user, course_key=course_key, lesson_key=lesson_key, version=check.version, answer=answer, now=now)
        answered = self._sheet(slug, lesson).check(check.question)
        return Response(bodies.check_body(answered or check))

    def _library(self) -> Library:
        return library_of(self.request.user)

    def _sheet(self, course: str, lesson: str) -> LessonSheet:
        library = self._library()
        found = library.lesson(course, lesson)
        if found is None:
            raise Http404
        return lesson_sheet(*found, library=library, learner=self.request.user)


def _uuid_or_404(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise Http404 from None
