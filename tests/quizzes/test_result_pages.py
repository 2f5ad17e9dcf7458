"""What a learner is told after handing in."""

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from django.utils import timezone

from academy.people.models import Person
from quizzes.actions import open_window, start_attempt, submit_attempt
from quizzes.models import Attempt, Question, Quiz, seams
from quizzes.models.seams import Link, Notice, Topic
from tests.quizzes.specs import SENTINEL

pytestmark = pytest.mark.django_db


@pytest.fixture
def signed_in(client, rep):
    client.force_login(rep)
    return client


@pytest.fixture
def closed(rep, answering):
    """Hand in an attempt at a quiz with so many right answers."""

    def close(quiz, *, right, learner=rep):
        now = timezone.now()
        attempt = answering(start_attempt(learner=learner, quiz=quiz, now=now), right=right, at=now)
        return submit_attempt(attempt, now=now + timedelta(minutes=17))

    return close


def result(attempt, **query):
    return reverse("academy_quizzes:attempt_result", args=[attempt.uuid], query=query or None)


def words(page):
    return " ".join(BeautifulSoup(page.content, "html.parser").select_one("main").get_text(" ").split())


def test_a_pass_is_told_with_points_line_and_minutes(signed_in, make_quiz, questions, closed):
    attempt = closed(make_quiz(draw=8), right=8)

    text = words(signed_in.get(result(attempt)))

    assert "8 of 8 points, 100 %. The pass line is 6.4." in text
    assert "Attempt 1, 17 minutes." in text
    assert "You passed" in text


def test_a_fail_names_what_is_left_and_leads_back_to_the_rules(signed_in, make_quiz, questions, closed):
    attempt = closed(make_quiz(draw=8), right=0)

    page = signed_in.get(result(attempt))

    assert "Not passed yet" in words(page)
    assert "2 of 3 attempts are left." in words(page)
    assert '<a class="button is-plain" href="/academy/quizzes/desk-quiz/">Try again</a>' in page.content.decode()
    assert reverse("academy_quizzes:attempt_start", args=["desk-quiz"]) not in page.content.decode()


def test_a_fail_within_the_cool_off_names_the_time(signed_in, make_quiz, questions, closed):
    attempt = closed(make_quiz(draw=8, cooloff_minutes=600), right=0)

    page = signed_in.get(result(attempt))

    assert "Next attempt from" in words(page)
    assert "(UTC)" in words(page)
    assert "Try again" not in words(page)


@pytest.mark.parametrize("page", ["result", "quiz"])
def test_the_time_of_the_next_attempt_is_that_of_the_learners_zone(client, settings, rep, make_quiz, questions, closed, page):
    """Eight hours ahead of the server."""
    settings.TIME_ZONE = "UTC"
    Person.objects.filter(user=rep).update(time_zone="Asia/Shanghai")
    rep.refresh_from_db()
    client.force_login(rep)
    attempt = closed(make_quiz(draw=8, cooloff_minutes=600), right=0)
    next_at = (attempt.submitted_at + timedelta(minutes=600)).astimezone(ZoneInfo("Asia/Shanghai"))

    text = words(client.get(result(attempt) if page == "result" else reverse("academy_quizzes:quiz", args=["desk-quiz"])))

    assert f"{next_at:%H:%M} (Asia/Shanghai)" in text
    assert f"{next_at.day} {next_at:%b}" in text
    assert "UTC" not in text


def test_the_review_shows_what_went_wrong_first_and_all_on_demand(signed_in, make_quiz, questions, closed):
    attempt = closed(make_quiz(draw=8), right=5)

    wrong = BeautifulSoup(signed_in.get(result(attempt)).content, "html.parser").select(".review-item")
    everything = BeautifulSoup(signed_in.get(result(attempt, show="all")).content, "html.parser").select(".review-item")

    assert 0 < len(wrong) <= 3
    assert len(everything) == 8


