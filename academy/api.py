"""The root of the API: one router, filled by every app, and its schema."""

from typing import Any

from django.urls import include, path, reverse
from drf_spectacular.views import SpectacularAPIView
from rest_framework.permissions import IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.routers import APIRootView, DefaultRouter

from academy.certification import api as certification_api
from academy.people import api as people_api
from academy.rest import AcademyAPI, documented
from courses import api as courses_api
from quizzes import api as quizzes_api

app_name = "academy_api"


class Root(AcademyAPI, APIRootView):
    """What the academy's API offers."""

    pagination_class = None
    schema = None


class Schema(SpectacularAPIView):
    """The API in words that programs read (OpenAPI 3, as YAML or JSON). Other APIs of a host are not in it."""

    authentication_classes = AcademyAPI.authentication_classes
    permission_classes = (IsAuthenticated,)
    schema = AcademyAPI.schema
    custom_settings = {"TITLE": "Wagtail Academy", "VERSION": "1"}

    @documented(exclude=True)
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        answer: Response = super().get(request, *args, **kwargs)  # type: ignore[no-untyped-call]  # drf-spectacular's views are untyped
        return answer

    def _get_schema_response(self, request: Request) -> Response:
        here = reverse("academy_api:schema").removesuffix("schema/").removeprefix("/")
        self.patterns: list[Any] = [path(here, include("academy.api"))]
        answer: Response = super()._get_schema_response(request)  # type: ignore[no-untyped-call]  # the same
        return answer


class Router(DefaultRouter):
    """Our own root view, and no second address per format."""

    APIRootView = Root
    include_format_suffixes = False


router = Router()
for api in (people_api, courses_api, quizzes_api, certification_api):
    api.register(router)

urlpatterns = [path("schema/", Schema.as_view(), name="schema"), *router.urls]
