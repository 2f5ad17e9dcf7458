"""Tokens of the API end: by what was said when they were made, else by the default lifetime."""

import io
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone
from wagtail.models import APIToken

from academy.models import AuditEntry
from academy.people.actions import issue_token

pytestmark = pytest.mark.django_db

ME = "/academy/api/v1/me/"


def ask(client, secret):
    return client.get(ME, headers={"Authorization": f"Bearer {secret}"})


def made(user, *, days_ago):
    token, secret = APIToken.create_token(user=user, name="reports")
    APIToken.objects.filter(pk=token.pk).update(created=timezone.now() - timedelta(days=days_ago))
    return secret


def test_a_token_ends_when_it_was_said_to_and_says_so(client, rep):
    lasting = issue_token(user=rep, name="reports", lifetime=timedelta(days=1), now=timezone.now())[1]
    ended = issue_token(user=rep, name="reports", lifetime=timedelta(days=1), now=timezone.now() - timedelta(days=1, seconds=1))[1]

    assert ask(client, lasting).status_code == 200
    refused = ask(client, ended)
    assert refused.status_code == 401
    assert refused.json()["detail"] == "This token has ended. Ask an administrator of the academy for a new one."


def test_a_token_has_ended_at_the_very_moment_that_was_said(client, clock_at, rep, now):
    secret = issue_token(user=rep, name="reports", lifetime=timedelta(days=1), now=now)[1]

    statuses = []
    for moment in (now + timedelta(days=1, microseconds=-1), now + timedelta(days=1)):
        clock_at(moment)
        statuses.append(ask(client, secret).status_code)

    assert statuses == [200, 401]


def test_the_last_use_of_a_token_is_written_once_a_minute(client, clock_at, rep, now):
    token, secret = issue_token(user=rep, name="reports", lifetime=timedelta(days=1), now=now)

    used = []
    for seconds in (0, 59, 60):
        clock_at(now + timedelta(seconds=seconds))
        ask(client, secret)
        used.append(APIToken.objects.get(pk=token.pk).last_used_at - now)

    assert used == [timedelta(0), timedelta(0), timedelta(seconds=60)]


def test_a_token_that_was_revoked_opens_nothing_and_its_use_is_on_record(client, rep):
    (token, secret), (_other, kept) = (
        issue_token(user=rep, name=name, lifetime=timedelta(days=1), now=timezone.now()) for name in ("reports", "exports")
    )
    before = ask(client, secret).status_code

    token.revoke()

    refused = ask(client, secret)
    assert (before, refused.status_code) == (200, 401)
    assert refused.json()["detail"] == "This token is unknown or has been revoked."
    assert ask(client, kept).status_code == 200
    assert [(entry.verb, entry.code) for entry in AuditEntry.objects.all()] == [("token.use", "revoked")]


def test_a_token_of_somebody_who_may_not_sign_in_any_more_opens_nothing(client, rep):
    secret = issue_token(user=rep, name="reports", lifetime=timedelta(days=1), now=timezone.now())[1]
    rep.is_active = False
    rep.save()

    assert ask(client, secret).status_code == 401

    rep.is_active = True
    rep.save()
    assert ask(client, secret).status_code == 200


def test_a_token_of_which_nothing_was_said_ends_by_the_default_lifetime(client, rep, settings):
    young, old = made(rep, days_ago=89), made(rep, days_ago=91)

    assert [ask(client, secret).status_code for secret in (young, old)] == [200, 401]
    settings.ACADEMY = {**settings.ACADEMY, "TOKEN_DAYS": 120}
    assert ask(client, old).status_code == 200


def test_a_token_that_is_refused_is_on_record_once_an_hour_and_an_unknown_one_never(client, rep):
    old = made(rep, days_ago=91)

    for secret in (old, old, old, "wagtail_unheard"):
        assert ask(client, secret).status_code == 401

    assert [(entry.actor_id, entry.verb, entry.code) for entry in AuditEntry.objects.all()] == [(rep.pk, "token.use", "expired")]


def test_the_command_makes_one_and_prints_it_once(client, rep):
    said = io.StringIO()

    call_command("academy_token", "rep", "--days", "7", stdout=said, stderr=io.StringIO())

    assert ask(client, said.getvalue().strip()).json()["username"] == "rep"
    left = APIToken.objects.get().academy_term.expires_at - timezone.now()
    assert timedelta(days=6) < left <= timedelta(days=7)


@pytest.mark.parametrize("asked", [["nobody"], ["rep", "--days", "0"], ["rep", "--days", "99999"], ["rep", "--name", " "]])
def test_the_command_refuses_in_one_sentence(rep, asked):
    with pytest.raises(CommandError, match=r"^[^\n]+\.$"):
        call_command("academy_token", *asked)

    assert not APIToken.objects.exists()
