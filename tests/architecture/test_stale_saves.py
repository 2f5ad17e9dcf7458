"""Every editor of ours in the administration refuses to overwrite what its author has not seen."""

from wagtail import hooks
from wagtail.admin.viewsets import viewsets
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.admin.viewsets.pages import page_viewset_registry
from wagtail.contrib.settings.registry import registry
from wagtail.models import get_page_models

from academy.editing import RefusesStale
from academy.editing.pages import RefusesStalePage
from courses.models import DealPolicy
from courses.viewsets.policy import PolicyEditView, guard_policy


def is_ours(model):
    return model._meta.app_label == "academy" or model._meta.app_label.startswith("academy_")


def test_every_row_is_guarded():
    ours = [one for one in viewsets.viewsets if isinstance(one, ModelViewSet) and is_ours(one.model)]

    assert len(ours) >= 8
    assert [one.model.__name__ for one in ours if not issubclass(one.edit_view_class, RefusesStale)] == []


def test_every_page_is_guarded_in_the_editor_and_where_an_older_revision_is_brought_back():
    ours = [model for model in get_page_models() if is_ours(model)]
    guarded = [page_viewset_registry.get_by_type(model) for model in ours]

    assert len(ours) >= 3
    for viewset in guarded:
        assert issubclass(viewset.edit_view_class, RefusesStalePage)
        assert issubclass(viewset.revisions_revert_view_class, RefusesStalePage)


def test_every_setting_is_guarded():
    assert [model for model in registry if is_ours(model)] == [DealPolicy]
    assert hooks.get_hooks("before_edit_setting")[0] is guard_policy
    assert issubclass(PolicyEditView, RefusesStale)
