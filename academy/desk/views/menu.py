"""Ways out of the administration, into pages of the academy that only authors have."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.menu import MenuItem

from quizzes.reports import waiting_for


class MarkingMenuItem(MenuItem):
    """To the grading desk, with how many answers wait for whoever looks."""

    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm("academy_quizzes.add_mark")

    def render_component(self, request: HttpRequest) -> Any:
        component = super().render_component(request)
        waiting = waiting_for(request.user)
        if waiting:
            component.label = _("Marking (%(count)d)") % {"count": waiting}
        return component


class RegradeMenuItem(MenuItem):
    """To the regrades."""

    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm("academy_quizzes.add_regrade")


def ways_out() -> list[MenuItem]:
    """Behind everything that is written."""
    return [
        MarkingMenuItem(gettext_lazy("Marking"), reverse_lazy("academy_quizzes:marking"), name="marking", icon_name="edit", order=900),
        RegradeMenuItem(gettext_lazy("Regrades"), reverse_lazy("academy_quizzes:regrades"), name="regrades", icon_name="rotate", order=910),
    ]
