"""Registers the menu of the administration, and what stands before every deletion."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.log_actions import LogActionRegistry
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSetGroup

from academy.certification.conf import OWNER_CHANGED
from academy.certification.viewsets import CertificationVersionViewSet, CertificationViewSet
from academy.desk.actions.reading import READ_ATTEMPT
from academy.desk.views import deletion, withdrawals
from academy.desk.views.menu import ways_out
from academy.desk.views.record import record_addresses, record_menu_item
from academy.people.viewsets import PersonViewSet, TeamViewSet
from courses.viewsets import CapabilityViewSet
from quizzes.viewsets import QuestionBankViewSet, QuestionViewSet, QuizViewSet


class AcademyViewSetGroup(SnippetViewSetGroup):
    """Everything that is written once and taught often, and the people it is for."""

    menu_label = _("Academy")
    menu_icon = "clipboard-list"
    menu_order = 150
    items = (
        CapabilityViewSet,
        QuestionBankViewSet,
        QuestionViewSet,
        QuizViewSet,
        CertificationViewSet,
        CertificationVersionViewSet,
        TeamViewSet,
        PersonViewSet,
    )

    def get_submenu_items(self) -> list[Any]:
        return [*super().get_submenu_items(), *ways_out()]


register_snippet(AcademyViewSetGroup)
hooks.register("before_delete_page", deletion.refuse_page_deletion)
hooks.register("before_delete_snippet", deletion.refuse_snippet_deletion)
hooks.register("before_bulk_action", deletion.refuse_bulk_deletion)
hooks.register("before_delete_user", deletion.refuse_user_deletion)
hooks.register("before_unpublish_page", withdrawals.tell_before_unpublishing)
hooks.register("before_delete_page", withdrawals.tell_before_deleting)
hooks.register("before_move_page", withdrawals.tell_before_moving)
hooks.register("before_bulk_action", withdrawals.tell_before_bulk)
hooks.register("register_admin_urls", record_addresses)
hooks.register("register_reports_menu_item", record_menu_item)


@hooks.register("register_log_actions")
def register_readings(actions: LogActionRegistry) -> None:
    actions.register_action(READ_ATTEMPT, _("Read an attempt"), _("Read the result and the events of somebody's attempt"))
    actions.register_action(OWNER_CHANGED, _("Hand to another owner"), _("Handed the certification to another owner"))
