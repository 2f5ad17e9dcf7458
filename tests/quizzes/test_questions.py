"""Writing and changing questions."""

import copy

import pytest

from quizzes.actions import SpecError, create_question, revise_question, start_attempt
from quizzes.models import Question
from tests.quizzes import specs

pytestmark = pytest.mark.django_db


def changed(spec, **fields):
    return {**copy.deepcopy(spec), **fields}


def test_a_new_question_is_published_as_its_first_version(bank, pmm, now):
    question = create_question(bank=bank, external_id="clock", kind="single", spec=specs.single(), now=now, by=pmm, level=2)

    version = question.versions.get()
    assert (version.number, version.published_at, version.made_by) == (1, now, pmm)
    assert list(Question.objects.in_use()) == [question]


def test_a_faulty_question_is_refused_with_every_fault(bank, now):
    faulty = changed(specs.single(), choices=[specs.choice("a"), specs.choice("a")])

    with pytest.raises(SpecError) as refusal:
        create_question(bank=bank, external_id="clock", kind="single", spec=faulty, now=now)

    assert len(refusal.value.messages) >= 2
    assert not Question.objects.exists()


def test_what_nobody_has_answered_is_amended(questions, pmm, now):
    version = revise_question(
        questions[0], kind="single", spec=changed(specs.single(), stem={"en": "New?", "zh-hans": "新？"}), by=pmm, now=now
    )

    assert version.number == 1
    assert questions[0].versions.get().spec["stem"]["en"] == "New?"


def test_what_an_attempt_pinned_is_kept_and_the_change_gets_a_new_number(rep, exam, questions, pmm, now):
    attempt = start_attempt(learner=rep, quiz=exam, now=now)

    version = revise_question(
        questions[0], kind="single", spec=changed(specs.single(), stem={"en": "New?", "zh-hans": "新？"}), by=pmm, now=now
    )

    assert version.number == 2
    assert attempt.slots.get(version__question=questions[0]).version.spec == specs.single()


def test_a_missing_language_may_be_added_to_a_used_version(rep, exam, questions, pmm, now):
    english = {"stem": {"en": "Is it?"}, "answer": True}
    revise_question(questions[2], kind="true_false", spec=english, by=pmm, now=now)
    start_attempt(learner=rep, quiz=exam, now=now)

    version = revise_question(
        questions[2], kind="true_false", spec=changed(english, stem={"en": "Is it?", "zh-hans": "是吗？"}), by=pmm, now=now
    )

    assert version.number == 1
    assert version.spec["stem"]["zh-hans"] == "是吗？"


def test_a_language_with_another_key_is_a_new_version(rep, exam, questions, pmm, now):
    start_attempt(learner=rep, quiz=exam, now=now)
    spec = specs.short_text(en=["ask"], de=["fragen"])

    version = revise_question(questions[4], kind="short_text", spec=spec, by=pmm, now=now)

    assert version.number == 2


def test_no_change_makes_no_version(rep, exam, questions, pmm, now):
    start_attempt(learner=rep, quiz=exam, now=now)

    version = revise_question(questions[0], kind="single", spec=specs.single(), by=pmm, now=now)

    assert version.number == 1
