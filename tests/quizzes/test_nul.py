"""A NUL, which PostgreSQL neither stores nor looks for, comes through no door."""

import json

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from quizzes.actions import receive_upload, start_attempt, submit_attempt
from quizzes.forms.fields import WordsField
from quizzes.models import AttemptRequest, AttemptSlot, Mark, Quiz, QuizOverride, Regrade
from tests.quizzes import specs
from tests.quizzes.by_hand import PDF, quiz_asking

pytestmark = pytest.mark.django_db

NUL = "a\x00b"


@pytest.fixture(autouse=True)
def strict(settings):
    """The database as strict about it as PostgreSQL is, in texts and in JSON, in a host without our middleware."""
    settings.MIDDLEWARE = [name for name in settings.MIDDLEWARE if name != "academy.middleware.WithoutNul"]

    def look(execute, sql, params, many, context):
        for row in (params or ()) if many else [params or ()]:
            for one in row:
                if isinstance(one, str) and ("\x00" in one or "\\u0000" in one):
                    raise ValueError("A string literal cannot contain NUL (0x00) characters.")
        return execute(sql, params, many, context)

    with connection.execute_wrapper(look):
        yield


def used_up(rep, bank):
    """A quiz whose only attempt is used up."""
    quiz = quiz_asking(bank, "single", specs.SPECS["single"], now=timezone.now())
    Quiz.objects.filter(pk=quiz.pk).update(max_attempts=1)
    submit_attempt(start_attempt(learner=rep, quiz=quiz, now=timezone.now()), now=timezone.now())
    return quiz


def test_a_learner_who_asks_is_heard_without_it(client, rep, bank):
    quiz = used_up(rep, bank)
    client.force_login(rep)

    page = client.post(reverse("academy_quizzes:attempt_ask", args=[quiz.slug]), {"words": f"Please {NUL}"})

    assert page.status_code == 302
    assert AttemptRequest.objects.get().words == "Please ab"


@pytest.mark.parametrize("name", ["quiz", "question", "page"])
def test_the_queue_of_a_marker_is_not_narrowed_by_it(client, rep, pmm, make_pitch, handing_in, name):
    handing_in(rep, make_pitch())
    client.force_login(pmm)

    for address in ("academy_quizzes:marking", "academy_api:marking-list"):
        page = client.get(reverse(address), {name: NUL})
        no_page = name == "page" and address == "academy_api:marking-list"
        assert page.status_code == (404 if no_page else 200)
    assert AttemptSlot.objects.among(quiz=NUL, question=NUL).count() == AttemptSlot.objects.count() > 0


@pytest.mark.parametrize("name", ["certification", "team", "state", "person"])
def test_there_are_no_standings_of_it(client, admin, name):
    client.force_login(admin)

    page = client.get(reverse("academy_api:standing-list"), {name: NUL})

    assert (page.status_code, page.json()["results"]) == (200, [])


def test_a_marker_who_comments_with_it_is_told(client, rep, pmm, make_pitch, handing_in):
    answer = handing_in(rep, make_pitch()).slots.get(version__kind="essay")
    client.force_login(pmm)

    by_api = client.post(
        reverse("academy_api:marking-mark", args=[answer.pk]),
        json.dumps({"levels": {"r1": 0, "r2": 0, NUL: 1}, "comment": NUL}),
        content_type="application/json",
    )
    by_page = client.post(
        reverse("academy_quizzes:marking_answer", args=[answer.pk]), {"comment": NUL, "level-r1": 0, "level-r2": 0, "seen": 0}
    )

    assert (by_api.status_code, by_page.status_code) == (400, 422)
    assert not Mark.objects.exists()


def test_a_reason_with_it_is_refused(client, admin, pmm, rep, quiz, paper, sit, newer, first):
    sit(rep, paper, "c", True, False)
    newer()
    client.force_login(admin)
    granted = client.post(
        reverse("academy_api:override-list"),
        json.dumps({"quiz": quiz.slug, "learner": NUL, "extra_minutes": 5, "reason": NUL}),
        content_type="application/json",
    )
    regrading = {"quiz": paper.slug, "versions": [str(first.uuid)], "method": "new_key", "keeps_higher": False}
    run = client.post(reverse("academy_api:regrade-dry-run"), json.dumps(regrading), content_type="application/json")
    applied = client.post(
        reverse("academy_api:regrade-list"), json.dumps({**regrading, **run.json(), "reason": NUL}), content_type="application/json"
    )

    assert (granted.status_code, run.status_code, applied.status_code) == (400, 200, 400)
    assert not QuizOverride.objects.exists()
    assert not Regrade.objects.exists()


@pytest.mark.parametrize(
    ("kind", "data"), [("essay", {"text": NUL}), ("short_text", {"value": NUL}), ("upload", {"link": f"https://a.example/{NUL}"})]
)
def test_an_answer_with_it_is_refused_at_both_doors(client, rep, bank, kind, data):
    quiz = quiz_asking(bank, kind, specs.SPECS[kind], now=timezone.now())
    attempt = start_attempt(learner=rep, quiz=quiz, now=timezone.now())
    client.force_login(rep)
    fields = {f"q1-{name}": value for name, value in data.items()}

    by_api = client.put(
        reverse("academy_api:attempt-answer", args=[attempt.uuid, 1]),
        json.dumps({"answer": data, "revision": 0}),
        content_type="application/json",
    )
    by_page = client.post(reverse("academy_quizzes:attempt_question", args=[attempt.uuid, 1]), {**fields, "q1-revision": "0"})

    assert (by_api.status_code, by_page.status_code) == (422, 422)


def test_a_tag_holds_none():
    with pytest.raises(ValidationError):
        WordsField().clean(f"fast, {NUL}")


def test_the_key_of_an_answer_holds_none(client, rep, bank):
    quiz = quiz_asking(bank, "numeric", specs.SPECS["numeric"], now=timezone.now())
    attempt = start_attempt(learner=rep, quiz=quiz, now=timezone.now())
    client.force_login(rep)

    page = client.put(
        reverse("academy_api:attempt-answer", args=[attempt.uuid, 1]),
        json.dumps({"answer": {"value": "1"}, "revision": 0, "key": NUL}),
        content_type="application/json",
    )

    assert page.status_code == 400


def test_the_name_of_a_file_loses_it(rep, bank):
    quiz = quiz_asking(bank, "upload", specs.SPECS["upload"], now=timezone.now())
    attempt = start_attempt(learner=rep, quiz=quiz, now=timezone.now())

    kept = receive_upload(learner=rep, attempt=attempt.uuid, position=1, file=ContentFile(PDF, name="pi\x00tch.pdf"), now=timezone.now())

    assert kept.name == "pitch.pdf"
