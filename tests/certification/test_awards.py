from datetime import timedelta

import pytest

from academy.certification.actions import NotNow, award_earned, open_cycle, open_due_renewals, reopen, review_standing, revoke_award
from academy.certification.actions.events import event_digest
from academy.certification.models import Award, AwardEvent, Cycle
from academy.people.actions import register_person
from tests.certification.conftest import days


def test_passing_the_exam_earns_an_award_through_the_end_of_its_last_day(award, cycle, now):
    cycle.refresh_from_db()

    assert award.issued_on == now.date()
    assert award.last_day == now.date() + days(365)
    assert award.valid_until.isoformat() == "2027-06-01T16:00:00+00:00"  # midnight after 1 June in Shanghai
    assert cycle.outcome == Cycle.Outcome.AWARDED


def test_reviewing_again_awards_nothing_again(award, rep, now):
    assert award_earned(learner=rep, now=now + days(1)) == []
    assert Award.objects.count() == 1


def test_facts_from_before_the_run_do_not_count(award, certification, rep, admin, now):
    revoke_award(award, by=admin, public_text="To be repeated.", now=now + days(1))
    again = open_cycle(learner=rep, certification=certification, path="initial", now=now + days(2))

    review_standing(learner=rep, now=now + days(2))

    assert again.is_open
    assert Award.objects.count() == 1


def test_an_early_renewal_goes_on_from_the_old_last_day(award, certification, rep, sit, now):
    at = now + days(355)

    sit(rep, certification, at=at)

    new = Award.objects.whole().get(supersedes=award)
    assert new.last_day == award.last_day + days(365)
    assert new.series == award.series
    assert Award.objects.whole().get(pk=award.pk).status(at + days(1)) == "superseded"


def test_a_late_renewal_counts_from_the_day_of_passing(award, certification, rep, sit, now):
    sit(rep, certification, at=now + days(380))

    assert Award.objects.whole().get(supersedes=award).last_day == now.date() + days(380 + 365)


def test_nothing_is_renewed_before_the_window_opens(award, certification, rep, sit, now):
    with pytest.raises(NotNow, match="Renewal opens on April 17, 2027"):
        sit(rep, certification, at=now + days(300))


def test_nobody_begins_a_first_run_beside_a_valid_certificate_whoever_opens_it(rep, admin, certification, award):
    last = award.valid_until - timedelta(microseconds=1)

    for begin in (
        lambda now: open_cycle(learner=rep, certification=certification, path="initial", now=now),
        lambda now: reopen(learner=rep, certification=certification, by=admin, now=now),
    ):
        with pytest.raises(NotNow, match="holds a valid certificate"):
            begin(last)

    assert not Cycle.objects.open().exists()
    assert reopen(learner=rep, certification=certification, by=admin, now=award.valid_until).path == "initial"


def test_a_new_award_after_a_revocation_starts_a_new_series(award, certification, rep, admin, sit, now):
    revoke_award(award, by=admin, public_text="To be repeated.", now=now + days(1))
    with pytest.raises(NotNow):
        sit(rep, certification, at=now + days(2))
    open_cycle(learner=rep, certification=certification, path="initial", now=now + days(2))

    sit(rep, certification, at=now + days(3))

    new = Award.objects.whole().latest("pk")
    assert new.supersedes is None
    assert new.series != award.series
    assert Award.objects.whole().get(pk=award.pk).status(now + days(4)) == "revoked"


def test_a_revocation_opens_nothing_and_a_second_one_changes_nothing(award, certification, rep, admin, now):
    revoke_award(award, by=admin, public_text="To be repeated.", now=now + days(1))
    revoke_award(award, by=admin, public_text="Something else.", now=now + days(2))
    open_due_renewals(now=now + days(400))

    assert not Cycle.objects.open().exists()
    assert AwardEvent.objects.filter(kind="revoked").count() == 1


def test_events_are_chained_by_their_digests(award, admin, now):
    revoke_award(
        award, by=admin, public_text={"en": "To be repeated.", "zh-hans": "需重做。"}, internal_note="See the call of May.", now=now
    )

    issued, revoked = AwardEvent.objects.filter(award=award).order_by("number")
    assert revoked.previous_sha256 == issued.sha256
    assert [event_digest(event) for event in (issued, revoked)] == [issued.sha256, revoked.sha256]


def test_a_name_that_cannot_be_printed_holds_the_award_back_until_it_is_changed(certification, cycle, rep, sit, standing_of, now):
    rep.academy_person.certificate_name = "𠮷田 Rep"
    rep.academy_person.save()

    sit(rep, certification, at=now)
    assert not Award.objects.exists()
    assert standing_of(rep, certification).state == "in_progress"
    assert standing_of(rep, certification).done == standing_of(rep, certification).total

    register_person(
        user=rep, name=rep.academy_person.name, team=rep.academy_person.team, certificate_name="吉田 Rep", now=now + timedelta(hours=1)
    )
    assert Award.objects.get().holder.name == "吉田 Rep"


def test_the_snapshot_keeps_titles_and_people_as_they_were(award, certification, team):
    certification.title = {"en": "Another title"}
    certification.save()

    snapshot = Award.objects.get().snapshot

    assert snapshot["certification"]["title"] == {"en": "Certified Fast-Deal Seller", "zh-hans": "快单销售认证"}
    assert [each["name"]["en"] for each in snapshot["signatories"]] == ["Pmm", "Manager"]
    assert "Rep" not in str({key: value for key, value in snapshot.items() if key != "signatories"})
