"""Standings as they are stored: assignments, states, and what time does to them."""

from datetime import timedelta

import pytest

from academy.certification.actions import apply_assignments, open_due_renewals, repair, review_standing, revoke_award, tick
from academy.certification.models import Award, AwardEvent, Cycle, Standing
from academy.people.actions import join_team, place_team
from academy.people.models import Team
from tests.certification.conftest import days


def rows():
    """Everything that a repair may write, but for when."""
    return [
        list(Standing.objects.order_by("pk").values()),
        list(Cycle.objects.order_by("pk").values()),
        list(Award.objects.order_by("pk").values()),
        list(AwardEvent.objects.order_by("pk").values()),
    ]


def test_whoever_the_rule_names_gets_a_due_date_and_a_run(rep, manager, certification, assign, standing_of, now):
    assign(certification, due_days=30)

    row = standing_of(rep, certification)
    assert (row.state, row.due_on, row.done, row.total) == ("not_started", now.date() + days(30), 0, 1)
    assert Cycle.objects.open().get(learner=rep).opened_at == now
    assert not Standing.objects.of(manager).exists()


def test_a_rule_of_a_team_holds_for_the_teams_below_and_for_its_role_only(rep, team, make_person, certification, assign, now):
    below = place_team(Team(slug="below", name={"en": "Below"}), parent=team)
    lower = make_person("lower", team=below)
    other = make_person("other", team=team, job_role="pmm")

    assign(certification, job_role="rep")

    assert {row.learner for row in Standing.objects.all()} == {rep, lower}
    assert other.academy_standings.count() == 0


def test_who_changes_team_keeps_the_standing_without_a_due_date(rep, certification, assign, standing_of, now):
    assign(certification)
    elsewhere = place_team(Team(slug="another", name={"en": "Another"}), parent=None)

    join_team(rep.academy_person, team=elsewhere, on=now.date(), now=now)

    assert standing_of(rep, certification).team == elsewhere
    assert standing_of(rep, certification).due_on is None


def test_assigning_again_changes_nothing(rep, certification, assign, now):
    assign(certification)
    before = rows()

    assert apply_assignments(now=now + days(3)) == 0
    assert rows() == before


def test_a_failed_exam_shows_until_the_next_attempt_starts(rep, certification, cycle, sit, standing_of, now):
    sit(rep, certification, at=now, right=3)
    failed = standing_of(rep, certification).state

    sit(rep, certification, at=now + days(2), right=8)

    assert failed == "failed"
    assert standing_of(rep, certification).state == "certified"


@pytest.mark.parametrize(("later", "state"), [(300, "certified"), (320, "expiring"), (365, "expiring"), (366, "expired")])
def test_time_alone_moves_a_certificate_on(rep, certification, award, standing_of, now, later, state):
    tick(now=now + days(later))

    assert standing_of(rep, certification).state == state


def test_three_days_of_ticks_and_two_repairs_change_nothing_that_time_does_not(rep, certification, award, assign, now):
    assign(certification)
    repair(now=now + days(1))
    before = rows()

    repair(now=now + days(1))
    for day in (2, 3, 4):
        tick(now=now + days(day))

    assert rows() == before


def test_nobody_revoked_is_awarded_or_renewed_again(rep, certification, award, admin, now):
    revoke_award(award, by=admin, public_text="To be repeated.", now=now + days(1))
    for day in (2, 330, 400):
        tick(now=now + days(day))
        repair(now=now + days(day))

    assert Award.objects.count() == 1
    assert not Cycle.objects.open().exists()


def test_nobody_expired_is_awarded_again_from_old_facts(rep, certification, award, standing_of, now):
    for day in (366, 367, 368):
        tick(now=now + days(day))
    repair(now=now + days(369))

    assert Award.objects.count() == 1
    assert standing_of(rep, certification).state == "expired"
    assert Cycle.objects.open().get(learner=rep).path == "renewal"


def test_a_renewal_opens_once(rep, certification, award, now):
    assert [open_due_renewals(now=now + days(day)) for day in (319, 320, 321)] == [0, 1, 0]


def test_a_repair_gives_what_a_crash_lost(rep, certification, cycle, sit, standing_of, now):
    from academy.certification import receivers
    from quizzes.signals import attempt_closed

    attempt_closed.disconnect(receivers.review_after_attempt, dispatch_uid="academy_certification.attempt_closed")
    try:
        sit(rep, certification, at=now)
    finally:
        attempt_closed.connect(receivers.review_after_attempt, dispatch_uid="academy_certification.attempt_closed")
    assert not Award.objects.exists()

    repair(now=now + timedelta(hours=3))

    assert standing_of(rep, certification).state == "certified"


def test_passing_through_the_exams_own_page_renews_too(rep, certification, award, exam_quiz, answering, now):
    from quizzes.actions import start_attempt, submit_attempt

    at = now + days(340)
    submit_attempt(answering(start_attempt(learner=rep, quiz=exam_quiz, now=at), right=8, at=at), now=at)

    assert Award.objects.filter(supersedes=award).exists()


def test_reviewing_costs_the_same_however_many_certifications(rep, make_certification, now, django_assert_max_num_queries):
    from academy.certification.actions import open_cycle

    for code in ("FDS", "CSA", "CMC"):
        certification = make_certification(code, practice=True, sign_off=True)
        open_cycle(learner=rep, certification=certification, path="initial", now=now)

    with django_assert_max_num_queries(12):
        review_standing(learner=rep, now=now)
