"""What nobody can set is refused by its name, at every door of an attempt, and nothing is changed."""

import json
from datetime import timedelta

import pytest
from django.apps import apps
from django.core import serializers
from django.urls import reverse
from django.utils import timezone

from quizzes.actions import start_attempt
from quizzes.models import Attempt, Quiz

pytestmark = pytest.mark.django_db

DOORS = {
    "save": ("PUT", "attempt-answer", True, {"answer": None, "revision": 0}),
    "flag": ("PATCH", "attempt-answer", True, {"flagged": True}),
    "try": ("POST", "attempt-try", True, {"answer": None, "revision": 0}),
    "note": ("POST", "attempt-events", False, {"kind": "focus_lost"}),
    "page": ("POST", "attempt-page", True, {}),
    "take over": ("POST", "attempt-take-over", False, {}),
    "submit": ("POST", "attempt-submit", False, {}),
}
FORGED = {"started_at": "2020-01-01T00:00:00Z", "deadline_at": "2040-01-01T00:00:00Z", "deadline": "2040", "score": 1, "points": "8"}


@pytest.fixture
def attempt(rep, exam):
    Quiz.objects.filter(pk=exam.pk).update(behaviour="adaptive")
    exam.refresh_from_db()
    return start_attempt(learner=rep, quiz=exam, now=timezone.now(), device="elsewhere")


@pytest.fixture
def signed_in(client, rep):
    client.force_login(rep)
    return client


def rows():
    return serializers.serialize(
        "json", [row for model in apps.get_app_config("academy_quizzes").get_models() for row in model.objects.all()]
    )


def ask(client, attempt, door, **more):
    method, name, numbered, body = DOORS[door]
    address = reverse(f"academy_api:{name}", args=[attempt.uuid, 1] if numbered else [attempt.uuid])
    return client.generic(method, address, json.dumps({**body, **more}), "application/json")


@pytest.mark.parametrize("name", FORGED)
@pytest.mark.parametrize("door", DOORS)
def test_a_forged_field_is_refused_by_its_name_and_changes_nothing(signed_in, attempt, door, name):
    before = rows()

    answer = ask(signed_in, attempt, door, **{name: FORGED[name]})

    assert (answer.status_code, answer.json()["code"]) == (400, "unreadable")
    assert f"{name}: This field cannot be set here. Nothing was changed." in answer.json()["detail"]
    assert rows() == before


@pytest.mark.parametrize("door", DOORS)
def test_without_it_the_door_is_open(signed_in, attempt, door):
    answer = ask(signed_in, attempt, door)

    if door == "try":  # there is nothing to try in a blank
        assert (answer.status_code, answer.json()["code"]) == (409, "no_tries_left")
    else:
        assert answer.status_code == (204 if door == "note" else 200)


def test_a_start_with_a_forged_field_begins_nothing(signed_in, exam):
    address = reverse("academy_api:attempt-list")

    answer = signed_in.post(address, json.dumps({"quiz": exam.slug, **FORGED}), "application/json")

    assert answer.status_code == 400
    assert all(f"{name}: This field cannot be set here." in answer.json()["detail"] for name in FORGED)
    assert not Attempt.objects.exists()


@pytest.mark.parametrize("body", [b"", b"{}"])
def test_nothing_may_be_sent_where_nothing_is_needed(signed_in, attempt, body):
    address = reverse("academy_api:attempt-submit", args=[attempt.uuid])

    assert signed_in.generic("POST", address, body, "application/json").status_code == 200


def test_what_the_page_sends_is_known(signed_in, attempt):
    sent = {"fields": [], "certainty": None, "revision": 0, "key": "k", "client_at": (timezone.now() - timedelta(seconds=1)).isoformat()}
    address = reverse("academy_api:attempt-answer", args=[attempt.uuid, 1])

    assert signed_in.put(address, json.dumps(sent), "application/json").status_code == 200


def test_a_very_long_name_is_not_sent_back(signed_in, attempt):
    answer = ask(signed_in, attempt, "submit", **{"x" * 10_000: 1})

    assert answer.status_code == 400
    assert len(answer.content) < 500
