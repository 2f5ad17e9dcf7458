"""Essays and texts without a question, through the doors of an attempt."""

import json

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from django.utils import timezone

from quizzes.actions import create_question, save_answer, start_attempt, submit_attempt
from quizzes.models import Quiz, QuizSlot
from quizzes.question_types.essay import words_in
from quizzes.reports import result_of, run_of
from tests.quizzes import specs
from tests.quizzes.by_hand import quiz_asking

pytestmark = pytest.mark.django_db

LONG = "Wir fragen. 我们去问。\n" * 3_300  # some 95,000 bytes as JSON


@pytest.fixture
def signed_in(client, rep):
    client.force_login(rep)
    return client


@pytest.fixture
def attempt(rep, bank, now):
    return start_attempt(learner=rep, quiz=quiz_asking(bank, "essay", specs.essay(), now=now), now=timezone.now())


def page_of(attempt, position=1):
    return reverse("academy_quizzes:attempt_question", args=[attempt.uuid, position])


def field(page):
    return BeautifulSoup(page.content, "html.parser").select_one("textarea[name=q1-text]").get_text().removeprefix("\n")


def words(page):
    return " ".join(BeautifulSoup(page.content, "html.parser").get_text(" ").split())


def answer_of(attempt):
    return attempt.slots.with_answers().get(position=1).answer


def test_an_essay_begins_with_the_author_s_words_and_comes_back_as_it_was_written(signed_in, attempt):
    begun = field(signed_in.get(page_of(attempt)))

    signed_in.post(page_of(attempt), {"q1-revision": 0, "go": "stay", "q1-text": "Dear owner,\r\n\r\n  I will ask.\r\n"})

    assert begun == "Dear owner"
    assert answer_of(attempt) == {"text": "Dear owner,\n\n  I will ask."}
    assert field(signed_in.get(page_of(attempt))) == "Dear owner,\n\n  I will ask."


def test_a_long_essay_is_saved_by_page_and_by_program(signed_in, attempt):
    assert 90_000 < len(json.dumps({"text": LONG}, ensure_ascii=False).encode()) < 100_000

    signed_in.post(page_of(attempt), {"q1-revision": 0, "q1-text": LONG})
    by_page = answer_of(attempt)
    saved = signed_in.put(
        reverse("academy_api:attempt-answer", args=[attempt.uuid, 1]),
        {"answer": {"text": f"More. {LONG}"}, "revision": 1},
        content_type="application/json",
    )

    assert by_page == {"text": LONG.strip()}
    assert saved.status_code == 200
    assert answer_of(attempt) == {"text": f"More. {LONG}".strip()}


def test_an_essay_that_is_too_long_is_refused_and_stays_in_its_field(signed_in, attempt):
    page = signed_in.post(page_of(attempt), {"q1-revision": 0, "q1-text": "x" * 100_001})

    assert page.status_code == 422
    assert "This answer is too long." in words(page)
    assert field(page) == "x" * 100_001
    assert answer_of(attempt) is None


def test_ten_megabytes_are_refused_before_they_are_read(signed_in, attempt):
    text = "x" * 10_000_000

    by_page = signed_in.post(page_of(attempt), {"q1-revision": 0, "q1-text": text})
    by_program = signed_in.put(
        reverse("academy_api:attempt-answer", args=[attempt.uuid, 1]),
        {"answer": {"text": text}, "revision": 0},
        content_type="application/json",
    )

    assert by_page.status_code == 413
    assert by_program.status_code == 413
    assert answer_of(attempt) is None


def test_too_few_words_are_told_and_saved(signed_in, attempt):
    before = words(signed_in.get(page_of(attempt)))

    signed_in.post(page_of(attempt), {"q1-revision": 0, "q1-text": "I ask"})

    after = words(signed_in.get(page_of(attempt)))
    assert "Between 3 and 200 words." in before
    assert "shorter than asked" not in before
    assert "The saved text has 2 words. That is shorter than asked." in after
    assert answer_of(attempt) == {"text": "I ask"}


@pytest.mark.parametrize(
    ("text", "count"), [("", 0), ("I'll ask the owner.", 4), ("我们去问", 4), ("问 the owner 吧", 4), ("98 % – e-mail", 2)]
)
def test_a_chinese_character_counts_as_a_word(text, count):
    assert words_in(text) == count


def test_an_essay_waits_for_a_person_and_a_blank_one_earns_nothing_at_once(rep, bank, now, attempt):
    save_answer(attempt, position=1, data={"text": "I will ask."}, revision=0, now=timezone.now())
    other = start_attempt(learner=rep, quiz=quiz_asking(bank, "essay", specs.essay(), now=now, slug="other"), now=timezone.now())

    waiting = submit_attempt(attempt, now=timezone.now())
    blank = submit_attempt(other, now=timezone.now())

    assert (waiting.is_waiting, waiting.passed) == (True, None)
    assert (blank.is_waiting, blank.passed, blank.score) == (False, False, 0)


