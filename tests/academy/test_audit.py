"""The record of what is done or refused with rights over others."""

import pytest
from django.db import DatabaseError, transaction

from academy.audit import Refusal, audited, label_of, note
from academy.models import AuditEntry

pytestmark = pytest.mark.django_db


class NotToday(Refusal):
    code = "not_today"


@audited("test.rename", by="by", about="team")
def rename(team, *, by, now, refuse=False):
    team.name = {"en": "Renamed"}
    team.save()
    if refuse:
        raise NotToday


def test_what_is_done_is_on_record_with_who_and_what(team, admin, now):
    rename(team, by=admin, now=now)

    entry = AuditEntry.objects.get()
    assert (entry.actor_id, entry.verb, entry.object_model, entry.object_key) == (
        admin.pk,
        "test.rename",
        "academy_people.team",
        str(team.pk),
    )
    assert (entry.refused, entry.code, entry.at) == (False, "", now)


def test_a_refusal_stays_on_record_though_all_that_it_did_is_rolled_back(team, admin, now):
    with pytest.raises(NotToday):
        rename(team, by=admin, now=now, refuse=True)

    team.refresh_from_db()
    assert team.name["en"] == "Velocity"
    assert [(entry.refused, entry.code) for entry in AuditEntry.objects.all()] == [(True, "not_today")]


def test_what_the_system_does_by_itself_is_not_recorded(team, now):
    rename(team, by=None, now=now)

    assert not AuditEntry.objects.exists()


def test_an_entry_is_never_changed(team, admin, now):
    entry = note("test.rename", by=admin, about=team, now=now)

    with pytest.raises(DatabaseError), transaction.atomic():
        AuditEntry.objects.filter(pk=entry.pk).update(refused=True)


def test_every_verb_of_ours_has_a_name():
    assert label_of("regrade.apply") == "Apply a regrade"
    assert label_of("token.use") == "Use an API token"
    assert label_of("unheard.of") == "unheard.of"


def test_only_who_may_see_the_record_sees_it(team, admin, pmm, manager, now):
    note("test.rename", by=admin, about=team, now=now)

    seen = {user.username: AuditEntry.objects.visible_to(user).count() for user in (admin, pmm, manager)}

    assert seen == {"admin": 1, "pmm": 0, "manager": 0}
