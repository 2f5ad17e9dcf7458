"""The same answer sent again is answered again; another one under the same key is refused, not swallowed."""

import json

import pytest
from django.urls import reverse
from django.utils import timezone

from quizzes.actions import (
    AnsweredTooLate,
    AttemptClosed,
    KeyUsed,
    NotChecked,
    NoTriesLeft,
    Sent,
    answer_question,
    save_answer,
    start_attempt,
    submit_attempt,
)
from quizzes.models import Attempt, Behaviour, OnExpiry, Quiz, Response
from tests.quizzes import specs
from tests.quizzes.by_hand import quiz_asking
from tests.quizzes.specs import answer_to

pytestmark = pytest.mark.django_db


@pytest.fixture
def asked(rep, bank):
    """The slot of a fresh attempt at one question: `asked("single", behaviour="interactive")`."""

    def ask(kind, **fields):
        quiz = quiz_asking(bank, kind, specs.SPECS[kind], now=timezone.now(), **fields)
        return start_attempt(learner=rep, quiz=quiz, now=timezone.now()).slots.select_related("version", "attempt__quiz").get()

    return ask


@pytest.fixture
def put(client, rep):
    """Send an answer in ids: `put(slot, "a", revision=0, key="k1")`."""
    client.force_login(rep)

    def send(slot, choice, *, door="attempt-answer", **body):
        token = next(token for token, one in slot.layout["options"] if one == choice)
        address = reverse(f"academy_api:{door}", args=[slot.attempt.uuid, slot.position])
        method = client.post if door == "attempt-try" else client.put
        return method(address, json.dumps({"answer": {"choice": token}, **body}), content_type="application/json")

    return send


def test_the_same_key_with_the_same_answer_has_the_same_reply(asked, put):
    slot = asked("single")

    first, again = (put(slot, "a", revision=0, key="k1") for _twice in range(2))

    assert (first.status_code, again.status_code) == (200, 200)
    assert [first.json()[name] for name in ("revision", "saved_at")] == [again.json()[name] for name in ("revision", "saved_at")]
    assert slot.responses.count() == 1


@pytest.mark.parametrize("revision", [0, 1])
def test_the_same_key_with_another_answer_is_refused_with_what_is_there(asked, put, revision):
    slot = asked("single")
    put(slot, "a", revision=0, key="k1")

    page = put(slot, "b", revision=revision, key="k1")

    assert page.status_code == 409
    body = page.json()
    assert (body["code"], body["revision"]) == ("stale", 1)
    assert body["answer"] == {"choice": next(token for token, one in slot.layout["options"] if one == "a")}
    assert body["detail"] == "Another answer was sent under the same key before, so this one was not saved."
    assert slot.responses.get().answer == {"choice": "a"}


def test_the_same_key_with_another_certainty_is_another_answer(asked, put):
    slot = asked("single", behaviour=Behaviour.CERTAINTY)
    put(slot, "a", revision=0, key="k1", certainty=1)

    assert put(slot, "a", revision=1, key="k1", certainty=3).status_code == 409
    assert put(slot, "a", revision=0, key="k1", certainty=1).status_code == 200


def test_a_saved_answer_is_no_try_under_its_key(asked, put):
    slot = asked("single", behaviour=Behaviour.INTERACTIVE)
    put(slot, "a", revision=0, key="k1")

    assert put(slot, "a", door="attempt-try", revision=1, key="k1").status_code == 409
    assert not Response.objects.tries().exists()


def test_an_old_key_sent_again_says_what_is_current_now(asked, put):
    slot = asked("single")
    put(slot, "a", revision=0, key="k1")
    put(slot, "b", revision=1, key="k2")

    again = put(slot, "a", revision=0, key="k1")

    assert (again.status_code, again.json()["revision"], again.json()["current_revision"]) == (200, 1, 2)
    # Whoever has seen only the old one does not replace the newer one unasked.
    assert put(slot, "c", revision=1, key="k3").status_code == 409
    assert put(slot, "c", revision=again.json()["current_revision"], key="k4").json()["current_revision"] == 3


