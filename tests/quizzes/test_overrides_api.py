"""Exceptions for persons through the API: who makes them, who sees them, who takes them back."""

import json
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from quizzes.actions import start_attempt
from quizzes.models import QuizOverride, led


@pytest.fixture(autouse=True)
def leading(manager, rep, monkeypatch):
    """The manager leads the rep."""
    users = type(rep)._default_manager
    monkeypatch.setattr(led, "_readers", [lambda user: users.filter(pk=rep.pk) if user == manager else users.none()])


@pytest.fixture
def send(client):
    """Ask for an exception: `send(manager, learner="rep", extra_minutes=10)`."""

    def post(user, **body):
        client.force_login(user)
        whole = {"quiz": "desk-quiz", "learner": "rep", "reason": "Reads slowly.", **body}
        return client.post(reverse("academy_api:override-list"), json.dumps(whole), content_type="application/json")

    return post


@pytest.fixture
def revoke(client):
    def post(user, uuid):
        client.force_login(user)
        return client.post(reverse("academy_api:override-revoke", args=[uuid]))

    return post


@pytest.mark.parametrize("who", ["manager", "admin"])
def test_whoever_leads_the_learner_or_runs_the_academy_makes_one(request, send, quiz, who):
    made = send(request.getfixturevalue(who), extra_minutes=10, time_factor="1.25")

    body = made.json()
    assert made.status_code == 201
    assert (body["learner"], body["quiz"], body["extra_minutes"], body["time_factor"], body["granted_by"]) == (
        "rep",
        "desk-quiz",
        10,
        "1.25",
        who,
    )


@pytest.mark.parametrize("who", ["rep", "stranger", "pmm"])
def test_nobody_else_does(request, send, quiz, who):
    refused = send(request.getfixturevalue(who), extra_minutes=10)

    assert refused.status_code == 404
    assert not QuizOverride.objects.exists()


def test_a_manager_makes_none_for_somebody_elses_people(send, manager, stranger, quiz):
    assert send(manager, learner="stranger", extra_minutes=10).status_code == 404


def test_nobody_makes_one_for_themselves(send, manager, admin, quiz):
    own = send(admin, learner="admin", extra_attempts=1)

    assert (own.status_code, own.json()["detail"]) == (409, "Nobody can make an exception for themselves.")
    assert send(manager, learner="manager", extra_attempts=1).status_code == 404
    assert not QuizOverride.objects.exists()


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({}, 409),
        ({"extra_minutes": 5, "reason": " "}, 400),
        ({"time_factor": "0.5"}, 400),
        ({"time_factor": "NaN"}, 400),
        ({"extra_minutes": -1}, 400),
        ({"extra_minutes": "１０x"}, 400),
        ({"extra_minutes": 5, "quiz": "none-such"}, 404),
        ({"extra_minutes": 5, "learner": "nobody"}, 404),
    ],
)
def test_what_grants_nothing_is_refused_with_a_sentence(send, admin, rep, quiz, body, status):
    refused = send(admin, **body)

    assert refused.status_code == status
    assert refused.json()["detail"]
    assert not QuizOverride.objects.exists()


def test_an_open_attempt_gets_the_time_at_once_and_the_most_generous_counts(send, manager, rep, make_quiz, questions):
    attempt = start_attempt(learner=rep, quiz=make_quiz(time_limit_minutes=20), now=timezone.now())

    for minutes in (30, 10):
        send(manager, extra_minutes=minutes)

    attempt.refresh_from_db()
    assert (attempt.deadline_at - attempt.started_at).total_seconds() == 50 * 60


def test_a_learner_sees_only_their_own(client, send, manager, admin, rep, stranger, quiz):
    send(admin, extra_minutes=10)
    send(admin, learner="stranger", extra_minutes=10)

    seen = {}
    for user in (rep, stranger, manager, admin):
        client.force_login(user)
        seen[user.username] = sorted(one["learner"] for one in client.get(reverse("academy_api:override-list")).json()["results"])

    assert seen == {"rep": ["rep"], "stranger": ["stranger"], "manager": ["rep"], "admin": ["rep", "stranger"]}


def test_whoever_could_make_it_takes_it_back_once(send, revoke, admin, manager, rep, stranger, quiz):
    uuid = send(admin, extra_minutes=10).json()["uuid"]

    refused = [revoke(user, uuid).status_code for user in (rep, stranger)]
    first, second = revoke(manager, uuid).json(), revoke(admin, uuid).json()

    assert refused == [404, 404]
    assert (first["revoked_by"], second["revoked_by"]) == ("manager", "manager")
    assert first["revoked_at"] == second["revoked_at"]


def test_nobody_finds_an_own_exception_to_take_it_back(client, send, revoke, make_person, quiz):
    other = make_person("other", job_role="admin")
    uuids = {who: send(other, learner=who, extra_minutes=10).json()["uuid"] for who in ("admin", "manager", "rep")}

    answers = {who: revoke(QuizOverride.objects.get(uuid=uuid).learner, uuid).status_code for who, uuid in uuids.items()}

    assert answers == {"admin": 404, "manager": 404, "rep": 404}
    assert QuizOverride.objects.standing().count() == 3


def test_the_answer_says_until_when_the_quiz_is_open_to_the_learner(client, send, manager, rep, quiz):
    quiz.closes_at = timezone.now() + timedelta(hours=1)
    quiz.save()
    later = quiz.closes_at + timedelta(hours=1)

    first = send(manager, extra_minutes=10).json()
    second = send(manager, extra_attempts=1, closes_at=later.isoformat()).json()
    listed = client.get(reverse("academy_api:override-list")).json()["results"]

    assert parse_datetime(first["open_until"]) == quiz.closes_at
    assert parse_datetime(second["open_until"]) == later
    assert {parse_datetime(one["open_until"]) for one in listed} == {later}
