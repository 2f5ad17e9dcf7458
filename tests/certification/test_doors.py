"""Whether the exam of a certification may begin is decided once: pages offer a start where the start is granted, and only there."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from academy.certification.actions import begin_exam, open_cycle
from academy.certification.actions.refusals import NotNow
from academy.certification.models import Award, Certification
from academy.certification.reports.doors import exam_gate
from quizzes.actions import Grant, NotOpen, grant_override, start_attempt, submit_attempt
from quizzes.models import Attempt, Quiz
from quizzes.models.seams import before
from tests.certification.conftest import days

pytestmark = pytest.mark.django_db


def words(answer):
    return " ".join(answer.content.decode().split())


@pytest.fixture
def retired(certification, now):
    Certification.objects.filter(pk=certification.pk).update(retired_at=now)
    certification.refresh_from_db()
    return certification


def offers(client, certification, quiz):
    """Whether the page of the certification, the page of the exam and My academy offer to begin it."""
    page = words(client.get(reverse("academy_certification:certification", args=[certification.slug])))
    intro = words(client.get(reverse("academy_quizzes:quiz", args=[quiz.slug])))
    begins = [reverse(f"academy_certification:{door}", args=[certification.slug]) for door in ("exam_start", "cycle_open")]
    onward = f'class="button" href="{reverse("academy_quizzes:quiz", args=[quiz.slug])}"'
    starts = reverse("academy_quizzes:attempt_start", args=[quiz.slug])
    return [onward in page or any(f'action="{door}"' in page for door in begins), f'action="{starts}"' in intro]


def test_a_retired_certification_offers_no_start_and_grants_none(client, clock_at, rep, award, retired, exam_quiz, now):
    clock_at(now + days(340))
    client.force_login(rep)

    page = words(client.get(reverse("academy_certification:certification", args=["fds"])))
    home = words(client.get(reverse("academy_desk:home")))

    assert offers(client, retired, exam_quiz) == [False, False]
    assert "This certification is no longer offered." in page
    assert "Renew now" not in page
    assert "See what renewal takes" not in home
    with pytest.raises(NotNow):
        begin_exam(learner=rep, certification=retired, now=now + days(340))
    with pytest.raises(NotOpen, match="no longer offered"):
        start_attempt(learner=rep, quiz=exam_quiz, now=now + days(340))


def test_who_is_under_way_at_a_retired_certification_may_go_on(client, rep, cycle, retired, exam_quiz, now):
    client.force_login(rep)

    assert offers(client, retired, exam_quiz) == [True, True]
    assert begin_exam(learner=rep, certification=retired, now=now).is_open


def test_the_gate_and_the_page_say_the_same(client, rep, certification, award, exam_quiz, now):
    for later in (1, 30, 319, 321, 364, 366, 500):
        at = now + days(later)
        notice = before(exam_quiz, rep, at)
        gate = exam_gate(exam_quiz, rep, at)
        assert notice.bars_start == bool(gate)
        assert not gate or notice.text == gate


def test_an_exam_that_is_not_open_yet_is_not_offered(client, rep, certification, cycle, exam_quiz):
    Quiz.objects.filter(pk=exam_quiz.pk).update(opens_at=timezone.now() + timedelta(days=3))
    client.force_login(rep)

    page = words(client.get(reverse("academy_certification:certification", args=[certification.slug])))

    assert "The exam opens on" in page
    assert "Go to the exam" not in page


def test_an_exam_that_has_closed_is_offered_to_whom_more_time_was_granted(client, rep, manager, certification, cycle, exam_quiz, now):
    ended = timezone.now() - timedelta(hours=1)
    Quiz.objects.filter(pk=exam_quiz.pk).update(closes_at=ended)
    exam_quiz.refresh_from_db()
    client.force_login(rep)
    address = reverse("academy_certification:certification", args=[certification.slug])

    shut = words(client.get(address))
    grant_override(quiz=exam_quiz, learners=[rep], grant=Grant(closes_at=ended + timedelta(days=2)), reason="Was ill", by=manager, now=now)
    open_again = words(client.get(address))

    assert "Desk quiz closed on" in shut
    assert "Go to the exam" not in shut
    assert "Go to the exam" in open_again


def test_an_exam_held_back_by_another_that_is_open_is_neither_told_nor_awarded(client, rep, make_certification, make_quiz, sit, now):
    other = make_quiz("other-exam", draw=8, purpose=Quiz.Purpose.CERTIFICATION)
    first, second = make_certification("FDS"), make_certification("CSA", exam=other)
    for one in (first, second):
        open_cycle(learner=rep, certification=one, path="initial", now=now)
    under_way = begin_exam(learner=rep, certification=first, now=now)
    passed = sit(rep, second, at=now)
    client.force_login(rep)

    page = words(client.get(reverse("academy_certification:certification", args=["csa"])))
    held_back = Award.objects.count()
    submit_attempt(under_way, now=now + timedelta(minutes=20))

    assert passed.counts_as_pass
    assert held_back == 0
    assert "its score is shown once the quiz or exam that you have open is handed in" in page
    assert "100 %" not in page
    assert "Go to the exam" not in page
    assert Award.objects.get().certification == second


def test_an_exam_held_back_by_a_graded_quiz_is_awarded_when_that_is_handed_in(rep, make_certification, make_quiz, sit, now):
    certification = make_certification("FDS")
    open_cycle(learner=rep, certification=certification, path="initial", now=now)
    quiz = make_quiz("of-a-course", draw=8, purpose=Quiz.Purpose.GRADED)
    under_way = start_attempt(learner=rep, quiz=quiz, now=now)
    sit(rep, certification, at=now)
    held_back = Award.objects.count()

    submit_attempt(under_way, now=now + timedelta(minutes=20))

    assert held_back == 0
    assert Award.objects.get().certification == certification


def test_an_attempt_that_nobody_handed_in_is_shown_without_a_score(client, rep, certification, cycle, exam_quiz, sit, now):
    attempt = sit(rep, certification, at=now, right=8)
    Award.objects.all()
    Attempt.objects.filter(pk=attempt.pk).update(closed_by=Attempt.ClosedBy.ABANDONED, points=0, passed=False, counts_as_pass=False)
    renewed = open_cycle(learner=rep, certification=certification, path="renewal", now=now)
    Attempt.objects.filter(pk=attempt.pk).update(started_at=renewed.opened_at, submitted_at=renewed.opened_at)
    client.force_login(rep)

    page = words(client.get(reverse("academy_certification:certification", args=[certification.slug])))

    assert "not handed in on time" in page
    assert "0 %" not in page.replace("80 %", "")