def test_a_step_of_a_conversation_sent_again_is_acknowledged_after_the_next(asked, now):
    slot = asked("scenario")
    tokens = {one: token for token, one in slot.layout["choices"]}
    first = save_answer(slot.attempt, position=1, data={"path": [tokens["b"]]}, revision=0, now=now, key="k1")
    save_answer(slot.attempt, position=1, data={"path": [tokens["b"], tokens["c"]]}, revision=1, now=now, key="k2")

    assert save_answer(slot.attempt, position=1, data={"path": [tokens["b"]]}, revision=0, now=now, key="k1") == first


def test_under_a_used_key_a_closed_attempt_says_that_it_is_closed(asked, put):
    slot = asked("single")
    put(slot, "a", revision=0, key="k1")
    submit_attempt(slot.attempt, now=timezone.now())

    assert put(slot, "b", revision=1, key="k1").json()["code"] == "closed"
    assert put(slot, "a", revision=0, key="k1").status_code == 200


def test_the_engine_says_the_same(asked, now):
    slot = asked("numeric")
    save_answer(slot.attempt, position=1, data={"value": "1"}, revision=0, now=now, key="k1")

    with pytest.raises(KeyUsed) as refusal:
        save_answer(slot.attempt, position=1, data={"value": "2"}, revision=1, now=now, key="k1")

    assert (refusal.value.revision, refusal.value.answer) == (1, {"value": "1"})


# Too late


@pytest.fixture
def overdue(rep, exam, now):
    """The first slot of an attempt whose time is up, that can still be handed in; and the moment."""
    Quiz.objects.filter(pk=exam.pk).update(on_expiry=OnExpiry.GRACE, grace_minutes=10)
    exam.refresh_from_db()
    attempt = start_attempt(learner=rep, quiz=exam, now=now)
    return attempt.slots.select_related("version", "attempt").get(version__question__external_id="numeric"), now + exam.time_limit * 1.1


class HandingIn(Sent):
    """An answer during whose reading the learner hands in."""

    def read(self, slot):
        submit_attempt(Attempt.objects.get(pk=slot.attempt_id), now=slot.attempt.deadline_at)
        return super().read(slot)


def test_what_came_late_is_judged_by_the_attempt_as_it_is_now(rep, overdue):
    slot, at = overdue
    sent = HandingIn(revision=0, data={"value": "5"})

    with pytest.raises(AttemptClosed) as refusal:
        answer_question(learner=rep, attempt=slot.attempt.uuid, position=slot.position, sent=sent, now=at)

    assert not isinstance(refusal.value, AnsweredTooLate)
    assert not Response.objects.late().exists()


def test_another_late_answer_under_the_same_key_is_not_said_to_be_kept(rep, overdue):
    slot, at = overdue
    refusals = []
    for value in ("5", "5", "6"):
        with pytest.raises(AttemptClosed) as refusal:
            save_answer(slot.attempt, position=slot.position, data={"value": value}, revision=0, now=at, key="k1")
        refusals.append(type(refusal.value))

    assert refusals == [AnsweredTooLate, AnsweredTooLate, AttemptClosed]
    assert Response.objects.late().get().answer == {"value": "5"}


# Tries


@pytest.mark.parametrize("behaviour", [Behaviour.INTERACTIVE, Behaviour.ADAPTIVE])
@pytest.mark.parametrize("kind", ["essay", "upload", "scenario"])
def test_what_cannot_be_tried_takes_no_try_and_is_not_locked_by_one(client, rep, asked, behaviour, kind):
    slot = asked(kind, behaviour=behaviour)
    data = answer_to(kind) if kind != "scenario" else {"path": [token for token, one in slot.layout["choices"] if one == "b"]}
    client.force_login(rep)

    page = client.post(
        reverse("academy_api:attempt-try", args=[slot.attempt.uuid, 1]),
        json.dumps({"answer": data, "revision": 0}),
        content_type="application/json",
    )

    assert (page.status_code, page.json()["code"]) == (409, "not_checked")
    assert "cannot be checked before the attempt is handed in" in page.json()["detail"]
    assert not Response.objects.exists()
    assert save_answer(slot.attempt, position=1, data=data, revision=0, now=timezone.now()).revision == 1
    assert issubclass(NotChecked, NoTriesLeft)
