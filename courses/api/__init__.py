"""Capabilities, courses and enrolments in the API."""

from rest_framework.routers import BaseRouter

from courses.api.capabilities import CapabilityViewSet
from courses.api.courses import CourseViewSet
from courses.api.enrolments import EnrolmentViewSet


def register(router: BaseRouter) -> None:
    """Add what the app offers to the API."""
    router.register("capabilities", CapabilityViewSet, basename="capability")
    router.register("courses", CourseViewSet, basename="course")
    router.register("enrolments", EnrolmentViewSet, basename="enrolment")
