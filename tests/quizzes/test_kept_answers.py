"""What is sent after the session had expired: all that an answer may hold is kept, or the learner is told."""

from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from quizzes.actions import create_question, start_attempt, submit_attempt
from quizzes.models import Quiz, QuizSlot, Response
from quizzes.question_types import question_type
from quizzes.views import kept
from tests.quizzes import specs
from tests.quizzes.by_hand import PDF, quiz_asking

pytestmark = pytest.mark.django_db

LONG = "Zeile für Zeile. " * (question_type("essay").largest_answer // 19)


@pytest.fixture
def attempt(rep, bank, now):
    """Three essays on one page."""
    quiz = Quiz.objects.create(slug="essays", title={"en": "Essays"}, questions_per_page=0, max_attempts=0, published_at=now)
    for place in range(3):
        question = create_question(bank=bank, external_id=f"e{place}", kind="essay", spec=specs.essay(), now=now)
        QuizSlot.objects.create(quiz=quiz, question=question, sort_order=place)
    return start_attempt(learner=rep, quiz=quiz, now=timezone.now())


def page_of(attempt):
    return reverse("academy_quizzes:attempt_question", args=[attempt.uuid, 1])


def test_three_of_the_longest_answers_are_kept_through_the_login(client, rep, attempt):
    fields = {f"q{place}-text": f"{place} {LONG}" for place in (1, 2, 3)}
    client.post(page_of(attempt), {**fields, **{f"q{place}-revision": "0" for place in (1, 2, 3)}, "go": "next"})

    client.force_login(rep)
    page = client.get(page_of(attempt)).content.decode()

    assert len(LONG) > 80_000
    assert "was kept and is saved now" in page
    saved = Response.objects.order_by("slot__position").values_list("answer__text", flat=True)
    assert list(saved) == [f"{place} {LONG}".strip() for place in (1, 2, 3)]


def test_what_is_more_than_any_page_holds_is_not_kept_and_the_learner_is_told(client, rep, attempt):
    sent = {"q1-text": "x" * (kept.LARGEST + 1), "q1-revision": "0"}
    client.post(page_of(attempt), sent)

    client.force_login(rep)

    assert "The answer you sent while signed out could not be saved." in client.get(page_of(attempt)).content.decode()
    assert not Response.objects.exists()


def test_a_visitor_without_an_open_attempt_puts_nothing_into_the_session(client, attempt):
    submit_attempt(attempt, now=timezone.now())

    for uuid in (attempt.uuid, uuid4()):
        page = client.post(reverse("academy_quizzes:attempt_question", args=[uuid, 1]), {"q1-text": "x", "q1-revision": "0"})
        assert page.status_code == 302
    assert not client.session.items()


def test_a_file_is_not_kept_and_the_learner_is_told(client, rep, bank, now):
    quiz = quiz_asking(bank, "upload", specs.SPECS["upload"], now=now)
    attempt = start_attempt(learner=rep, quiz=quiz, now=timezone.now())
    client.post(page_of(attempt), {"q1-upload": SimpleUploadedFile("pitch.pdf", PDF), "q1-revision": "0"})

    client.force_login(rep)

    assert "The file you sent while signed out was not kept. Hand it in again." in client.get(page_of(attempt)).content.decode()
