"""What lists say of many quizzes is what the page of each of them says."""

from datetime import timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quizzes.actions import ActionRefused, Grant, StartRefused, grant_attempt, grant_override, open_window, start_attempt, submit_attempt
from quizzes.models import Allowance, Attempt, Quiz, Way, with_ways_of

pytestmark = pytest.mark.django_db

HAPPENED = ("try", "more attempts", "later end", "one more", "window")


def happen(what, quiz, rep, manager, at):
    match what:
        case "try":
            submit_attempt(start_attempt(learner=rep, quiz=quiz, now=at), now=at + timedelta(minutes=1))
        case "more attempts":
            grant_override(quiz=quiz, learners=[rep], grant=Grant(extra_attempts=2), reason="Ill", by=manager, now=at)
        case "later end":
            grant_override(quiz=quiz, learners=[rep], grant=Grant(closes_at=at + timedelta(days=9)), reason="Ill", by=manager, now=at)
        case "one more":
            grant_attempt(quiz=quiz, learner=rep, reason="Again", by=manager, now=at)
        case "window":
            open_window(quiz=quiz, learner=rep, now=at)


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(happened=st.lists(st.sampled_from(HAPPENED), max_size=7), limit=st.integers(0, 2), pause=st.sampled_from([0, 600]))
def test_a_way_says_what_the_allowance_says(quiz, rep, manager, now, happened, limit, pause):
    with transaction.atomic():
        Quiz.objects.update(max_attempts=limit, cooloff_minutes=pause, closes_at=now + timedelta(days=5))
        quiz.refresh_from_db()
        at = now
        for what in happened:
            at += timedelta(hours=9)
            try:
                with transaction.atomic():
                    happen(what, quiz, rep, manager, at)
            except (StartRefused, ActionRefused):
                pass
        attempts = list(Attempt.objects.of(rep).at(quiz))
        allowance = Allowance.of(rep, quiz, attempts=attempts)
        way = Way.of(with_ways_of(Quiz.objects.filter(pk=quiz.pk), rep).get(), attempts)

        assert (way.left, way.next_at, way.opens_at, way.closes_at) == (
            allowance.left,
            allowance.next_at,
            allowance.terms.opens_at,
            allowance.terms.closes_at,
        )
        transaction.set_rollback(True)
