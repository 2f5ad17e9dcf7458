"""Nobody decides about himself or herself: every verb of certification, for a product marketer, a manager and an administrator."""

import pytest
from django.urls import reverse
from wagtail.models import ModelLogEntry

from academy.certification.actions import (
    NotTheOwner,
    change_owner,
    open_cycle,
    reopen,
    review_practice,
    revoke_award,
    sign_off,
    submit_practice,
)
from academy.certification.actions.refusals import NotOneself
from academy.certification.models import Award, Cycle, PracticeReview, SignOff
from academy.models import AuditEntry
from tests.certification.conftest import requirement
from tests.certification.test_admin import address, certification_form
from tests.editing import save

pytestmark = pytest.mark.django_db


@pytest.fixture(params=["pmm", "manager", "admin"])
def decider(request):
    """Each of those who decide about others, one after the other."""
    return request.getfixturevalue(request.param)


@pytest.fixture
def run(decider, make_certification, now):
    """The decider's own run, with a practice and a sign-off."""
    certification = make_certification("ADV", practice=True, sign_off=True)
    return open_cycle(learner=decider, certification=certification, path="initial", now=now)


@pytest.fixture
def own_award(decider, certification, sit, now):
    open_cycle(learner=decider, certification=certification, path="initial", now=now)
    sit(decider, certification, at=now)
    return Award.objects.whole().get(learner=decider)


def on_record():
    return {(entry.verb, entry.actor_id, entry.code) for entry in AuditEntry.objects.all() if entry.refused}


def test_nobody_reviews_an_own_practice(decider, run, now):
    practice = requirement(run, "practice")
    submission = submit_practice(cycle=run, requirement=practice, note="Done", now=now)

    with pytest.raises(NotOneself):
        review_practice(submission, reviewer=decider, points={}, now=now)

    assert not PracticeReview.objects.exists()
    assert on_record() == {("practice.review", decider.pk, "not_oneself")}


def test_nobody_signs_off_for_oneself(decider, run, now):
    with pytest.raises(NotOneself):
        sign_off(cycle=run, requirement=requirement(run, "sign_off"), by=decider, now=now)

    assert not SignOff.objects.exists()
    assert on_record() == {("sign_off", decider.pk, "not_oneself")}


def test_nobody_revokes_an_own_certificate(decider, own_award, now):
    with pytest.raises(NotOneself, match="of his or her own"):
        revoke_award(own_award, by=decider, public_text="Gone", now=now)

    assert not Award.objects.whole().get().is_revoked
    assert on_record() == {("award.revoke", decider.pk, "not_oneself")}


def test_nobody_opens_an_own_certification_again(decider, admin, make_person, own_award, certification, now):
    other = make_person("other", job_role="admin")
    revoke_award(own_award, by=other, public_text="Withdrawn", now=now)

    with pytest.raises(NotOneself):
        reopen(learner=decider, certification=certification, by=decider, now=now)

    assert not Cycle.objects.open().exists()
    assert on_record() == {("certification.reopen", decider.pk, "not_oneself")}


def test_the_pages_refuse_in_a_sentence(client, pmm, certification, sit, now):
    open_cycle(learner=pmm, certification=certification, path="initial", now=now)
    sit(pmm, certification, at=now)
    award = Award.objects.get()
    client.force_login(pmm)

    revoked = client.post(
        reverse("academy_certification:revoke", args=[award.serial]), {"public_text_en": "Gone", "public_text_zh-hans": ""}
    )

    assert not Award.objects.whole().get().is_revoked
    assert AuditEntry.objects.get(refused=True).code == "not_oneself"
    assert revoked.status_code == 422
    assert "Nobody can revoke a certificate of his or her own." in revoked.text


def test_a_revocation_is_on_record(award, admin, now):
    revoke_award(award, by=admin, public_text="Withdrawn", now=now)

    entry = AuditEntry.objects.get(verb="award.revoke")
    assert (entry.actor_id, entry.object_model, entry.object_key, entry.refused) == (
        admin.pk,
        "academy_certification.award",
        str(award.pk),
        False,
    )


@pytest.mark.parametrize("who", ["manager", "stranger", "other"])
def test_nobody_makes_himself_the_owner_of_a_certification(request, make_person, certification, owner, who, now):
    user = make_person("other", job_role="pmm") if who == "other" else request.getfixturevalue(who)

    with pytest.raises(NotTheOwner):
        change_owner(certification, owner=user, by=user, now=now)

    certification.refresh_from_db()
    assert certification.owner == owner
    assert on_record() == {("certification.owner", user.pk, "not_the_owner")}


@pytest.mark.parametrize("who", ["owner", "admin"])
def test_the_owner_or_an_administrator_hands_it_on_and_that_is_logged(request, certification, owner, manager, who, now):
    by = request.getfixturevalue(who)

    change_owner(certification, owner=manager, by=by, now=now)

    certification.refresh_from_db()
    assert certification.owner == manager
    logged = ModelLogEntry.objects.get(action="academy.certification.owner")
    assert (logged.user, logged.data) == (by, {"from": owner.pk, "to": manager.pk})
    assert [(entry.actor_id, entry.refused) for entry in AuditEntry.objects.filter(verb="certification.owner")] == [(by.pk, False)]


def test_an_owner_who_has_left_rules_over_nothing_any_more(certification, owner, manager, now):
    owner.is_active = False
    owner.save()

    with pytest.raises(NotTheOwner):
        change_owner(certification, owner=manager, by=owner, now=now)

    certification.refresh_from_db()
    assert certification.owner == owner


def test_the_form_refuses_another_author_and_says_who_may(client, make_person, certification, owner):
    other = make_person("other", job_role="pmm")
    client.force_login(other)
    edit = address("edit", "certification", certification.pk)

    shown = client.get(edit)
    answer = save(client, edit, certification_form(other))

    certification.refresh_from_db()
    assert "Only the owner or an academy administrator can hand it to somebody else." in shown.text
    assert "Only the owner of the certification" in str(answer.context["form"].errors["owner"])
    assert certification.owner == owner
    assert on_record() == {("certification.owner", other.pk, "not_the_owner")}


def test_another_author_saves_the_rest(client, make_person, certification, owner):
    other = make_person("other", job_role="pmm")
    client.force_login(other)
    sent = certification_form(other, proves_en="Something new.")
    del sent["owner"]

    answer = save(client, address("edit", "certification", certification.pk), sent)

    certification.refresh_from_db()
    assert answer.status_code == 302, answer.context["form"].errors
    assert (certification.owner, certification.proves["en"]) == (owner, "Something new.")


def test_the_owner_hands_it_on_in_the_form(client, owner, admin, certification):
    client.force_login(owner)

    answer = save(client, address("edit", "certification", certification.pk), certification_form(admin))

    certification.refresh_from_db()
    assert answer.status_code == 302, answer.context["form"].errors
    assert certification.owner == admin
    assert ModelLogEntry.objects.filter(action="academy.certification.owner").exists()
