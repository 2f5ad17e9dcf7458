"""A check whose question the learner has in an open attempt: answered and kept, but no key is told, unless the quiz is open book."""

from datetime import timedelta

import pytest
from django.urls import reverse

from courses.models import StepCompletion
from quizzes.actions import open_window, publish_quiz, start_attempt, submit_attempt
from quizzes.models import Attempt, Quiz, QuizSlot

pytestmark = pytest.mark.django_db

LESSON = "/academy/courses/desk-essentials/lesson-2/"
API = "/academy/api/v1/courses/desk-essentials/lessons/lesson-2/"
TELLING = ("Because check-1.", "Well seen.", "your answer, right", "your answer, wrong")


@pytest.fixture
def as_rep(client, rep, lessons):
    client.force_login(rep)
    return client


@pytest.fixture
def answer(as_rep, question):
    """Answer the check as a page does: `answer("This one")`."""

    def answer(words):
        check = next(piece for piece in as_rep.get(API).json()["body"] if "check" in piece)
        token = next(option["token"] for option in check["question"]["options"] if option["text"] == words)
        address = reverse("academy_courses:lesson_check", args=["desk-essentials", "lesson-2", question.uuid])
        return as_rep.post(address, {"choice": token}, follow=True).content.decode()

    return answer


@pytest.fixture
def sitting(rep, question, now):
    """Begin a quiz that asks the question of the check: `sitting("graded", open_book=True)`."""

    def begin(purpose, **fields):
        quiz = Quiz.objects.create(slug="asks-it", title={"en": "Asks it"}, purpose=purpose, max_attempts=0, **fields)
        QuizSlot.objects.create(quiz=quiz, question=question)
        open_window(quiz=publish_quiz(quiz, now=now), learner=rep, now=now)
        return start_attempt(learner=rep, quiz=quiz, now=now + timedelta(minutes=1))

    return begin


@pytest.mark.parametrize("purpose", ["graded", "certification"])
def test_while_a_quiz_asks_it_a_check_keeps_its_key_back_and_leads_to_the_attempt(as_rep, answer, sitting, purpose):
    answer("This one")
    attempt = sitting(purpose)

    shown = as_rep.get(LESSON).content.decode()
    answered = answer("That one")

    for page in (shown, answered):
        assert "You see what is right once that attempt is handed in." in page
        assert f'href="/academy/attempts/{attempt.uuid}/"' in page
        assert not [words for words in TELLING if words in page]


def test_before_it_is_answered_it_says_so_too_and_the_lesson_is_done_all_the_same(as_rep, answer, sitting):
    sitting("graded")

    before = as_rep.get(LESSON).content.decode()
    answer("That one")

    assert "You see what is right once that attempt is handed in." in before
    assert "Check my answer" in before
    assert StepCompletion.objects.exists()


def test_a_program_is_told_which_attempt_holds_it_back(as_rep, answer, sitting):
    answer("This one")
    attempt = sitting("graded")

    body = as_rep.get(API)
    check = next(piece for piece in body.json()["body"] if "check" in piece)

    assert (check["state"], check["held_by"]) == ("withheld", str(attempt.uuid))
    assert not [words for words in TELLING if words in body.content.decode()]


def test_once_it_is_handed_in_the_check_tells_again(as_rep, answer, sitting, now):
    answer("This one")
    attempt = sitting("graded")

    submit_attempt(attempt, now=now + timedelta(minutes=5))

    assert "Because check-1." in as_rep.get(LESSON).content.decode()


@pytest.mark.parametrize(("purpose", "fields"), [("graded", {"open_book": True}), ("practice", {})])
def test_an_open_book_and_practice_keep_nothing_back(as_rep, answer, sitting, purpose, fields):
    sitting(purpose, **fields)

    assert "Because check-1." in answer("This one")


def test_what_was_open_book_when_it_began_stays_so(as_rep, answer, sitting):
    attempt = sitting("graded", open_book=True)
    Quiz.objects.filter(pk=attempt.quiz_id).update(open_book=False)

    assert "Because check-1." in answer("This one")


def test_an_attempt_from_before_there_were_open_books_is_not_one(as_rep, answer, sitting):
    attempt = sitting("graded")
    Attempt.objects.filter(pk=attempt.pk).update(rules_kept={})

    assert "Because check-1." not in answer("This one")


def test_the_other_check_of_the_lesson_tells_as_ever(as_rep, lessons, ask, answer, sitting, now):
    other = ask("check-2")
    lessons[1].body = [*((block.block_type, block.value) for block in lessons[1].body), ("check", other)]
    lessons[1].save_revision().publish()
    answer("This one")
    sitting("graded")

    shown = [piece for piece in as_rep.get(API).json()["body"] if "check" in piece]
    token = next(option["token"] for option in shown[1]["question"]["options"] if option["text"] == "That one")
    address = reverse("academy_courses:lesson_check", args=["desk-essentials", "lesson-2", other.uuid])
    page = as_rep.post(address, {"choice": token}, follow=True).content.decode()

    assert [one["state"] for one in shown] == ["withheld", "open"]
    assert "Because check-2." in page
    assert "Because check-1." not in page
    assert StepCompletion.objects.filter(step_key=lessons[1].translation_key).exists()


def test_another_learner_is_told(as_rep, answer, sitting, stranger):
    sitting("graded")
    as_rep.force_login(stranger)

    assert "Because check-1." in answer("This one")


@pytest.mark.parametrize(
    ("open_book", "words"),
    [
        (True, "Open book: you may look things up."),
        (False, "While your attempt is open, checks in lessons do not give away the answers to its questions."),
    ],
)
def test_the_page_before_a_quiz_says_which_it_is(as_rep, quiz, open_book, words):
    Quiz.objects.filter(pk=quiz.pk).update(open_book=open_book)

    assert words in as_rep.get(f"/academy/quizzes/{quiz.slug}/").content.decode()
