"""Regrades: what is looked at is what is applied, and what is undone is as if it had never been."""

from datetime import timedelta
from fractions import Fraction

import pytest
from django.apps import apps
from django.core import serializers

from quizzes.actions import (
    ActionRefused,
    Plan,
    RegradeOutOfDate,
    create_question,
    mark_answer,
    revise_question,
    start_attempt,
    submit_attempt,
)
from quizzes.models import Attempt, AttemptSlot, QuestionVersion, Quiz, Regrade, seams
from tests.quizzes import specs
from tests.quizzes.marking import essay_of
from tests.quizzes.regrades import apply_regrade, dry_run, looked, undo_regrade

KEY, FULL, DROP = Regrade.Method.NEW_KEY, Regrade.Method.FULL_MARKS, Regrade.Method.DROP


def rows_of_every_table():
    models = [model for label in ("academy_quizzes", "auth") for model in apps.get_app_config(label).get_models()]
    return {model._meta.label: serializers.serialize("json", model._default_manager.order_by("pk")) for model in models}


def scores():
    return {one.learner.username: (one.points, one.max_points, one.passed, one.counts_as_pass) for one in Attempt.objects.order_by("pk")}


@pytest.fixture
def regraded(pmm, now):
    """Look, then apply: `regraded(Plan(...))`."""

    def regrade(plan, **fields):
        return apply_regrade(**{"seen": looked(plan, by=pmm), "reason": "Wrong key", "by": pmm, "now": now, **fields})

    return regrade


def test_a_dry_run_writes_nothing_and_tells_nobody(rep, stranger, pmm, paper, sit, newer, told):
    sit(rep, paper, "c", True, False)
    sit(stranger, paper, "b", True, False)
    plan = Plan(paper, (newer(),), KEY, keeps_higher=False)
    before = rows_of_every_table()

    run = dry_run(plan, user=pmm)

    assert rows_of_every_table() == before
    assert not told
    assert [(row.learner, row.before.points, row.after.points, row.turns) for row in run.effects.rows] == [
        ("Learner 1", "1 / 3", "2 / 3", "better"),
        ("Learner 2", "2 / 3", "1 / 3", "worse"),
    ]


def test_a_new_key_marks_every_answer_again(rep, stranger, paper, sit, newer, regraded, told):
    better, worse = sit(rep, paper, "c", True, False), sit(stranger, paper, "b", True, False)

    regraded(Plan(paper, (newer(),), KEY, keeps_higher=False))

    assert scores() == {"rep": (2, 3, True, True), "stranger": (1, 3, False, False)}
    assert sorted(told) == sorted([(better.pk, 2, True), (worse.pk, 1, False)])


def test_where_nobody_loses_the_higher_mark_stays_and_a_pass_stays_a_pass(rep, stranger, paper, sit, newer, regraded, told):
    better = sit(rep, paper, "c", True, False)
    sit(stranger, paper, "b", True, False)

    regraded(Plan(paper, (newer(),), KEY, keeps_higher=True))

    assert scores() == {"rep": (2, 3, True, True), "stranger": (2, 3, True, True)}
    assert told == [(better.pk, 2, True)]


@pytest.mark.parametrize(
    ("method", "expected"),
    [
        (FULL, {"rep": (2, 3, True, True), "stranger": (2, 3, True, True)}),
        # 1 of 2 is below the line; 1 of 2 after 2 of 3 would be a loss.
        (DROP, {"rep": (1, 2, False, False), "stranger": (2, 3, True, True)}),
    ],
)
def test_full_marks_and_dropping(rep, stranger, paper, sit, first, regraded, method, expected):
    sit(rep, paper, "a", True, False)
    sit(stranger, paper, "b", True, False)

    regraded(Plan(paper, (first,), method))

    assert scores() == expected


def test_dropping_may_cost_where_that_is_wanted(stranger, paper, sit, first, regraded):
    sit(stranger, paper, "b", True, False)

    regraded(Plan(paper, (first,), DROP, keeps_higher=False))

    assert scores() == {"stranger": (1, 2, False, False)}


