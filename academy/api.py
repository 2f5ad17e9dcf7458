"""The root of the API: one router, filled by every app, and its schema."""

from django.urls import path
from drf_spectacular.views import SpectacularAPIView
from rest_framework.permissions import IsAuthenticated
from rest_framework.routers import APIRootView, DefaultRouter

from academy.certification import api as certification_api
from academy.people import api as people_api
from academy.rest import AcademyAPI
from courses import api as courses_api
from quizzes import api as quizzes_api

app_name = "academy_api"


class Root(AcademyAPI, APIRootView):
    """What the academy's API offers."""

    pagination_class = None


class Schema(SpectacularAPIView):
    """The API in words that programs read (OpenAPI 3, as YAML or JSON)."""

    authentication_classes = AcademyAPI.authentication_classes
    permission_classes = (IsAuthenticated,)
    urlconf = "academy.urls"


class Router(DefaultRouter):
    """Our own root view, and no second address per format."""

    APIRootView = Root
    include_format_suffixes = False


router = Router()
for api in (people_api, courses_api, quizzes_api, certification_api):
    api.register(router)

urlpatterns = [path("schema/", Schema.as_view(), name="schema"), *router.urls]
