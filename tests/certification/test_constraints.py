"""What the database refuses of certifications, whatever the code would write."""

from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from academy.certification.actions import open_cycle, revoke_award, sign_off
from academy.certification.models import Award, AwardEvent, Cycle, SignOff, Standing
from tests.certification.conftest import days, requirement

pytestmark = pytest.mark.django_db


def refuses(row):
    """Whether the database refuses a row as it is."""
    try:
        with transaction.atomic():
            type(row).objects.bulk_create([row])
    except IntegrityError:
        return True
    return False


def another(cycle, **fields):
    same = {name: getattr(cycle, name) for name in ("learner", "certification", "version", "path", "opened_at")}
    return Cycle(**{**same, **fields})


def test_a_learner_has_one_open_run_at_a_certification_and_any_number_of_closed_ones(cycle, stranger, now):
    assert refuses(another(cycle))
    assert not refuses(another(cycle, closed_at=now, outcome="withdrawn"))
    assert not refuses(another(cycle, closed_at=now, outcome="withdrawn"))
    assert not refuses(another(cycle, learner=stranger))


def test_a_run_is_open_or_has_an_outcome(cycle, stranger, now):
    assert refuses(another(cycle, learner=stranger, outcome="awarded"))
    assert refuses(another(cycle, learner=stranger, closed_at=now))


def test_an_award_ends_after_it_began_and_belongs_to_a_run_of_its_own(award, cycle, now):
    def given(**fields):
        names = ("learner", "certification", "version", "issued_at", "valid_from", "snapshot", "snapshot_sha256")
        return Award(**{**{name: getattr(award, name) for name in names}, "serial": uuid4().hex[:13], **fields})

    other = Cycle.objects.bulk_create([another(cycle, closed_at=now, outcome="awarded")])[0]

    assert refuses(given(cycle=award.cycle))
    assert refuses(given(cycle=other, valid_until=award.valid_from))
    assert refuses(given(cycle=other, serial=award.serial))
    assert not refuses(given(cycle=other, valid_until=award.valid_from + days(1)))


def test_an_award_is_revoked_once(award, admin, now):
    revoke_award(award, by=admin, public_text="Not his own work.", now=now)

    assert refuses(AwardEvent(award=award, number=9, kind="revoked", at=now))
    assert refuses(AwardEvent(award=award, number=1, kind="superseded", at=now))
    assert not refuses(AwardEvent(award=award, number=9, kind="superseded", at=now))


def test_a_person_has_one_standing_with_a_certification(rep, stranger, certification, cycle, now):
    assert refuses(Standing(learner=rep, certification=certification, changed_at=now))
    assert not refuses(Standing(learner=stranger, certification=certification, changed_at=now))


def test_a_run_is_signed_off_once(rep, manager, admin, make_certification, now):
    run = open_cycle(learner=rep, certification=make_certification("CSA", sign_off=True), path="initial", now=now)
    asked = requirement(run, "sign_off")
    sign_off(cycle=run, requirement=asked, by=manager, now=now)

    assert refuses(SignOff(cycle=run, requirement=asked, by=admin, statement="Seen.", signed_at=now))
