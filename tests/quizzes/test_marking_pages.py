"""The grading desk at its door: who gets in, what is seen, and what a stale page loses."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from quizzes.actions import mark_answer
from quizzes.models import AttemptSlot, Mark, led
from quizzes.reports import waiting_for
from tests.quizzes.marking import essay_of

QUEUE = "/academy/marking/"


def page_of(slot):
    return reverse("academy_quizzes:marking_answer", args=[slot.pk])


@pytest.fixture
def answer(rep, make_pitch, handing_in):
    """An essay of the rep that waits for a marker."""
    return essay_of(handing_in(rep, make_pitch(), text="Hello <script>alert(1)</script>"))


@pytest.fixture
def at(client):
    """A page as somebody sees it: `at(pmm, address, data)`."""

    def visit(user, address, data=None):
        client.force_login(user)
        return client.get(address) if data is None else client.post(address, data)

    return visit


@pytest.mark.parametrize("who", ["rep", "manager", "stranger"])
def test_nobody_but_markers_gets_in(request, at, answer, who):
    visitor = request.getfixturevalue(who)

    statuses = [at(visitor, QUEUE).status_code, at(visitor, page_of(answer)).status_code, at(visitor, page_of(answer), {}).status_code]

    assert statuses == [404, 404, 404]
    assert waiting_for(visitor) == 0


@pytest.mark.parametrize("who", ["pmm", "admin"])
def test_markers_see_what_waits_and_the_answer_as_text(request, at, answer, who):
    marker = request.getfixturevalue(who)

    queue, page = at(marker, QUEUE), at(marker, page_of(answer))

    assert "What do you say first?" in queue.text
    assert "Hello &lt;script&gt;alert(1)&lt;/script&gt;" in page.text
    assert "KEY-ONLY note" in page.text
    assert waiting_for(marker) == 1


def test_a_marker_does_not_meet_an_own_answer(at, pmm, make_pitch, handing_in):
    own = essay_of(handing_in(pmm, make_pitch()))

    assert at(pmm, page_of(own)).status_code == 404
    assert "Everything is marked" in at(pmm, QUEUE).text


def test_saving_leads_on_to_the_next_and_then_to_the_queue(at, pmm, rep, stranger, make_pitch, handing_in, now):
    quiz = make_pitch()
    first, second = (essay_of(handing_in(who, quiz, at=now + timedelta(minutes=n))) for n, who in enumerate((rep, stranger)))

    onward = at(pmm, page_of(first) + "?quiz=pitch", {"points": "1", "comment": "Good.", "seen": "0"})
    back = at(pmm, page_of(second) + "?quiz=pitch", {"points": "2/3", "comment": "", "seen": "0"})

    assert (onward.url, back.url) == (page_of(second) + "?quiz=pitch", QUEUE + "?quiz=pitch")
    assert [str(slot.points) for slot in (essay_of(first.attempt), essay_of(second.attempt))] == ["1", "2/3"]


@pytest.mark.parametrize("points", ["", "NaN", "Infinity", "２", "3", "-1", "1e1", "1/0", "two"])
def test_points_that_are_none_keep_the_comment(at, pmm, answer, points):
    page = at(pmm, page_of(answer), {"points": points, "comment": "Ask before you offer.", "seen": "0"})

    assert page.status_code == 422
    assert "Ask before you offer." in page.text
    assert not Mark.objects.exists()


def test_a_stale_page_says_so_and_keeps_the_comment(at, pmm, admin, answer, now):
    mark_answer(answer, marker=admin, mark=1, now=now)

    page = at(pmm, page_of(answer), {"points": "0", "comment": "Ask before you offer.", "seen": "0"})

    assert page.status_code == 409
    assert "its verdict" in page.text
    assert "Ask before you offer." in page.text
    assert Mark.objects.count() == 1


def test_the_second_marker_does_not_see_the_first_mark_until_both_are_given(at, pmm, admin, rep, make_pitch, handing_in, now):
    slot = essay_of(handing_in(rep, make_pitch(two_markers=True)))
    mark_answer(slot, marker=pmm, mark=1, comment="Splendid opening", now=now)

    before = at(admin, page_of(slot))
    mark_answer(slot, marker=admin, mark=1, comment="Fine", now=now)
    after = at(admin, page_of(slot))

    assert "Splendid opening" not in before.text
    assert "Splendid opening" in after.text


def test_no_page_of_an_anonymous_quiz_says_whose_answer_it_is(at, pmm, admin, make_person, make_pitch, handing_in, team, monkeypatch):
    learner = make_person("zebedee.quagmire", team=team)
    slot = essay_of(handing_in(learner, make_pitch()))
    monkeypatch.setattr(led, "_readers", [lambda user: type(user)._default_manager.exclude(pk=user.pk)])

    pages = [at(marker, address).text for marker in (pmm, admin) for address in (QUEUE, page_of(slot))]

    for page in pages:
        assert "zebedee" not in page.lower()
        assert "quagmire" not in page.lower()
        assert str(slot.attempt.uuid) not in page


def test_names_are_shown_only_to_whoever_leads_the_learner(at, pmm, admin, make_person, make_pitch, handing_in, team, monkeypatch):
    learner = make_person("zebedee.quagmire", team=team)
    slot = essay_of(handing_in(learner, make_pitch(anonymous_marking=False)))
    everybody = type(admin)._default_manager
    monkeypatch.setattr(led, "_readers", [lambda user: everybody.exclude(pk=user.pk) if user == admin else everybody.none()])

    said = {marker: [at(marker, address).text.lower() for address in (QUEUE, page_of(slot))] for marker in (pmm, admin)}

    assert all("zebedee" in page for page in said[admin])
    assert not any("zebedee" in page for page in said[pmm])


def test_a_rubric_is_filled_in_by_levels(at, pmm, rep, make_pitch, handing_in):
    slot = essay_of(handing_in(rep, make_pitch(rubric=True)))

    shown = at(pmm, page_of(slot))
    lacking = at(pmm, page_of(slot), {"level-opens": "2", "comment": "", "seen": "0"})
    at(pmm, page_of(slot), {"level-opens": "2", "level-asks": "1", "comment": "", "seen": "0"})

    assert "opens a little" in shown.text
    assert lacking.status_code == 422
    assert "Choose a level." in lacking.text
    assert str(essay_of(slot.attempt).points) == "3/2"


def test_the_queue_is_filtered_by_quiz_and_question_and_shrugs_at_nonsense(at, pmm, rep, make_pitch, handing_in):
    one, other = (essay_of(handing_in(rep, make_pitch(slug))) for slug in ("pitch", "call"))

    only = at(pmm, f"{QUEUE}?quiz=call&question={other.version.question.uuid}")
    nonsense = at(pmm, f"{QUEUE}?quiz=pitch&question=%00x&page=ninety")

    assert page_of(other) in only.text
    assert page_of(one) not in only.text
    assert page_of(one) in nonsense.text


def test_the_queue_costs_the_same_for_one_answer_and_for_many(
    at, pmm, rep, stranger, make_pitch, handing_in, django_assert_max_num_queries
):
    quiz = make_pitch(essays=6, anonymous_marking=False)
    handing_in(rep, quiz)
    at(pmm, QUEUE)
    with django_assert_max_num_queries(20) as few:
        at(pmm, QUEUE)
    handing_in(stranger, quiz)

    with django_assert_max_num_queries(20) as many:
        at(pmm, QUEUE)

    assert len(few) == len(many)
    assert AttemptSlot.objects.left_to(pmm).count() == 12


def test_a_mark_needs_the_token_of_the_page(pmm, answer):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(pmm)

    refused = strict.post(page_of(answer), {"points": "1", "comment": "", "seen": "0"})

    assert refused.status_code == 403
    assert not Mark.objects.exists()
