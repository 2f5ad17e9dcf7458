"""Attempts through the API."""

import json
from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from quizzes.actions import save_answer, start_attempt, submit_attempt
from quizzes.models import Attempt, Response
from tests.quizzes.conftest import said
from tests.quizzes.specs import SENTINEL

pytestmark = pytest.mark.django_db


@pytest.fixture
def signed_in(client, rep):
    client.force_login(rep)
    return client


@pytest.fixture
def attempt(rep, exam):
    return start_attempt(learner=rep, quiz=exam, now=timezone.now())


@pytest.fixture
def slot(attempt):
    return attempt.slots.select_related("version").get(version__question__external_id="single")


def put(client, attempt, slot, **body):
    address = reverse("academy_api:attempt-answer", args=[attempt.uuid, slot.position])
    return client.put(address, json.dumps(body), content_type="application/json")


def post(client, name, *args, **body):
    return client.post(reverse(f"academy_api:{name}", args=args), json.dumps(body), content_type="application/json")


def test_a_visitor_gets_nothing(client, attempt):
    for name, args in [("attempt-list", []), ("attempt-detail", [attempt.uuid]), ("quiz-list", [])]:
        assert client.get(reverse(f"academy_api:{name}", args=args)).status_code == 401


def test_a_run_from_start_to_result(signed_in, quiz):
    begun = post(signed_in, "attempt-list", quiz=quiz.slug)
    body = begun.json()
    uuid = body["uuid"]

    first, second = (post(signed_in, "attempt-submit", uuid) for _twice in range(2))
    result = signed_in.get(reverse("academy_api:attempt-result", args=[uuid]))

    assert begun.status_code == 201
    assert [question["position"] for question in body["questions"]] == [1, 2, 3, 4, 5]
    assert SENTINEL not in begun.content.decode()
    assert first.json() == second.json() == result.json()
    assert (result.json()["passed"], result.json()["points"]) == (False, "0")


def test_a_saved_answer_comes_back_in_tokens(signed_in, attempt, slot):
    data = said(slot, right=True)

    saved = put(signed_in, attempt, slot, answer=data, revision=0, key="k1")
    read = signed_in.get(reverse("academy_api:attempt-detail", args=[attempt.uuid])).json()

    assert saved.status_code == 200
    assert saved.json()["revision"] == 1
    question = read["questions"][slot.position - 1]
    assert (question["answer"], question["revision"]) == (data, 1)
    assert read["server_time"]
    assert read["deadline_at"]


@pytest.mark.parametrize("off", [timedelta(days=-1), timedelta(days=1), timedelta(days=36500)])
def test_a_clock_of_the_device_that_is_off_changes_nothing(signed_in, attempt, slot, off):
    """Saved, stored with the time of the server, held to its deadline, and graded."""
    before = timezone.now()
    device = (before + off).isoformat()

    saved = put(signed_in, attempt, slot, answer=said(slot, right=True), revision=0, client_at=device)
    clock = signed_in.get(reverse("academy_api:attempt-clock", args=[attempt.uuid])).json()
    Attempt.objects.filter(pk=attempt.pk).update(deadline_at=before - timedelta(minutes=5), ends_at=before + timedelta(minutes=5))
    late = put(signed_in, attempt, slot, answer=said(slot, right=False), revision=1, client_at=device)
    closed = submit_attempt(attempt, now=before + timedelta(minutes=1))

    assert saved.status_code == 200
    response = Response.objects.in_time().get(slot=slot)
    assert before <= response.received_at <= timezone.now()
    assert response.client_at == before + off
    assert parse_datetime(clock["deadline_at"]) == attempt.deadline_at
    assert (late.status_code, late.json()["code"]) == (409, "late")
    assert (closed.points, closed.submitted_at) == (1, before + timedelta(minutes=1))


def test_a_stale_answer_gets_the_newer_one_in_tokens(signed_in, attempt, slot):
    put(signed_in, attempt, slot, answer=said(slot, right=True), revision=0)

    answer = put(signed_in, attempt, slot, answer=said(slot, right=False), revision=0)

    assert answer.status_code == 409
    assert answer.json()["code"] == "stale"
    assert (answer.json()["revision"], answer.json()["answer"]) == (1, said(slot, right=True))


def test_a_closed_attempt_takes_no_answer(signed_in, attempt, slot):
    submit_attempt(attempt, now=timezone.now())

    answer = put(signed_in, attempt, slot, answer=said(slot, right=True), revision=0)

    assert (answer.status_code, answer.json()["code"]) == (409, "closed")