@pytest.mark.parametrize("method", Regrade.Method.values)
@pytest.mark.parametrize("keeps_higher", [True, False])
def test_undoing_restores_every_row(rep, stranger, pmm, paper, sit, newer, regraded, now, method, keeps_higher):
    sit(rep, paper, "c", True, False)
    sit(stranger, paper, "b", True, False)
    version, before = newer(), None
    before = rows_of_every_table()

    undo_regrade(regraded(Plan(paper, (version,), method, keeps_higher=keeps_higher)), by=pmm, now=now + timedelta(days=1))

    after = rows_of_every_table()
    assert {table for table in before if before[table] != after[table]} == {
        "academy_quizzes.Regrade",
        "academy_quizzes.RegradeLine",
        "academy_quizzes.RegradeVerdict",
    }


def test_undoing_tells_of_the_verdicts_that_change_back_and_only_once(rep, pmm, paper, sit, newer, regraded, told, now):
    attempt = sit(rep, paper, "c", True, False)
    regrade = regraded(Plan(paper, (newer(),), KEY))

    undo_regrade(regrade, by=pmm, now=now)
    undo_regrade(regrade, by=pmm, now=now)

    assert told == [(attempt.pk, 2, True), (attempt.pk, 1, False)]


def test_applying_the_same_dry_run_twice_is_one_regrade(rep, pmm, paper, sit, newer, regraded, told, now):
    sit(rep, paper, "c", True, False)
    plan = Plan(paper, (newer(),), KEY)
    seen = looked(plan, by=pmm)

    assert regraded(plan, seen=seen) == apply_regrade(seen=seen, reason="x", by=pmm, now=now)

    assert len(told) == Regrade.objects.count() == 1


def test_what_changed_since_it_was_looked_at_is_not_applied(rep, stranger, pmm, paper, sit, newer, regraded, told, now):
    sit(rep, paper, "c", True, False)
    unfinished = sit(stranger, paper, "c", True, False, hand_in=False)
    plan = Plan(paper, (newer(),), KEY)
    seen = looked(plan, by=pmm)
    submit_attempt(unfinished, now=unfinished.started_at)

    with pytest.raises(RegradeOutOfDate):
        apply_regrade(seen=seen, reason="Wrong key", by=pmm, now=now)

    assert not Regrade.objects.exists()
    assert not told


def test_the_later_of_two_regrades_is_undone_first(rep, pmm, paper, sit, newer, first, regraded, now):
    sit(rep, paper, "c", True, False)
    earlier = regraded(Plan(paper, (newer(),), KEY))
    later = regraded(Plan(paper, (first,), FULL, keeps_higher=False))

    with pytest.raises(ActionRefused, match="Undo that one first"):
        undo_regrade(earlier, by=pmm, now=now)
    undo_regrade(later, by=pmm, now=now)
    undo_regrade(earlier, by=pmm, now=now)

    assert scores() == {"rep": (1, 3, False, False)}


def test_an_open_attempt_is_left_alone_and_said(rep, stranger, pmm, paper, sit, newer, regraded):
    sit(rep, paper, "c", True, False)
    unfinished = sit(stranger, paper, "c", True, False, hand_in=False)
    plan = Plan(paper, (newer(),), KEY)

    run = dry_run(plan, user=pmm)
    regraded(plan)

    assert run.open == 1
    assert submit_attempt(unfinished, now=unfinished.started_at).points == 1
    assert regraded(plan).verdicts.count() == 1


def test_a_key_with_other_choices_is_refused_by_name(rep, pmm, paper, sit, newer):
    sit(rep, paper, "c", True, False)
    version = newer({**specs.single(), "choices": [specs.choice(one, right=one == "c") for one in "abce"]})

    with pytest.raises(ActionRefused, match=r"choices: d is missing .* choices: e is new"):
        dry_run(Plan(paper, (version,), KEY), user=pmm)


def test_a_key_that_is_not_newer_is_refused(rep, pmm, paper, sit, first):
    sit(rep, paper, "c", True, False)

    with pytest.raises(ActionRefused, match="no version after version 1"):
        dry_run(Plan(paper, (first,), KEY), user=pmm)


