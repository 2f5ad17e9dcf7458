"""Nobody decides about himself or herself: every verb of the quizzes, for a product marketer, a manager and an administrator."""

import json
from fractions import Fraction

import pytest
from django.urls import reverse

from academy.models import AuditEntry
from quizzes.actions import (
    ActionRefused,
    Grant,
    OwnMatter,
    Plan,
    grant_attempt,
    grant_override,
    mark_answer,
    revoke_override,
)
from quizzes.models import Attempt, AttemptWindow, Mark, QuizOverride, Regrade
from quizzes.permissions import may_decide_on
from tests.quizzes.editing import address
from tests.quizzes.marking import essay_of
from tests.quizzes.regrades import apply_regrade, dry_run, looked, undo_regrade

pytestmark = pytest.mark.django_db

FULL, DROP = Regrade.Method.FULL_MARKS, Regrade.Method.DROP
DECIDERS = ["pmm", "manager", "admin"]


@pytest.fixture(params=DECIDERS)
def decider(request):
    """Each of those who decide about others, one after the other."""
    return request.getfixturevalue(request.param)


@pytest.fixture
def regrade(now):
    """Look, then apply: `regrade(plan, by=pmm)`."""

    def apply(plan, *, by):
        return apply_regrade(seen=looked(plan, by=by), reason="Wrong key", by=by, now=now)

    return apply


def points():
    return {attempt.learner.username: attempt.points for attempt in Attempt.objects.all()}


def on_record():
    return {(entry.verb, entry.actor_id, entry.code) for entry in AuditEntry.objects.all() if entry.refused}


def test_the_rule_itself(pmm, rep):
    assert may_decide_on(pmm, rep)
    assert may_decide_on(pmm, rep.pk)
    assert not may_decide_on(pmm, pmm)
    assert not may_decide_on(pmm, pmm.pk)
    assert may_decide_on(None, pmm)


def test_nobody_marks_an_own_answer_neither_first_nor_second(decider, rep, make_pitch, handing_in, now):
    attempt = handing_in(decider, make_pitch(two_markers=True))
    mark_answer(essay_of(attempt), marker=rep, mark=Fraction(0), now=now)

    with pytest.raises(OwnMatter):
        mark_answer(essay_of(attempt), marker=decider, mark=Fraction(1), now=now)

    assert [mark.marker for mark in Mark.objects.all()] == [rep]
    assert on_record() == {("mark", decider.pk, "own_matter")}


@pytest.mark.parametrize("method", [FULL, DROP])
def test_a_regrade_leaves_the_attempts_of_whoever_applies_it_as_they_are(decider, rep, paper, sit, first, regrade, method):
    for learner in (rep, decider):
        sit(learner, paper, "c", True, False)
    plan = Plan(paper, (first,), method, keeps_higher=False)

    run = dry_run(plan, user=decider)
    done = regrade(plan, by=decider)

    assert run.own_left_out == "Your own attempt (1) is left as it is; somebody else has to regrade it."
    assert [verdict.attempt.learner for verdict in done.verdicts.all()] == [rep]
    assert [line.slot.attempt.learner for line in done.lines.all()] == [rep]
    assert points()[decider.username] == 1
    assert done.uncovered().of_applier == 1


def test_a_product_marketer_who_failed_does_not_pass_by_a_regrade_of_her_own(pmm, paper, sit, first):
    sit(pmm, paper, "c", True, False)

    with pytest.raises(ActionRefused, match=r"This would change nothing\. Your own attempt \(1\) is left as it is"):
        dry_run(Plan(paper, (first,), FULL), user=pmm)

    assert not Attempt.objects.get().passed


def test_somebody_else_regrades_what_was_left_out_and_only_that(pmm, admin, rep, paper, sit, first, regrade):
    for learner in (rep, pmm):
        sit(learner, paper, "c", True, False)
    plan = Plan(paper, (first,), FULL)
    earlier = regrade(plan, by=pmm)

    later = regrade(plan, by=admin)

    assert [verdict.attempt.learner for verdict in later.verdicts.all()] == [pmm]
    assert earlier.uncovered().of_applier == 0


def test_nobody_applies_what_somebody_else_looked_at_to_an_own_attempt(pmm, admin, rep, paper, sit, first, now):
    for learner in (rep, pmm):
        sit(learner, paper, "c", True, False)
    plan = Plan(paper, (first,), FULL)
    seen = looked(plan, by=admin)

    with pytest.raises(ActionRefused, match="have changed since you looked"):
        apply_regrade(seen=seen, reason="Mine too", by=pmm, now=now)

    assert points() == {"rep": 1, "pmm": 1}
    assert on_record() == {("regrade.apply", pmm.pk, "out_of_date")}