@pytest.mark.parametrize(
    "body",
    [
        b'{"answer": NaN, "revision": 0}',
        b'{"answer": {"choice": Infinity}, "revision": 0}',
        b'{"answer": {}',
        b"[]",
        b'{"revision": 0}',
        b'{"answer": null}',
        b'{"answer": null, "revision": -1}',
        b'{"answer": null, "revision": 99999999999999999999}',
        b'{"answer": null, "revision": 0, "key": "' + b"k" * 65 + b'"}',
    ],
)
def test_a_body_that_cannot_be_read_is_refused(signed_in, attempt, slot, body):
    address = reverse("academy_api:attempt-answer", args=[attempt.uuid, slot.position])

    answer = signed_in.put(address, body, content_type="application/json")

    assert answer.status_code == 400
    assert "detail" in answer.json()
    assert Response.objects.count() == 0


@pytest.mark.parametrize("data", [[], "b", 7, {"choice": "b"}, {"choice": {}}, {"pairs": {}}, {"choice": "x" * 20_000}, True])
def test_what_is_no_answer_of_the_question_is_refused(signed_in, attempt, slot, data):
    answer = put(signed_in, attempt, slot, answer=data, revision=0)

    assert (answer.status_code, answer.json()["code"]) == (422, "invalid_answer")
    assert Response.objects.count() == 0


def test_somebody_elses_attempt_is_not_there(client, stranger, attempt, slot):
    client.force_login(stranger)

    answers = [
        client.get(reverse("academy_api:attempt-detail", args=[attempt.uuid])),
        client.get(reverse("academy_api:attempt-result", args=[attempt.uuid])),
        put(client, attempt, slot, answer=None, revision=0),
        post(client, "attempt-submit", attempt.uuid),
    ]

    assert [answer.status_code for answer in answers] == [404] * 4
    assert client.get(reverse("academy_api:attempt-list")).json()["count"] == 0


def test_what_does_not_exist_is_not_there(signed_in, attempt):
    missing = reverse("academy_api:attempt-answer", args=[attempt.uuid, 99])

    assert signed_in.put(missing, '{"answer": null, "revision": 0}', content_type="application/json").status_code == 404
    assert signed_in.get(reverse("academy_api:attempt-detail", args=[uuid4()])).status_code == 404
    assert post(signed_in, "attempt-list", quiz="unknown").status_code == 404


def test_a_refused_start_says_why_and_until_when(signed_in, rep, make_quiz, questions):
    quiz = make_quiz(cooloff_minutes=60)
    submit_attempt(start_attempt(learner=rep, quiz=quiz, now=timezone.now()), now=timezone.now())

    answer = post(signed_in, "attempt-list", quiz=quiz.slug)

    assert (answer.status_code, answer.json()["code"]) == (409, "cooling_off")
    assert answer.json()["next_attempt_at"]


def test_the_result_of_an_open_attempt_is_refused(signed_in, attempt):
    answer = signed_in.get(reverse("academy_api:attempt-result", args=[attempt.uuid]))

    assert (answer.status_code, answer.json()["code"]) == (409, "open")


def test_an_overdue_attempt_is_closed_by_the_next_call(signed_in, attempt, slot):
    save_answer(attempt, position=slot.position, data=said(slot, right=True), revision=0, now=timezone.now())
    over = timezone.now() - timedelta(seconds=16)
    Attempt.objects.update(deadline_at=over, ends_at=over)

    listed = signed_in.get(reverse("academy_api:attempt-list")).json()["results"][0]

    assert (listed["closed_by"], listed["points"], listed["passed"]) == ("deadline", "1", False)


def test_a_quiz_says_how_the_reader_stands(signed_in, exam, attempt):
    quiz = signed_in.get(reverse("academy_api:quiz-detail", args=[exam.slug])).json()

    assert (quiz["questions"], quiz["attempts_left"], quiz["may_start"]) == (8, 2, False)
    assert quiz["open_attempt"] == str(attempt.uuid)


def test_lists_cost_no_more_for_more_rows(signed_in, rep, make_quiz, questions, django_assert_max_num_queries):
    def cost(name):
        with django_assert_max_num_queries(10) as queries:
            signed_in.get(reverse(f"academy_api:{name}"))
        return len(queries)

    for number in range(2):
        submit_attempt(start_attempt(learner=rep, quiz=make_quiz(f"quiz-{number}"), now=timezone.now()), now=timezone.now())
    before = [cost("attempt-list"), cost("quiz-list")]
    for number in range(2, 6):
        submit_attempt(start_attempt(learner=rep, quiz=make_quiz(f"quiz-{number}"), now=timezone.now()), now=timezone.now())

    assert [cost("attempt-list"), cost("quiz-list")] == before
