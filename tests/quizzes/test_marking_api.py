"""Marking through the API: the same doors as the desk."""

import json

import pytest
from django.urls import reverse

from quizzes.models import Mark
from tests.quizzes.marking import essay_of


def address(name, *args):
    return reverse(f"academy_api:marking-{name}", args=args)


@pytest.fixture
def answer(rep, make_pitch, handing_in):
    return essay_of(handing_in(rep, make_pitch()))


@pytest.fixture
def mark(client):
    """Send a mark: `mark(pmm, slot, points="1")`."""

    def send(user, slot, **body):
        client.force_login(user)
        return client.post(address("mark", slot.pk), json.dumps(body), content_type="application/json")

    return send


def test_what_waits_is_listed_without_a_name(client, pmm, answer):
    client.force_login(pmm)

    listed = client.get(address("list"), {"quiz": "pitch"}).json()

    assert [(row["id"], row["quiz"], row["stem"], row["learner"]) for row in listed["results"]] == [
        (answer.pk, "pitch", "What do you say first?", "")
    ]


def test_an_answer_is_read_marked_and_then_settled(client, pmm, answer, mark):
    client.force_login(pmm)
    read = client.get(address("detail", answer.pk)).json()

    done = mark(pmm, answer, points="2/3", comment="Good.", seen=read["seen"])

    assert (read["answer"], read["most"], read["note"], read["may_mark"]) == ({"text": "Good morning."}, "2", "KEY-ONLY note", True)
    assert (done.status_code, done.json()["may_mark"]) == (200, False)
    assert [(one["points"], one["comment"], one["is_mine"]) for one in done.json()["marks"]] == [("2/3", "Good.", True)]
    answer.attempt.refresh_from_db()
    assert (str(answer.attempt.points), answer.attempt.passed) == ("5/3", False)


def test_the_same_mark_twice_is_one_and_another_one_is_refused(pmm, admin, answer, mark):
    statuses = [mark(pmm, answer, points="1").status_code for _twice in range(2)]

    late = mark(admin, answer, points="2")

    assert statuses == [200, 200]
    assert (late.status_code, late.json()["code"]) == (409, "marked")
    assert Mark.objects.count() == 1


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({}, 409),
        ({"points": "NaN"}, 400),
        ({"points": "3"}, 400),
        ({"points": 1e400}, 400),
        ({"levels": {"a": 1}}, 409),
        ({"points": "1", "comment": "x" * 4001}, 400),
    ],
)
def test_what_is_no_mark_is_refused_with_a_sentence(pmm, answer, mark, body, status):
    refused = mark(pmm, answer, **body)

    assert refused.status_code == status
    assert refused.json()["detail"]
    assert not Mark.objects.exists()


def test_a_rubric_takes_levels(pmm, rep, make_pitch, handing_in, mark):
    slot = essay_of(handing_in(rep, make_pitch(rubric=True)))

    half = mark(pmm, slot, levels={"opens": 2})
    whole = mark(pmm, slot, levels={"opens": 2, "asks": 1})

    assert (half.status_code, half.json()["detail"]) == (409, "Choose one level in every row of the rubric.")
    assert [row["id"] for row in whole.json()["rubric"]] == ["opens", "asks"]
    assert str(essay_of(slot.attempt).points) == "3/2"


@pytest.mark.parametrize("who", ["rep", "manager", "stranger"])
def test_nobody_else_finds_the_desk(request, client, answer, mark, who):
    visitor = request.getfixturevalue(who)
    client.force_login(visitor)

    statuses = [client.get(address("list")).status_code, client.get(address("detail", answer.pk)).status_code]

    assert [*statuses, mark(visitor, answer, points="1").status_code] == [404, 404, 404]
