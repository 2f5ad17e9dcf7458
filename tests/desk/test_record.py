"""The record of the academy in the administration."""

import pytest
from django.urls import reverse

from academy.audit import note
from academy.models import AuditEntry
from quizzes.actions import Grant, OwnMatter, grant_override

pytestmark = pytest.mark.django_db

RECORD = "/cms/academy/record/"


@pytest.fixture
def refused(admin, exam_quiz, now):
    """An administrator wanted more time."""
    with pytest.raises(OwnMatter):
        grant_override(quiz=exam_quiz, learners=[admin], grant=Grant(extra_minutes=5), reason="Me", by=admin, now=now)


def test_an_administrator_reads_who_was_refused_what(client, admin, refused):
    client.force_login(admin)

    page = client.get(RECORD)

    assert page.status_code == 200
    assert [words for words in ("Admin", "Make an exception", "refused (own_matter)", "Desk quiz") if words not in page.text] == []


def test_what_is_gone_is_named_by_its_key(client, admin, team, now):
    note("test.unknown", by=admin, about=team, now=now)
    AuditEntry.objects.create(actor_id=None, verb="x", object_model="gone.thing", object_key="7", refused=False, at=now)
    client.force_login(admin)

    page = client.get(RECORD)

    assert "gone.thing #7" in page.text


def test_what_belongs_to_a_learner_is_told_by_the_name(client, admin, rep, cycle, now):
    note("cycle.sign_off", by=admin, about=cycle, now=now)
    client.force_login(admin)

    page = client.get(RECORD)

    assert f"cycle: {rep.academy_person.name['en']}" in page.text


@pytest.mark.parametrize("who", ["pmm", "manager", "rep"])
def test_nobody_else_reads_it(request, client, refused, who):
    client.force_login(request.getfixturevalue(who))

    assert client.get(RECORD).status_code == 302


def test_it_stands_among_the_reports_of_an_administrator_alone(client, admin, pmm):
    shown = {}
    for user in (admin, pmm):
        client.force_login(user)
        shown[user.username] = reverse("academy_record") in client.get("/cms/").text

    assert shown == {"admin": True, "pmm": False}


def test_an_action_through_a_page_notes_the_address_it_came_from(client, manager, rep, cycle, exam_quiz):
    client.force_login(manager)
    asked = {
        "quiz": exam_quiz.pk,
        "time_factor": "1.25",
        "extra_minutes": "",
        "extra_attempts": "",
        "closes_at": "",
        "reason": "Reads slowly.",
    }

    client.post(reverse("academy_desk:person_exceptions", args=[rep.academy_person.uuid]), asked, REMOTE_ADDR="203.0.113.7")

    entry = AuditEntry.objects.get(verb="exception.grant")
    assert (entry.actor_id, entry.address, entry.refused) == (manager.pk, "203.0.113.7", False)
