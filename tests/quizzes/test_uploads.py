"""Files come in by the learner's own open question, are what they say, and go out as files only."""

import hashlib
from datetime import timedelta
from uuid import uuid4

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Permission
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from quizzes.actions import AttemptClosed, receive_upload, save_answer, start_attempt, submit_attempt
from quizzes.models import Upload
from quizzes.question_types.answers import AnswerError
from tests.quizzes import specs
from tests.quizzes.by_hand import DOCX, EXE, PDF, PNG, ZIP, quiz_asking

pytestmark = pytest.mark.django_db


@pytest.fixture
def pitch(bank, now):
    return quiz_asking(bank, "upload", specs.upload(), now=now)


@pytest.fixture
def attempt(rep, pitch):
    return start_attempt(learner=rep, quiz=pitch, now=timezone.now())


@pytest.fixture
def signed_in(client, rep):
    client.force_login(rep)
    return client


def file(content=PDF, name="pitch.pdf"):
    return SimpleUploadedFile(name, content)


def send(client, attempt, *, position=1, **fields):
    return client.post(reverse("academy_quizzes:attempt_upload", args=[attempt.uuid, position]), fields)


def page_of(attempt):
    return reverse("academy_quizzes:attempt_question", args=[attempt.uuid, 1])


def answer_of(attempt):
    return attempt.slots.with_answers().get(position=1).answer


def received(attempt, content=PDF, name="pitch.pdf", *, learner=None):
    return receive_upload(
        learner=learner or attempt.learner, attempt=attempt.uuid, position=1, file=file(content, name), now=timezone.now()
    )


@pytest.mark.parametrize(
    ("content", "name"), [(PDF, "pitch.pdf"), (PNG, "Slide 1.PNG"), (DOCX, "提案.docx"), (b"ID3" + b"\x00" * 40, "call.mp3")]
)
def test_a_file_is_kept_as_it_came(signed_in, attempt, content, name):
    said = send(signed_in, attempt, upload=file(content, name))

    upload = Upload.objects.get()
    assert said.status_code == 201
    assert said.json() == {"file": str(upload.uuid), "name": name, "size": len(content)}
    assert (upload.sha256, upload.file.read()) == (hashlib.sha256(content).hexdigest(), content)
    assert name not in upload.file.name


@pytest.mark.parametrize(
    ("content", "name", "sentence"),
    [
        (EXE, "pitch.pdf", "This file is not what its name says: it does not look like PDF."),
        (ZIP, "pitch.docx", "This file is not what its name says: it does not look like DOCX."),
        (PDF, "pitch.png", "This file is not what its name says: it does not look like PNG."),
        (EXE, "pitch.exe", "Files of this kind are not taken here. Hand in one of: PDF, PNG, DOCX, MP3."),
        (PDF, "pitch", "Files of this kind are not taken here. Hand in one of: PDF, PNG, DOCX, MP3."),
        (PDF, ".pdf", "Files of this kind are not taken here. Hand in one of: PDF, PNG, DOCX, MP3."),
        (b"\xff\xd8\xff\xe0", "photo.jpg", "Files of this kind are not taken here. Hand in one of: PDF, PNG, DOCX, MP3."),
        (b"", "pitch.pdf", "This file is empty."),
    ],
)
def test_a_file_that_is_not_what_is_asked_for_is_refused_in_a_sentence(signed_in, attempt, content, name, sentence):
    refusal = send(signed_in, attempt, upload=file(content, name))

    assert (refusal.status_code, refusal.json()) == (422, {"detail": sentence, "code": "invalid_answer"})
    assert not Upload.objects.exists()


def test_a_file_that_is_too_large_is_refused_with_the_limit(signed_in, attempt, settings):
    settings.ACADEMY = {**settings.ACADEMY, "UPLOAD_MAX_MIB": 1}

    fits = send(signed_in, attempt, upload=file(PDF.ljust(1024 * 1024, b"\0")))
    refusal = send(signed_in, attempt, upload=file(PDF.ljust(1024 * 1024 + 1, b"\0")))

    assert fits.status_code == 201
    assert (refusal.status_code, refusal.json()["detail"]) == (
        422,
        "This file is larger than 1 MiB. Hand in a smaller one, or a link to it.",
    )


