"""The app in the API."""

from rest_framework.routers import BaseRouter


def register(router: BaseRouter) -> None:
    """Add what the app offers to the API."""
