"""Where Wagtail lists people outside their own pages: in its choosers, and before several are deleted. Whoever may not see them gets no names."""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from wagtail.snippets.bulk_actions.delete import DeleteBulkAction
from wagtail.snippets.views.chooser import (
    ChooseResultsView,
    ChooseView,
    SnippetChooserViewSet,
    SnippetChosenMultipleView,
    SnippetChosenView,
)

from academy.people.models import Person


class OnlyVisiblePeople:
    """The people whom the user may see, whatever a view of Wagtail's chooser asks for."""

    request: Any

    def get_object_list(self) -> QuerySet[Person]:
        return Person.objects.visible_to(self.request.user)

    def get_object(self, pk: Any) -> Person:
        return self.get_object_list().get(pk=pk)

    def get_objects(self, pks: Iterable[Any]) -> list[Person]:
        return list(self.get_object_list().in_bulk(list(pks)).values())


class PersonChooseView(OnlyVisiblePeople, ChooseView):
    """The list to choose from."""


class PersonChooseResultsView(OnlyVisiblePeople, ChooseResultsView):
    """The list again, after a search."""


class PersonChosenView(OnlyVisiblePeople, SnippetChosenView):
    """One who was chosen, by key."""


class PersonChosenMultipleView(OnlyVisiblePeople, SnippetChosenMultipleView):
    """Several who were chosen, by key."""


class PersonChooserViewSet(SnippetChooserViewSet):
    """The chooser of people."""

    choose_view_class = PersonChooseView
    choose_results_view_class = PersonChooseResultsView
    chosen_view_class = PersonChosenView
    chosen_multiple_view_class = PersonChosenMultipleView


class PersonDeletion(DeleteBulkAction):
    """Wagtail's deletion of several. It names those whom the user may not delete, so nobody comes in without the right."""

    models = (Person,)

    def dispatch(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        if not self.permission_policy.user_has_permission(request.user, "delete"):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)
