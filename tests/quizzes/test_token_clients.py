"""A program with a token hands in files and asks for one more attempt, as a person on the pages does."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import APIToken

from quizzes.actions import start_attempt, submit_attempt
from quizzes.models import AttemptRequest, Quiz, Upload
from tests.quizzes import specs
from tests.quizzes.by_hand import EXE, PDF, quiz_asking

pytestmark = pytest.mark.django_db


class Program:
    """A client that has a token and no session; forms without a token of their own are refused to sessions."""

    def __init__(self, user, name="program"):
        self.client = Client(enforce_csrf_checks=True)
        _token, key = APIToken.create_token(user=user, name=name)
        self.headers = {"Authorization": f"Bearer {key}"}

    def post(self, name, *args, **body):
        return self.client.post(reverse(f"academy_api:{name}", args=args), json.dumps(body), "application/json", headers=self.headers)

    def put(self, attempt, **body):
        address = reverse("academy_api:attempt-answer", args=[attempt.uuid, 1])
        return self.client.put(address, json.dumps(body), "application/json", headers=self.headers)

    def hand_in_file(self, attempt, content=PDF, *, position=1, name="pitch.pdf", **fields):
        address = reverse("academy_api:attempt-upload", args=[attempt.uuid, position])
        return self.client.post(address, {"upload": SimpleUploadedFile(name, content), **fields}, headers=self.headers)


@pytest.fixture
def pitch(bank, now):
    return quiz_asking(bank, "upload", specs.upload(), now=now)


@pytest.fixture
def attempt(rep, pitch):
    return start_attempt(learner=rep, quiz=pitch, now=timezone.now())


@pytest.fixture
def program(rep):
    return Program(rep)


def test_a_file_is_handed_in_and_named_by_an_answer(program, attempt):
    received = program.hand_in_file(attempt)
    named = program.put(attempt, answer={"file": received.json()["file"], "name": "pitch.pdf"}, revision=0)

    upload = Upload.objects.get()
    assert (received.status_code, received.json()) == (201, {"file": str(upload.uuid), "name": "pitch.pdf", "size": len(PDF)})
    assert named.status_code == 200
    assert attempt.slots.with_answers().get().answer["file"] == str(upload.uuid)


def test_the_same_file_again_is_kept_once(program, attempt):
    assert program.hand_in_file(attempt).json() == program.hand_in_file(attempt).json()
    assert Upload.objects.count() == 1


def test_a_file_that_is_larger_than_any_answer_is_taken(program, attempt, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1000

    assert program.hand_in_file(attempt, PDF + b"\x00" * 5000 + PDF).status_code == 201


def test_a_file_over_the_limit_of_the_academy_is_refused(program, attempt, settings):
    settings.ACADEMY = {**settings.ACADEMY, "UPLOAD_MAX_MIB": 1}

    refused = program.hand_in_file(attempt, PDF + b"\x00" * 1024 * 1024 + PDF)

    assert (refused.status_code, refused.json()["code"]) == (422, "invalid_answer")
    assert "1 MiB" in refused.json()["detail"]


def test_a_file_that_is_not_what_it_says_is_refused(program, attempt):
    refused = program.hand_in_file(attempt, EXE)

    assert (refused.status_code, refused.json()["code"]) == (422, "invalid_answer")
    assert not Upload.objects.exists()


def test_without_a_file_or_with_more_than_one_field_nothing_is_kept(program, attempt):
    missing = program.post("attempt-upload", attempt.uuid, 1)
    forged = program.hand_in_file(attempt, uploaded_at="2020-01-01")

    assert (missing.status_code, missing.json()["detail"]) == (400, "upload: Choose a file first.")
    assert (forged.status_code, "uploaded_at" in forged.json()["detail"]) == (400, True)
    assert not Upload.objects.exists()


def test_a_closed_attempt_takes_no_file(program, attempt):
    submit_attempt(attempt, now=timezone.now())

    refused = program.hand_in_file(attempt)

    assert (refused.status_code, refused.json()["code"]) == (409, "closed")


def test_somebody_elses_question_and_one_that_is_none_are_not_there(stranger, program, attempt):
    assert Program(stranger).hand_in_file(attempt).status_code == 404
    assert program.hand_in_file(attempt, position=2).status_code == 404


def test_another_device_hands_in_no_file(rep, pitch, program):
    Quiz.objects.filter(pk=pitch.pk).update(single_device=True)
    attempt = start_attempt(learner=rep, quiz=Quiz.objects.get(pk=pitch.pk), now=timezone.now(), device="desk")

    refused = program.hand_in_file(attempt)

    assert (refused.status_code, refused.json()["code"]) == (409, "elsewhere")
    assert not Upload.objects.exists()


# One more attempt


@pytest.fixture
def used_up(rep, make_quiz, questions):
    quiz = make_quiz(max_attempts=1)
    submit_attempt(start_attempt(learner=rep, quiz=quiz, now=timezone.now()), now=timezone.now())
    return quiz


def test_one_more_attempt_is_asked_for_once(program, used_up, rep):
    first, second = (program.post("quiz-ask", used_up.slug, words=words) for words in ("The network was down.", "Please!"))

    asked = AttemptRequest.objects.get(learner=rep, quiz=used_up)
    assert (first.status_code, first.json()["words"]) == (201, "The network was down.")
    assert first.json() == second.json()
    assert asked.words == "The network was down."


def test_it_is_not_asked_for_while_one_is_left(program, quiz):
    refused = program.post("quiz-ask", quiz.slug)

    assert (refused.status_code, refused.json()["code"]) == (409, "refused")
    assert not AttemptRequest.objects.exists()


def test_a_request_takes_no_other_field(program, used_up):
    refused = program.post("quiz-ask", used_up.slug, answered_at="2020-01-01")

    assert (refused.status_code, "answered_at" in refused.json()["detail"]) == (400, True)
    assert not AttemptRequest.objects.exists()


def test_a_draft_cannot_be_asked_for(program, make_quiz, questions):
    assert program.post("quiz-ask", make_quiz("draft", published=False).slug).status_code == 404
