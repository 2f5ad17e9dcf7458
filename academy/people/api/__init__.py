"""People in the API."""

from rest_framework.routers import BaseRouter

from academy.people.api.me import MeViewSet


def register(router: BaseRouter) -> None:
    """Add what people offer to the API."""
    router.register("me", MeViewSet, basename="me")