@pytest.fixture
def told(rep, bank, now):
    """An attempt that begins with a text and asks one thing after it."""
    quiz = quiz_asking(bank, "description", specs.description(), now=now, shuffle_questions=False)
    question = create_question(bank=bank, external_id="after", kind="single", spec=specs.single(), now=now)
    QuizSlot.objects.create(quiz=quiz, question=question, sort_order=1)
    return start_attempt(learner=rep, quiz=quiz, now=timezone.now())


def test_a_text_is_shown_and_is_nothing_to_answer(signed_in, told):
    page = signed_in.get(page_of(told))

    assert "The next questions are about one customer." in words(page)
    assert "1 open" in words(page)
    assert signed_in.post(page_of(told), {"q1-revision": 0, "go": "next"}).url == page_of(told, 2)


def test_a_text_is_counted_nowhere(rep, told, now):
    run = run_of(told)
    save_answer(told, position=2, data=right_choice(told), revision=0, now=timezone.now())

    closed = submit_attempt(told, now=timezone.now())

    result = result_of(closed, learner=rep, language="en", now=timezone.now())
    assert (run.total, run.open, run.first_open) == (1, 1, 2)
    assert [item.position for item in run.to_look_at] == [2]
    assert (closed.max_points, closed.points, closed.passed) == (1, 1, True)
    assert [item.position for item in result.items] == [2]
    assert Quiz.objects.with_question_count().get(pk=told.quiz_id).questions == 1


def right_choice(attempt):
    slot = attempt.slots.select_related("version").get(position=2)
    return {"choice": next(token for token, one in slot.layout["options"] if one == "b")}


def test_the_summary_asks_for_no_answer_to_a_text(signed_in, told):
    save_answer(told, position=2, data=right_choice(told), revision=0, now=timezone.now())

    page = signed_in.get(reverse("academy_quizzes:attempt_summary", args=[told.uuid]))

    assert "The question is answered" in words(page)


def test_an_answer_to_a_text_is_refused(signed_in, told):
    refusal = signed_in.put(
        reverse("academy_api:attempt-answer", args=[told.uuid, 1]),
        {"answer": {"text": "I read it."}, "revision": 0},
        content_type="application/json",
    )

    assert refusal.status_code == 422


@pytest.fixture
def talk(rep, bank, now):
    return start_attempt(learner=rep, quiz=quiz_asking(bank, "scenario", specs.scenario(), now=now), now=timezone.now())


def say(client, attempt, label, *, revision):
    """Choose what reads so on the page, and send the page by its button."""
    form = BeautifulSoup(client.get(page_of(attempt)).content, "html.parser").select_one("form#question")
    path = [step["value"] for step in form.select("[type=hidden][name=q1-path]")]
    chosen = next(one for one in form.select("label.answer") if one.get_text(strip=True) == label).input["value"]
    return client.post(page_of(attempt), {"q1-revision": revision, "go": "stay", "q1-path": [*path, chosen]})


def test_a_conversation_is_held_step_by_step_without_javascript(signed_in, talk):
    first = words(signed_in.get(page_of(talk)))

    say(signed_in, talk, "Say b", revision=0)
    second = words(signed_in.get(page_of(talk)))
    say(signed_in, talk, "Say c", revision=1)
    last = words(signed_in.get(page_of(talk)))

    assert ("How fast can you be?" in first, "what does it cost" in first) == (True, False)
    assert ("After b" in second, "what does it cost" in second, "Say a" in second) == (True, True, False)
    assert "The conversation is over." in last
    assert submit_attempt(talk, now=timezone.now()).passed


def test_what_was_said_is_not_taken_back(signed_in, talk):
    say(signed_in, talk, "Say a", revision=0)
    slot = talk.slots.get(position=1)
    other = next(token for token, one in slot.layout["choices"] if one == "b")

    page = signed_in.post(page_of(talk), {"q1-revision": 1, "q1-path": [other]})
    cleared = signed_in.put(
        reverse("academy_api:attempt-answer", args=[talk.uuid, 1]), {"answer": None, "revision": 1}, content_type="application/json"
    )

    assert (page.status_code, cleared.status_code) == (422, 422)
    assert "What was said stays said." in words(page)
    assert answer_of(talk) == {"path": ["a"]}


def test_sending_a_conversation_as_it_stands_goes_on_to_the_next_question(signed_in, talk):
    say(signed_in, talk, "Say a", revision=0)
    token = talk.slots.get(position=1).layout["choices"]
    path = [one for one, choice in token if choice == "a"]

    page = signed_in.post(page_of(talk), {"q1-revision": 1, "q1-path": path, "go": "summary"})

    assert page.url == reverse("academy_quizzes:attempt_summary", args=[talk.uuid])