def test_the_right_sides_of_a_matching_question_have_to_stay(rep, pmm, bank, make_quiz, now):
    question = create_question(bank=bank, external_id="m", kind="matching", spec=specs.matching(), now=now)
    quiz = make_quiz("matching", draw=1)
    submit_attempt(start_attempt(learner=rep, quiz=quiz, now=now), now=now)
    spec = specs.matching()
    spec["pairs"][0]["right"], spec["pairs"][1]["right"] = spec["pairs"][1]["right"], spec["pairs"][0]["right"]
    revise_question(question, kind="matching", spec=spec, by=pmm, now=now)

    with pytest.raises(ActionRefused, match="right sides are not the same"):
        dry_run(Plan(quiz, (question.versions.get(number=1),), KEY), user=pmm)


def test_what_would_change_nothing_is_refused(rep, pmm, paper, sit, newer, regraded):
    sit(rep, paper, "c", True, False)
    plan = Plan(paper, (newer(),), KEY)
    regraded(plan)

    with pytest.raises(ActionRefused, match="change nothing"):
        dry_run(plan, user=pmm)


def test_not_every_question_can_be_dropped(rep, pmm, paper, sit):
    sit(rep, paper, "c", True, False)

    with pytest.raises(ActionRefused, match="no question left"):
        dry_run(Plan(paper, tuple(QuestionVersion.objects.answered_in(paper)), DROP, keeps_higher=False), user=pmm)


def test_a_reason_is_asked_for(rep, paper, sit, newer, regraded):
    sit(rep, paper, "c", True, False)

    with pytest.raises(ActionRefused, match="Say why"):
        regraded(Plan(paper, (newer(),), KEY), reason="  ")


# Answers that wait for a person


def test_dropping_the_essay_gives_the_verdict_and_undoing_takes_it_back(rep, pmm, make_pitch, handing_in, regraded, told, now):
    quiz = make_pitch()
    attempt = handing_in(rep, quiz)
    waiting = (None, 3, None, False)

    regrade = regraded(Plan(quiz, (essay_of(attempt).version,), DROP))
    assert scores() == {"rep": (1, 1, True, True)}
    undo_regrade(regrade, by=pmm, now=now)

    assert scores() == {"rep": waiting}
    assert Attempt.objects.waiting().get() == attempt
    assert AttemptSlot.objects.left_to(pmm).get() == essay_of(attempt)
    assert [(points, passed) for _pk, points, passed in told] == [(1, True), (None, None)]


def test_an_essay_has_no_key(rep, pmm, make_pitch, handing_in):
    quiz = make_pitch()
    version = essay_of(handing_in(rep, quiz)).version

    with pytest.raises(ActionRefused, match="marked by people and has no key"):
        dry_run(Plan(quiz, (version,), KEY), user=pmm)


def test_an_attempt_that_waits_keeps_waiting_and_is_marked_with_what_was_regraded(rep, pmm, make_pitch, handing_in, regraded, now):
    quiz = make_pitch()
    attempt = handing_in(rep, quiz, right=False)
    version = attempt.slots.get(version__kind="single").version

    regrade = regraded(Plan(quiz, (version,), DROP))
    assert scores() == {"rep": (None, 2, None, False)}
    mark_answer(essay_of(attempt), marker=pmm, mark=Fraction(1), now=now)
    assert scores() == {"rep": (2, 2, True, True)}
    undo_regrade(regrade, by=pmm, now=now)

    assert scores() == {"rep": (2, 3, True, True)}


# Several attempts that count together, and what rests upon a verdict


def test_other_attempts_that_count_together_are_judged_again(rep, pmm, paper, sit, newer, regraded, told, now):
    Quiz.objects.filter(pk=paper.pk).update(keep=Quiz.Keep.FIRST, max_attempts=0)
    paper.refresh_from_db()
    one, two = sit(rep, paper, "c", True, False), sit(rep, paper, "b", True, True)
    plan = Plan(paper, (newer(),), KEY)

    regrade = regraded(plan)

    assert list(Attempt.objects.counting_as_pass()) == [one]
    undo_regrade(regrade, by=pmm, now=now)
    assert not Attempt.objects.counting_as_pass().exists()
    assert {pk for pk, *_rest in told} == {one.pk}
    assert two.pk not in {pk for pk, *_rest in told}