def test_single_answers_wait_for_the_pass_where_the_policy_says_so(signed_in, make_quiz, questions, closed):
    quiz = make_quiz(draw=8, review=Quiz.Review.GRADED)

    failed, passed = signed_in.get(result(closed(quiz, right=0))), signed_in.get(result(closed(quiz, right=8), show="all"))

    assert SENTINEL not in failed.content.decode()
    assert "Single answers are shown after you pass." in words(failed)
    assert SENTINEL in passed.content.decode()


def test_a_policy_of_never_shows_no_single_answer(signed_in, make_quiz, questions, closed):
    page = signed_in.get(result(closed(make_quiz(draw=8, review=Quiz.Review.CERTIFICATION), right=8), show="all"))

    assert SENTINEL not in page.content.decode()


def test_topics_are_listed_with_their_links(signed_in, make_quiz, questions, closed, monkeypatch):
    topic = questions[0].uuid
    Question.objects.filter(pk=questions[0].pk).update(topic=topic)
    lesson = Topic("The promise clock", "/academy/courses/desk/clock/", heading="Desk essentials", minutes=8)
    monkeypatch.setattr(seams, "_topic_readers", [lambda keys, reader: {topic: lesson}])

    page = signed_in.get(result(closed(make_quiz(draw=8), right=0)))

    assert "Desk essentials, 0 of 1" in words(page)
    assert "/academy/courses/desk/clock/" in page.content.decode()
    assert "Read the lesson, 8 min" in words(page)


def test_the_layer_above_says_what_follows(signed_in, make_quiz, questions, closed, monkeypatch):
    notice = Notice(
        headline="You are certified", links=(Link("See certificate", "/certificates/", primary=True),), back=Link("Desk", "/desk/")
    )
    monkeypatch.setattr(seams, "_after_readers", [lambda attempt, user, now: notice])

    text = words(signed_in.get(result(closed(make_quiz(draw=8), right=8))))

    assert "You are certified" in text
    assert "See certificate" in text


def test_the_result_of_an_open_attempt_leads_back_to_it(signed_in, rep, quiz):
    attempt = start_attempt(learner=rep, quiz=quiz, now=timezone.now())

    assert signed_in.get(result(attempt)).url == reverse("academy_quizzes:attempt", args=[attempt.uuid])


# While an exam is open


@pytest.fixture
def older(make_quiz, questions, closed):
    """A reviewed quiz over the very questions that the exam will ask."""
    return closed(make_quiz(draw=8), right=4)


@pytest.fixture
def open_exam(rep, make_quiz, questions, older):
    exam = make_quiz("fds-exam", draw=8, purpose=Quiz.Purpose.CERTIFICATION)
    open_window(quiz=exam, learner=rep, now=timezone.now())
    return start_attempt(learner=rep, quiz=exam, now=timezone.now())


@pytest.mark.parametrize("show", ["wrong", "all"])
def test_older_reviews_tell_nothing_while_the_exam_is_open(signed_in, older, open_exam, show):
    page = signed_in.get(result(older, show=show))

    assert SENTINEL not in page.content.decode()
    assert "A quiz or exam that you have open asks some of these questions." in words(page)
    assert not BeautifulSoup(page.content, "html.parser").select(".segments .is-good, .segments .is-bad, .segments .is-warn")


def test_the_review_is_back_when_the_exam_is_handed_in(signed_in, older, open_exam):
    submit_attempt(open_exam, now=timezone.now())

    assert SENTINEL in signed_in.get(result(older, show="all")).content.decode()


def test_an_exam_that_is_open_for_somebody_else_withholds_nothing(client, stranger, make_quiz, closed, open_exam):
    theirs = closed(Quiz.objects.get(slug="desk-quiz"), right=4, learner=stranger)
    client.force_login(stranger)

    assert SENTINEL in client.get(result(theirs, show="all")).content.decode()