def test_nobody_undoes_a_regrade_that_touched_an_own_attempt(decider, rep, make_person, paper, sit, first, regrade, now):
    sit(decider, paper, "c", True, False)
    other = make_person("other", job_role="pmm")
    done = regrade(Plan(paper, (first,), FULL), by=other)

    with pytest.raises(OwnMatter, match="so somebody else has to undo it"):
        undo_regrade(done, by=decider, now=now)

    done.refresh_from_db()
    assert done.undone_at is None
    assert points() == {decider.username: 2}
    assert on_record() == {("regrade.undo", decider.pk, "own_matter")}


def test_the_page_and_the_api_say_so(client, pmm, admin, rep, paper, sit, first, regrade):
    for learner in (rep, pmm):
        sit(learner, paper, "c", True, False)
    client.force_login(pmm)

    choices = {"versions": first.uuid, "method": "full_marks", "keeps_higher": "on"}
    page = client.post("/academy/regrades/paper/", choices, follow=True)
    body = {"quiz": "paper", "versions": [str(first.uuid)], "method": "full_marks"}
    run = client.post(reverse("academy_api:regrade-dry-run"), json.dumps(body), content_type="application/json").json()

    assert "Your own attempt (1) is left as it is; somebody else has to regrade it." in page.text
    assert (run["own"], len(run["rows"])) == (1, 1)


def test_the_page_of_a_regrade_offers_no_undoing_of_an_own_matter(client, pmm, admin, paper, sit, first, regrade):
    sit(pmm, paper, "c", True, False)
    done = regrade(Plan(paper, (first,), FULL), by=admin)
    client.force_login(pmm)

    page = client.get(f"/academy/regrades/paper/{done.uuid}/")
    tried = client.post(f"/academy/regrades/paper/{done.uuid}/undo/", follow=True)
    program = client.post(reverse("academy_api:regrade-undo", args=[done.uuid]))

    assert "so somebody else has to undo it" in page.text
    assert "Undo this regrade" not in page.text
    assert "so somebody else has to undo it" in tried.text
    assert (program.status_code, program.json()["code"]) == (409, "own_matter")


def test_the_page_says_whose_attempts_were_left_out(client, pmm, admin, rep, paper, sit, first, regrade):
    for learner in (rep, pmm):
        sit(learner, paper, "c", True, False)
    done = regrade(Plan(paper, (first,), FULL), by=pmm)
    client.force_login(admin)

    page = client.get(f"/academy/regrades/paper/{done.uuid}/")

    assert "1 attempt of whoever applied this was left as it was; somebody else has to regrade it." in " ".join(page.text.split())


def test_nobody_makes_an_exception_for_a_group_with_oneself_in_it(decider, rep, paper, now):
    with pytest.raises(OwnMatter):
        grant_override(quiz=paper, learners=[rep, decider], grant=Grant(extra_attempts=1), reason="All of us", by=decider, now=now)

    assert not QuizOverride.objects.exists()
    assert on_record() == {("exception.grant", decider.pk, "own_matter")}


def test_nobody_takes_back_an_exception_of_their_own(decider, rep, paper, now):
    (own,) = grant_override(quiz=paper, learners=[decider], grant=Grant(extra_attempts=1), reason="Fire alarm", by=rep, now=now)

    with pytest.raises(OwnMatter):
        revoke_override(own, by=decider, now=now)

    own.refresh_from_db()
    assert own.revoked_at is None
    assert on_record() == {("exception.take_back", decider.pk, "own_matter")}


def test_the_office_refuses_both_in_a_sentence(client, admin, rep, paper, now):
    (own,) = grant_override(quiz=paper, learners=[admin], grant=Grant(extra_attempts=1), reason="Fire alarm", by=rep, now=now)
    client.force_login(admin)

    page = client.post(address("quiz", "take_back", paper.pk, own.uuid), follow=True)

    own.refresh_from_db()
    assert "Nobody can take back an exception of their own." in page.text
    assert own.revoked_at is None


def test_nobody_grants_themselves_one_more_attempt(decider, paper, now):
    with pytest.raises(OwnMatter):
        grant_attempt(quiz=paper, learner=decider, reason="Once more", by=decider, now=now)

    assert not AttemptWindow.objects.exists()
    assert on_record() == {("attempt.grant", decider.pk, "own_matter")}


def test_a_newer_key_changes_nothing_of_what_its_author_handed_in(pmm, paper, sit, newer):
    attempt = sit(pmm, paper, "c", True, False)

    newer()

    attempt.refresh_from_db()
    assert (attempt.points, attempt.passed) == (1, False)
