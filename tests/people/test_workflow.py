"""Whom Wagtail's own workflow asks to look at a page."""

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from wagtail.models import GroupApprovalTask, Page, Workflow
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from academy.people.actions import ensure_groups
from courses.models import AcademyIndexPage, Capability, CoursePage
from tests.editing import save

pytestmark = pytest.mark.django_db

OURS = {"Academy PMM", "Academy admin"}


@pytest.fixture
def approval():
    return GroupApprovalTask.objects.get(name="Moderators approval")


def asked(approval):
    return set(approval.groups.values_list("name", flat=True))


@pytest.fixture
def untouched(approval):
    """As Wagtail makes it: it asks a group in which nobody is."""
    approval.groups.set([Group.objects.get(name="Moderators")])
    return approval


def test_after_migrate_the_workflow_asks_somebody(approval):
    assert asked(approval) == {"Moderators", *OURS}


def test_what_an_author_sends_a_colleague_approves(client, pmm, make_person):
    index = Page.get_first_root_node().add_child(instance=AcademyIndexPage(title="Academy", slug="academy-pages"))
    index.save_revision().publish()
    capability = Capability.objects.create(
        slug="desk", kind="product", title={"en": "Desk"}, statement={"en": "x"}, owner=pmm, status="draft"
    )
    course = index.add_child(instance=CoursePage(title="Desk", slug="desk", summary="Desk", capability=capability, live=False))
    course.save_revision()
    client.force_login(pmm)
    sent = nested_form_data(
        {
            "title": "Desk", "slug": "desk", "summary": "Desk", "capability": capability.pk, "level": "foundation", "deal_type": "any",
            "version": 1, "outcomes": streamfield([]), "prerequisites": inline_formset([]), "comments": inline_formset([]),
            "action-submit": "yes",
        }
    )  # fmt: skip
    save(client, f"/cms/pages/{course.pk}/edit/", sent)
    task = CoursePage.objects.get().current_workflow_task_state

    client.force_login(make_person("pmm.two", job_role="pmm"))
    waiting = client.get("/cms/").content.decode()
    client.post(reverse("wagtailadmin_pages:workflow_action", args=[course.pk, "approve", task.pk]))

    assert "Awaiting your review" in waiting
    assert CoursePage.objects.get().live


def test_asking_again_changes_nothing(untouched):
    ensure_groups()
    ensure_groups()

    assert asked(untouched) == {"Moderators", *OURS}


def test_a_host_keeps_its_workflow(untouched, settings):
    settings.ACADEMY = {**settings.ACADEMY, "MODERATE_PAGES": False}

    ensure_groups()

    assert asked(untouched) == {"Moderators"}


def test_moderators_who_are_there_are_asked_alone(untouched, pmm):
    Group.objects.get(name="Moderators").user_set.add(pmm)

    ensure_groups()

    assert asked(untouched) == {"Moderators"}


def test_a_workflow_that_somebody_changed_stays(untouched):
    legal = Group.objects.create(name="Legal")
    untouched.groups.set([legal])

    ensure_groups()

    assert asked(untouched) == {"Legal"}
    assert Workflow.objects.filter(active=True).count() == 1
