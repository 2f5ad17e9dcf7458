"""Whom a user leads, and what people are called: told to the quizzes, which know of no teams. Registered in `ready()`."""

from collections.abc import Collection
from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import QuerySet

from academy.people.models.line import Line
from academy.people.models.person import Person


def users_led(user: Any) -> QuerySet[Any]:
    """The users of the own line, all levels down, or everybody with the right to see them. Never the user."""
    others = get_user_model()._default_manager.exclude(pk=user.pk)
    if not user.is_authenticated:
        return others.none()
    if user.has_perm("academy_people.view_person"):
        return others
    return others.filter(Line.led_by(user).inside("academy_person__team__path"))


def names(users: Collection[int]) -> dict[int, str]:
    """The names of people by the primary key of their user, in the language of the moment."""
    return {person.user_id: str(person) for person in Person.objects.filter(user__in=users).select_related("user")}
