"""The reader's own courses, and how far they are."""

from typing import Any

from django.http import Http404
from django.utils import timezone
from rest_framework import viewsets
from rest_framework.request import Request
from rest_framework.response import Response

from academy.rest import AcademyAPI, documented
from courses.actions import enrol
from courses.api import bodies
from courses.models import Enrolment, library_of, progress_of
from quizzes.api.errors import ErrorSerializer


class EnrolmentViewSet(AcademyAPI, viewsets.GenericViewSet[Any]):
    """Courses that the reader has taken up, with progress. Each is named by the slug of its course."""

    serializer_class = bodies.ProgressBody
    queryset = Enrolment.objects.none()
    lookup_field = "course"
    lookup_value_regex = "[-a-zA-Z0-9_]+"

    @documented(summary="My enrolments", responses=bodies.ProgressBody(many=True))
    def list(self, request: Request) -> Response:
        library = library_of(request.user)
        taken = set(Enrolment.objects.visible_to(request.user).values_list("course_key", flat=True))
        keys = [course.key for course in library.courses if course.key in taken]
        page = self.paginate_queryset(keys) or []
        progress = progress_of(request.user, page, library=library)
        return self.get_paginated_response(bodies.ProgressBody(list(progress.values()), many=True).data)

    @documented(summary="My progress in a course that I have taken up", responses={200: bodies.ProgressBody, 404: ErrorSerializer})
    def retrieve(self, request: Request, course: str) -> Response:
        progress = self._progress(course)
        if progress.enrolled_at is None:
            raise Http404
        return Response(bodies.ProgressBody(progress).data)

    @documented(summary="Take up a course", request=bodies.EnrolBody, responses={201: bodies.ProgressBody, 404: ErrorSerializer})
    def create(self, request: Request) -> Response:
        now = timezone.now()
        body = bodies.EnrolBody(data=request.data)
        body.is_valid(raise_exception=True)
        progress = self._progress(body.validated_data["course"])
        enrol(learner=request.user, course_key=progress.course.key, now=now)
        return Response(bodies.ProgressBody(self._progress(progress.course.slug)).data, status=201)

    def _progress(self, slug: str) -> Any:
        library = library_of(self.request.user)
        course = library.course(slug)
        if course is None:
            raise Http404
        return progress_of(self.request.user, [course.key], library=library)[course.key]
