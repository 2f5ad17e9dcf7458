"""How certificates end: by the clock, by a renewal, by a revocation; and the days that are printed on them."""

import subprocess
from datetime import UTC, date, datetime, timedelta

import pytest
from django.urls import reverse

from academy.certification.actions import open_cycle, revoke_award, tick
from academy.certification.models import Award, Certification, Cycle
from academy.certification.reports.verification import look_up
from tests.certification.conftest import days

pytestmark = pytest.mark.django_db


@pytest.fixture
def retired(certification, award, now):
    """No longer offered, so no renewal is opened."""
    Certification.objects.filter(pk=certification.pk).update(retired_at=now + days(1))
    return certification


@pytest.mark.parametrize("first", [True, False], ids=["after a tick that says it is expiring", "by one tick alone"])
def test_a_certificate_ends_by_the_tick_where_no_renewal_is_opened(rep, retired, award, standing_of, first):
    if first:
        tick(now=award.renewal_opens_at)
        assert standing_of(rep, retired).state == "expiring"

    tick(now=award.valid_until - timedelta(microseconds=1))
    before = standing_of(rep, retired).state
    tick(now=award.valid_until)

    assert before == "expiring"
    assert standing_of(rep, retired).state == "expired"
    assert not Cycle.objects.open().exists()


def test_a_certificate_that_ends_between_two_ticks_is_expired_by_the_second(rep, retired, award, standing_of):
    tick(now=award.renewal_opens_at - timedelta(microseconds=1))
    before = standing_of(rep, retired).state

    tick(now=award.valid_until)

    assert (before, standing_of(rep, retired).state) == ("certified", "expired")


def test_a_certificate_ends_while_its_renewal_is_under_way(rep, certification, award, standing_of):
    tick(now=award.renewal_opens_at)
    run = Cycle.objects.open().get(learner=rep)

    tick(now=award.valid_until)

    assert standing_of(rep, certification).state == "expired"
    assert Cycle.objects.open().get(learner=rep) == run


def test_no_renewal_is_opened_for_somebody_who_has_left(rep, certification, award, standing_of, now):
    rep.is_active = False
    rep.save()

    for day in (330, 370):
        tick(now=now + days(day))

    assert not Cycle.objects.open().exists()
    assert standing_of(rep, certification).state == "expired"


def test_a_tick_touches_no_standing_that_time_has_not_changed(rep, certification, award, standing_of, now):
    before = standing_of(rep, certification).changed_at

    said = tick(now=now + days(300))

    assert said["learners_reviewed"] == 0
    assert standing_of(rep, certification).changed_at == before


def test_a_certificate_that_was_renewed_is_superseded_also_after_its_end(rep, certification, award, sit, now):
    sit(rep, certification, at=now + days(350))
    old = Award.objects.whole().get(pk=award.pk)

    after = old.valid_until + days(10)

    assert old.status(after) == "superseded"
    assert look_up(old.serial, now=after).state == "superseded"


def test_a_certificate_that_was_renewed_and_then_revoked_is_revoked(rep, certification, award, admin, sit, now):
    sit(rep, certification, at=now + days(350))

    revoke_award(award, by=admin, public_text="Not his own work.", now=now + days(360))

    assert Award.objects.whole().get(pk=award.pk).status(now + days(361)) == "revoked"
    assert look_up(award.serial, now=now + days(800)).state == "revoked"


def test_a_revocation_withdraws_the_run_that_is_open(client, clock_at, rep, certification, award, admin, exam_quiz, now):
    tick(now=now + days(330))
    run = Cycle.objects.open().get(learner=rep)

    revoke_award(award, by=admin, public_text="Not his own work.", now=now + days(331))

    run.refresh_from_db()
    assert (run.closed_at, run.outcome) == (now + days(331), "withdrawn")
    clock_at(now + days(332))
    client.force_login(rep)
    client.post(reverse("academy_certification:exam_start", args=[certification.slug]))
    client.post(reverse("academy_quizzes:attempt_start", args=[exam_quiz.slug]))
    assert not rep.academy_quiz_attempts.open().exists()
    assert not Cycle.objects.open().exists()


def test_revoking_an_older_certificate_leaves_the_newer_one_and_its_renewal(rep, certification, award, admin, sit, standing_of, now):
    sit(rep, certification, at=now + days(350))
    newer = Award.objects.whole().get(supersedes=award)
    tick(now=newer.renewal_opens_at)
    run = Cycle.objects.open().get(learner=rep)

    revoke_award(award, by=admin, public_text="Not his own work.", now=newer.renewal_opens_at + days(1))

    assert Cycle.objects.open().get(learner=rep) == run
    assert standing_of(rep, certification).state == "expiring"
    assert Award.objects.whole().get(pk=newer.pk).status(newer.renewal_opens_at + days(2)) == "renewal_due"


def test_revoking_one_certificate_leaves_the_runs_of_other_certifications_and_people(
    rep, stranger, make_certification, certification, award, admin, now
):
    other = make_certification("CSA")
    runs = {open_cycle(learner=rep, certification=other, path="initial", now=now).pk}
    runs.add(open_cycle(learner=stranger, certification=certification, path="initial", now=now).pk)

    revoke_award(award, by=admin, public_text="Not his own work.", now=now + days(1))

    assert {cycle.pk for cycle in Cycle.objects.open()} == runs


# Late in the evening of one zone it is another day in the other.
@pytest.mark.parametrize(
    ("zone", "moment", "issued"),
    [
        ("Asia/Shanghai", datetime(2026, 6, 1, 20, tzinfo=UTC), date(2026, 6, 2)),
        ("America/Los_Angeles", datetime(2026, 6, 2, 3, tzinfo=UTC), date(2026, 6, 1)),
    ],
)
def test_the_days_that_are_printed_are_those_of_the_certifications_zone(
    client, clock_at, rep, make_certification, sit, zone, moment, issued
):
    certification = make_certification(time_zone=zone)
    open_cycle(learner=rep, certification=certification, path="initial", now=moment - timedelta(hours=1))
    sit(rep, certification, at=moment - timedelta(minutes=10))
    # Whoever moves the certification to another zone later changes nothing that was printed.
    Certification.objects.filter(pk=certification.pk).update(time_zone="UTC")
    award = Award.objects.whole().get()
    clock_at(moment + timedelta(hours=1))
    client.force_login(rep)

    pdf = client.get(reverse("academy_certification:certificate_pdf", args=[award.serial])).getvalue()
    printed = " ".join(subprocess.run(["pdftotext", "-raw", "-", "-"], input=pdf, capture_output=True, check=True).stdout.decode().split())
    verified = client.get(f"/v/{award.serial}", headers={"Accept": "application/json"}).json()

    ends = issued + timedelta(days=365)
    assert (award.issued_on, award.last_day) == (issued, ends)
    assert f"Issued {issued.day} June 2026" in printed
    assert f"Valid until {ends.day} June 2027" in printed
    assert verified["valid_until"] == ends.isoformat()