def test_no_page_of_the_open_exam_holds_a_key(signed_in, open_exam, older):
    names = ["attempt_summary"]
    addresses = [reverse(f"academy_quizzes:{name}", args=[open_exam.uuid]) for name in names]
    addresses += [reverse("academy_quizzes:attempt_question", args=[open_exam.uuid, position]) for position in range(1, 9)]
    addresses += [reverse("academy_quizzes:quiz", args=[slug]) for slug in ("fds-exam", "desk-quiz")]
    addresses += [reverse("academy_api:attempt-detail", args=[open_exam.uuid]), reverse("academy_api:attempt-result", args=[older.uuid])]
    addresses += [
        reverse("academy_api:attempt-list"),
        reverse("academy_api:quiz-list"),
        reverse("academy_api:quiz-detail", args=["fds-exam"]),
    ]

    for address in addresses:
        page = signed_in.get(address)
        assert page.status_code == 200, address
        assert SENTINEL not in page.content.decode(), address
        assert SENTINEL not in str(page.headers), address


def test_a_refused_and_a_stale_answer_hold_no_key_either(signed_in, open_exam):
    statuses = set()
    for slot in open_exam.slots.all():
        address = reverse("academy_quizzes:attempt_question", args=[open_exam.uuid, slot.position])
        for fields in ({"choice": "no", "choices": "no", "value": "–", "order": "no"}, {"value": "7"}, {"value": "8"}):
            sent = {f"q{slot.position}-{name}": value for name, value in {**fields, "revision": 0}.items()}
            page = signed_in.post(address, sent)
            statuses.add(page.status_code)
            assert SENTINEL not in page.content.decode()

    assert statuses == {302, 409, 422}


def test_the_page_before_costs_no_more_for_more_attempts(signed_in, rep, make_quiz, questions, django_assert_max_num_queries):
    quiz = make_quiz(max_attempts=0)
    address = reverse("academy_quizzes:quiz", args=[quiz.slug])

    signed_in.get(address)
    with django_assert_max_num_queries(8) as none:  # one of them asks whether a course keeps the quiz from the learner
        signed_in.get(address)
    for _attempt in range(3):
        submit_attempt(start_attempt(learner=rep, quiz=quiz, now=timezone.now()), now=timezone.now())
    with django_assert_max_num_queries(8) as three:
        signed_in.get(address)

    assert len(three) == len(none)
    assert Attempt.objects.count() == 3


def test_pages_cost_as_many_queries_for_eight_questions_as_for_two(
    signed_in, rep, make_quiz, questions, closed, django_assert_max_num_queries
):
    counts = []
    for draw in (2, 8):
        quiz = make_quiz(f"quiz-{draw}", draw=draw)
        signed_in.get(reverse("academy_quizzes:quiz", args=[quiz.slug]))  # from here on the outlines are remembered
        attempt = start_attempt(learner=rep, quiz=quiz, now=timezone.now())
        signed_in.get(reverse("academy_quizzes:attempt_question", args=[attempt.uuid, 1]))  # from here on the device is known
        with django_assert_max_num_queries(6) as asking:
            signed_in.get(reverse("academy_quizzes:attempt_question", args=[attempt.uuid, 1]))
        submit_attempt(attempt, now=timezone.now())
        with django_assert_max_num_queries(12) as telling:
            signed_in.get(result(attempt, show="all"))
        counts.append((len(asking), len(telling)))

    assert counts[0] == counts[1]


def test_saving_an_answer_costs_four_queries(signed_in, rep, quiz, django_assert_max_num_queries):
    attempt = start_attempt(learner=rep, quiz=quiz, now=timezone.now())
    slot = attempt.slots.select_related("version").exclude(version__kind__in=["matching", "ordering"]).first()
    field = {"single": "choice", "true_false": "choice", "multiple": "choices"}.get(slot.version.kind)
    fields = {**({field: slot.layout["options"][0][0]} if field else {"value": "7"}), "revision": 0}
    page, api = (
        reverse(name, args=[attempt.uuid, slot.position]) for name in ("academy_quizzes:attempt_question", "academy_api:attempt-answer")
    )

    with django_assert_max_num_queries(6) as by_page:
        signed_in.post(page, {**{f"q{slot.position}-{name}": value for name, value in fields.items()}, "go": "next"})
    with django_assert_max_num_queries(6) as by_api:
        signed_in.put(api, {"answer": None, "revision": 1}, content_type="application/json")

    # Two more belong to the test: the savepoint that stands for the transaction.
    assert [len([one for one in each if "SAVEPOINT" not in one["sql"]]) for each in (by_page, by_api)] == [4, 4]
