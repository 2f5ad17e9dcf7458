"""Doors of people: signing in and out."""

from academy.people.views.session import LoginView, LogoutView

__all__ = ["LoginView", "LogoutView"]
