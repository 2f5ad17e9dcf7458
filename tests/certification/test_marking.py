"""An essay in an exam: nothing passes while somebody has yet to mark it."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.urls import reverse

from academy.certification.actions import open_cycle, repair
from academy.certification.models import Award
from quizzes.actions import create_question, publish_quiz, save_answer
from quizzes.models import Allowance, Attempt, Quiz, QuizSlot
from quizzes.models.seams import after, before
from tests.quizzes import specs

pytestmark = pytest.mark.django_db

ESSAY = {"stem": {"en": "Tell the story of a fast deal."}}


@pytest.fixture(autouse=True)
def clock(clock_at, now):
    """Every page of these tests is read ten minutes after the exam was begun."""
    clock_at(now + timedelta(minutes=10))


@pytest.fixture
def essay_exam(bank, now):
    """An essay and a single choice, with one attempt; 60 percent pass."""
    quiz = Quiz.objects.create(
        slug="story", title={"en": "The story"}, purpose=Quiz.Purpose.CERTIFICATION, pass_percent=60, max_attempts=1, review="certification"
    )
    asked = [("story", "essay", ESSAY), ("choice", "single", specs.single())]
    for place, (name, kind, spec) in enumerate(asked):
        question = create_question(bank=bank, external_id=name, kind=kind, spec=spec, now=now)
        QuizSlot.objects.create(quiz=quiz, question=question, sort_order=place)
    return publish_quiz(quiz, now=now)


@pytest.fixture
def storyteller(make_certification, essay_exam, rep, now):
    """The certification that asks for that exam alone, under way for the rep."""
    certification = make_certification("STO", exam=essay_exam)
    open_cycle(learner=rep, certification=certification, path="initial", now=now)
    return certification


@pytest.fixture
def handed_in(client, rep, storyteller, essay_exam):
    """The rep's attempt, begun and handed in by the doors, with the choice right."""
    client.force_login(rep)
    client.post(reverse("academy_quizzes:attempt_start", args=[essay_exam.slug]))
    attempt = Attempt.objects.of(rep).at(essay_exam).get()
    for slot in attempt.slots.select_related("version"):
        data = {"text": "We met, we agreed, we signed."} if slot.version.kind == "essay" else specs.right_data(slot)
        save_answer(attempt, position=slot.position, data=data, revision=0, now=attempt.started_at)
    client.post(reverse("academy_quizzes:attempt_submit", args=[attempt.uuid]))
    return Attempt.objects.get(pk=attempt.pk)


@pytest.fixture
def mark(client, pmm, handed_in):
    """A product marketer marks the essay at the grading desk: `mark("1")` for all of its points."""

    def mark(share):
        essay = handed_in.slots.get(version__kind="essay")
        client.force_login(pmm)
        return client.post(reverse("academy_quizzes:marking_answer", args=[essay.pk]), {"points": share, "comment": "", "seen": "0"})

    return mark


def words(answer):
    return " ".join(answer.content.decode().split())


def test_an_essay_waiting_means_no_certificate(client, rep, storyteller, handed_in, standing_of, now):
    repair(now=now + timedelta(hours=1))

    standing = standing_of(rep, storyteller)

    assert handed_in.is_waiting
    assert (standing.state, standing.waiting_since) == ("awaiting_review", handed_in.submitted_at)
    assert not Award.objects.exists()
    assert Allowance.used_up(rep, attempts=[handed_in]) == []


def test_once_it_is_marked_with_a_pass_the_certificate_comes(client, rep, storyteller, handed_in, mark, standing_of):
    answer = mark("1")

    assert answer.status_code == 302
    assert Award.objects.get(learner=rep).certification == storyteller
    assert standing_of(rep, storyteller).state == "certified"


def test_a_mark_that_does_not_pass_fails_the_exam(client, rep, storyteller, handed_in, mark, standing_of):
    mark("0")

    assert standing_of(rep, storyteller).state == "failed"
    assert not Award.objects.exists()
    assert Allowance.used_up(rep, attempts=list(Attempt.objects.of(rep).with_quiz())) == [handed_in.quiz]


def test_the_pages_of_the_learner_say_that_it_is_being_marked_and_no_score(client, rep, storyteller, handed_in, essay_exam, now):
    pages = [reverse("academy_certification:certification", args=[storyteller.slug]), reverse("academy_desk:home")]

    said = [words(client.get(page)) for page in pages]

    assert "Your exam is being marked." in said[0]
    assert "A person marks your answers, and you need do nothing until then." in said[1]
    assert all("being marked" in page for page in said)
    assert not any("None" in page or "not passed" in page or "Go to the exam" in page for page in said)
    assert after(handed_in, rep, now).headline == "Your exam is being marked"


def test_another_attempt_is_not_begun_while_one_is_being_marked(client, rep, storyteller, handed_in, essay_exam, now):
    Quiz.objects.filter(pk=essay_exam.pk).update(max_attempts=3)

    for door in (
        reverse("academy_certification:exam_start", args=[storyteller.slug]),
        reverse("academy_quizzes:attempt_start", args=[essay_exam.slug]),
    ):
        page = words(client.post(door, follow=True))
        assert "Your last attempt is being marked." in page

    assert before(essay_exam, rep, now).bars_start
    assert Attempt.objects.of(rep).count() == 1


def test_the_manager_reads_that_it_is_being_marked(client, manager, rep, handed_in):
    client.force_login(manager)

    page = words(client.get(reverse("academy_desk:person", args=[rep.academy_person.uuid])))

    assert "The story: handed in, being marked" in page
    assert "None %" not in page
    assert "No attempt is left" not in page


def test_ticks_and_repairs_change_nothing_while_it_waits(rep, storyteller, handed_in, standing_of, capsys):
    before = standing_of(rep, storyteller)

    for command in ("academy_tick", "academy_repair", "academy_tick"):
        call_command(command)

    after = standing_of(rep, storyteller)
    assert (after.state, after.changed_at) == (before.state, before.changed_at)
    assert not Award.objects.exists()