def test_no_file_is_refused_in_a_sentence(signed_in, attempt):
    refusal = send(signed_in, attempt)

    assert (refusal.status_code, refusal.json()["detail"]) == (422, "Choose a file first.")


def test_the_same_file_again_is_the_same_upload(attempt):
    first, again = received(attempt), received(attempt, name="renamed.pdf")

    assert again == first
    assert Upload.objects.count() == 1


def test_no_question_takes_more_than_twenty_files(attempt):
    for number in range(20):
        received(attempt, PDF + str(number).encode())

    with pytest.raises(AnswerError, match="20 files were handed in for this question already"):
        received(attempt, PDF + b"more")
    assert received(attempt, PDF + b"3").pk  # one of the twenty


def test_a_stranger_finds_no_question_to_send_a_file_to(client, stranger, attempt):
    client.force_login(stranger)

    assert send(client, attempt, upload=file()).status_code == 404
    assert not Upload.objects.exists()


def test_a_visitor_is_asked_to_sign_in(client, attempt):
    assert send(client, attempt, upload=file()).url.endswith(page_of(attempt))


def test_an_attempt_that_was_handed_in_takes_no_file(signed_in, attempt):
    submit_attempt(attempt, now=timezone.now())

    refusal = send(signed_in, attempt, upload=file())

    assert (refusal.status_code, refusal.json()["code"]) == (409, "closed")
    assert not Upload.objects.exists()


def test_a_file_that_comes_after_the_deadline_and_its_grace_is_refused(rep, bank, now):
    pitch = quiz_asking(bank, "upload", specs.upload(), now=now, slug="timed", time_limit_minutes=10)
    attempt = start_attempt(learner=rep, quiz=pitch, now=now)
    end = now + timedelta(minutes=10)

    in_time = receive_upload(learner=rep, attempt=attempt.uuid, position=1, file=file(), now=end + timedelta(seconds=15))

    assert in_time.pk
    with pytest.raises(AttemptClosed):
        receive_upload(learner=rep, attempt=attempt.uuid, position=1, file=file(PNG, "a.png"), now=end + timedelta(seconds=16))


def test_a_question_that_takes_a_link_takes_no_file(rep, bank, now):
    attempt = start_attempt(learner=rep, quiz=quiz_asking(bank, "upload", specs.upload("link"), now=now), now=now)

    with pytest.raises(AnswerError, match="This question takes no file"):
        receive_upload(learner=rep, attempt=attempt.uuid, position=1, file=file(), now=now)


def test_the_page_takes_a_file_without_javascript_and_shows_it_again(signed_in, attempt):
    form = BeautifulSoup(signed_in.get(page_of(attempt)).content, "html.parser").select_one("form#question")

    signed_in.post(page_of(attempt), {"q1-revision": 0, "go": "stay", "q1-link": "", "q1-upload": file()})

    again = BeautifulSoup(signed_in.get(page_of(attempt)).content, "html.parser").select_one("form#question")
    upload = Upload.objects.get()
    assert form["enctype"] == "multipart/form-data"
    assert form.select_one("[type=file]")["accept"] == ".pdf,.png,.docx,.mp3"
    assert answer_of(attempt) == {"file": str(upload.uuid), "name": "pitch.pdf"}
    assert again.find("a", href=reverse("academy_quizzes:upload", args=[upload.uuid])).get_text() == "pitch.pdf"


def test_a_refused_file_is_told_on_the_page_and_what_was_saved_stays(signed_in, attempt):
    signed_in.post(page_of(attempt), {"q1-revision": 0, "q1-upload": file()})
    saved = answer_of(attempt)

    page = signed_in.post(page_of(attempt), {"q1-revision": 1, "q1-file": saved["file"], "q1-upload": file(EXE)})

    assert page.status_code == 422
    assert "it does not look like PDF" in page.content.decode()
    assert answer_of(attempt) == saved


