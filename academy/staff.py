"""Who may enter the administration: the only users whom its choosers offer. Learners are nobody's list to choose from."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib.auth import get_user_model
from django.db import models
from django.db.models import Q, QuerySet


def staff() -> QuerySet[Any]:
    """Active users who may enter the administration, by name."""
    users: Any = get_user_model()
    right = {"codename": "access_admin", "content_type__app_label": "wagtailadmin"}
    own = Q(**{f"user_permissions__{name}": value for name, value in right.items()})
    of_a_group = Q(**{f"groups__permissions__{name}": value for name, value in right.items()})
    # As a subquery: whoever has the right twice is there once.
    entitled = users._default_manager.filter(own | of_a_group).values("pk")
    found: QuerySet[Any] = users._default_manager.filter(Q(is_superuser=True) | Q(pk__in=entitled), is_active=True)
    return found.order_by(users.USERNAME_FIELD)


def users_in(named: QuerySet[Any, Any]) -> QuerySet[Any]:
    """The users whom a column of rows names, for a filter over it: `users_in(Capability.objects.values("owner"))`."""
    users: Any = get_user_model()
    found: QuerySet[Any] = users._default_manager.filter(pk__in=named).order_by(users.USERNAME_FIELD)
    return found


if TYPE_CHECKING:
    Choice = forms.ModelChoiceField[Any]
else:
    Choice = forms.ModelChoiceField


class StaffChoiceField(Choice):
    """One of the staff, or whoever is named already: somebody who left stays named until another is."""

    def get_bound_field(self, form: Any, field_name: str) -> forms.BoundField:
        named = getattr(getattr(form, "instance", None), f"{field_name}_id", None)
        if named is not None:
            users: Any = get_user_model()
            self.queryset = users._default_manager.filter(Q(pk__in=staff().values("pk")) | Q(pk=named)).order_by(users.USERNAME_FIELD)
        return super().get_bound_field(form, field_name)


class StaffForeignKey(models.ForeignKey[Any, Any]):
    """A user who works in the administration, as far as forms are concerned; for the database a foreign key like any other."""

    def deconstruct(self) -> tuple[str, str, Any, Any]:
        name, _path, args, options = super().deconstruct()
        return name, "django.db.models.ForeignKey", args, options

    def formfield(self, **options: Any) -> Any:
        return super().formfield(**{"form_class": StaffChoiceField, "queryset": staff(), **options})