@pytest.fixture
def keeping(paper):
    """Let the paper keep something else, as often as wanted: `keeping("average")`."""

    def keep(what, **fields):
        Quiz.objects.filter(pk=paper.pk).update(keep=what, max_attempts=0, **fields)
        paper.refresh_from_db()
        return paper

    return keep


def counting():
    return [one.counts_as_pass for one in Attempt.objects.order_by("number")]


def test_undoing_judges_what_was_handed_in_since_and_lists_it(rep, pmm, keeping, sit, newer, regraded, told, now):
    paper = keeping("average", pass_percent=60)
    sit(rep, paper, "c", True, False)
    regrade = regraded(Plan(paper, (newer(),), KEY))
    two = sit(rep, paper, "c", True, False)
    assert counting() == [False, True]  # the average of 2/3 and 2/3
    told.clear()

    regrade = undo_regrade(regrade, by=pmm, now=now)

    assert counting() == [False, False]  # of 1/3 and 2/3
    assert two.pk in {pk for pk, *_rest in told}
    added = regrade.verdicts.get(attempt=two)
    assert (added.points_before, added.points_after, added.counted_before, added.counted_after) == (2, 2, False, True)


@pytest.mark.parametrize(
    ("keep", "before", "regraded_then", "undone_then"),
    [
        ("highest", [True, False], [True, True], [True, False]),
        ("first", [True, False], [True, False], [True, False]),
        ("latest", [False, False], [False, True], [False, False]),
        ("average", [False, False], [False, True], [False, False]),
    ],
)
def test_a_regrade_and_its_undoing_keep_what_each_rule_keeps(
    rep, pmm, keeping, sit, newer, regraded, now, keep, before, regraded_then, undone_then
):
    paper = keeping(keep)
    sit(rep, paper, "b", True, False)  # 2/3, and 2/3 of the line
    sit(rep, paper, "c", True, False)  # 1/3, and 2/3 with the right key
    assert counting() == before

    regrade = regraded(Plan(paper, (newer(),), KEY))
    assert counting() == regraded_then
    undo_regrade(regrade, by=pmm, now=now)

    assert counting() == undone_then


def test_undoing_gives_no_pass_back_that_a_later_attempt_has_taken(rep, pmm, keeping, sit, newer, regraded, now):
    paper = keeping("latest")
    sit(rep, paper, "b", True, False)
    regrade = regraded(Plan(paper, (newer(),), KEY, keeps_higher=False))
    sit(rep, paper, "a", False, False)

    undo_regrade(regrade, by=pmm, now=now)

    assert [(one.passed, one.counts_as_pass) for one in Attempt.objects.order_by("number")] == [(True, False), (False, False)]


def test_layers_above_name_what_rests_upon_the_verdicts_that_change(rep, stranger, pmm, paper, sit, newer, monkeypatch):
    sit(rep, paper, "c", True, False)
    sit(stranger, paper, "a", True, True)
    heard = []

    def reader(changes):
        heard.extend(changes)
        return [seams.Affected("Fast deals", "/c/", changes[0].learner_id, "would be met")]

    monkeypatch.setattr(seams, "_affected_readers", [])
    seams.register_affected(reader)

    run = dry_run(Plan(paper, (newer(),), KEY), user=pmm)

    assert [(change.learner_id, change.counted_before, change.counted_after) for change in heard] == [(rep.pk, False, True)]
    assert [(one.title, learner) for one, learner in run.effects.affected] == [("Fast deals", "Learner 1")]


def test_a_dry_run_costs_the_same_for_one_attempt_and_for_many(
    rep, stranger, manager, pmm, paper, sit, newer, django_assert_max_num_queries
):
    sit(rep, paper, "c", True, False)
    plan = Plan(paper, (newer(),), KEY)
    dry_run(plan, user=pmm)  # from here on the rights are remembered
    with django_assert_max_num_queries(45) as few:
        dry_run(plan, user=pmm)
    for learner in (stranger, manager):
        sit(learner, paper, "c", True, False)

    with django_assert_max_num_queries(45) as many:
        dry_run(plan, user=pmm)

    assert len(few) == len(many)