def test_a_link_takes_the_place_of_a_file_and_a_file_of_a_link(signed_in, attempt):
    signed_in.post(page_of(attempt), {"q1-revision": 0, "q1-upload": file()})
    held = answer_of(attempt)

    signed_in.post(page_of(attempt), {"q1-revision": 1, "q1-file": held["file"], "q1-name": "x", "q1-link": "https://example.com/pitch"})
    linked = answer_of(attempt)
    signed_in.post(page_of(attempt), {"q1-revision": 2, "q1-link": "https://example.com/pitch", "q1-upload": file()})

    assert linked == {"link": "https://example.com/pitch"}
    assert answer_of(attempt) == held


def test_an_answer_names_its_file_as_it_was_handed_in(attempt):
    upload = received(attempt)

    save_answer(attempt, position=1, data={"file": str(upload.uuid), "name": "winner.exe"}, revision=0, now=timezone.now())

    assert answer_of(attempt) == {"file": str(upload.uuid), "name": "pitch.pdf"}


def test_an_answer_cannot_name_the_file_of_another_attempt_or_none_at_all(attempt, stranger, pitch):
    theirs = received(start_attempt(learner=stranger, quiz=pitch, now=timezone.now()))

    for uuid in (theirs.uuid, uuid4()):
        with pytest.raises(AnswerError, match="names a file that was not handed in for this question"):
            save_answer(attempt, position=1, data={"file": str(uuid)}, revision=0, now=timezone.now())
    assert answer_of(attempt) is None


def test_a_file_is_given_as_a_file_and_nothing_else(signed_in, attempt):
    upload = received(attempt, name='we "win".pdf')

    answer = signed_in.get(reverse("academy_quizzes:upload", args=[upload.uuid]))

    assert b"".join(answer.streaming_content) == PDF
    assert answer["Content-Disposition"] == 'attachment; filename="we \\"win\\".pdf"'
    assert (answer["Content-Type"], answer["X-Content-Type-Options"]) == ("application/octet-stream", "nosniff")
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"


def test_only_its_learner_sees_a_file_and_a_marker_once_it_was_handed_in(client, attempt, stranger, pmm):
    upload = received(attempt)
    address = reverse("academy_quizzes:upload", args=[upload.uuid])
    pmm.user_permissions.add(Permission.objects.get(codename="add_mark"))

    client.force_login(stranger)
    assert client.get(address).status_code == 404
    client.force_login(pmm)
    assert client.get(address).status_code == 404
    submit_attempt(attempt, now=timezone.now())
    assert client.get(address).status_code == 200


def test_a_file_that_is_gone_from_the_storage_is_not_found(signed_in, attempt):
    upload = received(attempt)
    upload.file.storage.delete(upload.file.name)

    assert signed_in.get(reverse("academy_quizzes:upload", args=[upload.uuid])).status_code == 404


def test_nothing_is_left_in_the_storage_of_a_file_that_was_refused(attempt):
    for number in range(20):
        received(attempt, PDF + str(number).encode())
    storage = Upload.objects.first().file.storage
    before = len(storage.listdir("attempts")[1])

    with pytest.raises(AnswerError):
        received(attempt, PDF + b"more")

    assert len(storage.listdir("attempts")[1]) == before


def test_handing_in_a_file_waits_for_a_person(attempt):
    upload = received(attempt)
    save_answer(attempt, position=1, data={"file": str(upload.uuid)}, revision=0, now=timezone.now())

    closed = submit_attempt(attempt, now=timezone.now())

    assert (closed.is_waiting, closed.passed) == (True, None)


def test_a_name_is_shown_without_folders_and_tricks(attempt):
    odd = ContentFile(PDF, name="..\\..\\a\u202efdp.\x01pdf")

    upload = receive_upload(learner=attempt.learner, attempt=attempt.uuid, position=1, file=odd, now=timezone.now())

    assert upload.name == "afdp.pdf"
