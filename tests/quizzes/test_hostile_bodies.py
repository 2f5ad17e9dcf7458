"""Bodies that no page sends: refused in a sentence, or read without harm, and never a failure of the server."""

import json
from datetime import UTC, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from academy.desk.forms.exception import ExceptionForm
from quizzes.actions import start_attempt
from quizzes.forms.exceptions import GrantForm
from quizzes.models import Quiz, QuizOverride
from quizzes.question_types import question_type
from quizzes.question_types.answers import AnswerError
from tests.quizzes import specs
from tests.quizzes.by_hand import quiz_asking

pytestmark = pytest.mark.django_db

ZONES = ["UTC", "Asia/Shanghai", "America/New_York"]
FAR = [
    "0001-01-01T00:00:00",
    "9999-12-31T23:59:59",
    "0001-01-01T00:00:00+08:00",
    "9999-12-31T23:59:59-05:00",
    "0001-01-01T00:00:00Z",
    "9999-12-31T23:59:59Z",
]


@pytest.fixture
def asked(rep, bank):
    """The slot of a fresh attempt at a question of this kind."""

    def ask(kind, spec=None):
        quiz = quiz_asking(bank, kind, spec or specs.SPECS[kind], now=timezone.now())
        return start_attempt(learner=rep, quiz=quiz, now=timezone.now()).slots.select_related("version", "attempt").get()

    return ask


@pytest.fixture
def put(client, rep):
    """Send a raw body for an answer."""
    client.force_login(rep)

    def send(slot, raw):
        address = reverse("academy_api:attempt-answer", args=[slot.attempt.uuid, slot.position])
        return client.put(address, raw if isinstance(raw, str) else json.dumps(raw), content_type="application/json")

    return send


@pytest.mark.parametrize("digits", [65, 310, 400, 4000])
def test_a_number_of_very_many_digits_is_refused(asked, put, digits):
    page = put(asked("numeric"), '{"answer": {"value": %s}, "revision": 0}' % ("9" * digits))

    assert (page.status_code, page.json()["detail"]) == (422, "This number is too long.")


def test_a_number_of_very_many_digits_is_refused_in_a_gap_too(asked, put):
    slot = asked("cloze")
    gaps = {token: ("9" * 400 if one == "2" else "") for token, one in slot.layout["gaps"]}

    page = put(slot, json.dumps({"answer": {"gaps": gaps}, "revision": 0}).replace(f'"{"9" * 400}"', "9" * 400))

    assert (page.status_code, page.json()["detail"]) == (422, "This number is too long.")


@pytest.mark.parametrize("sent", [10**400, -(10**309), pytest.param(10**5000, id="5000 digits"), 1e308, float("inf"), float("nan"), True])
def test_the_reader_itself_refuses_them_wherever_it_is_used(sent):
    with pytest.raises(AnswerError):
        question_type("numeric").read(specs.SPECS["numeric"], {}, {"value": sent})


@pytest.mark.parametrize("sent", [12, -7, 11.5])
def test_numbers_that_are_none_of_this_are_read_as_ever(sent):
    assert question_type("numeric").read(specs.SPECS["numeric"], {}, {"value": sent}) == {"value": str(sent)}


# Nested


@pytest.mark.parametrize("depth", [30, 900, 5000, 100_000])
def test_a_body_nested_very_deep_is_refused(asked, put, depth):
    slot = asked("numeric")
    for inside in ("%s", '{"answer": %s, "revision": 0}', '{"answer": {"value": %s}, "revision": 0}'):
        page = put(slot, inside % ("[" * depth + "]" * depth))

        assert (page.status_code, page.json()["detail"]) == (400, "What was sent is nested too deeply to be read.")


def test_objects_nested_very_deep_are_refused_at_every_door(client, rep, quiz):
    client.force_login(rep)

    page = client.post(reverse("academy_api:attempt-list"), '{"quiz":' * 5000 + "1" + "}" * 5000, content_type="application/json")

    assert page.status_code == 400


# Clocks


@pytest.mark.parametrize("zone", ZONES)
def test_a_clock_that_says_no_time_is_noted_as_nothing_and_loses_no_answer(asked, put, settings, zone):
    settings.TIME_ZONE = zone
    slot = asked("numeric")

    for revision, client_at in enumerate([*FAR, "+010000-01-01T00:00:00.000Z", "yesterday", 7, ["x"], {}]):
        page = put(slot, {"answer": {"value": str(revision)}, "revision": revision, "client_at": client_at})

        assert page.status_code == 200, client_at
        saved = slot.responses.latest("revision")
        assert (saved.answer, saved.client_at) == ({"value": str(revision)}, None)


@pytest.mark.parametrize("zone", ZONES)
def test_a_clock_that_is_off_is_noted_and_the_one_of_the_server_decides(asked, put, settings, zone):
    settings.TIME_ZONE = zone
    slot = asked("numeric")

    for revision, days in enumerate([-1, 1, -20_000]):
        before = timezone.now()
        off = before + timedelta(days=days)
        page = put(slot, {"answer": {"value": str(revision)}, "revision": revision, "client_at": off.isoformat()})

        assert page.status_code == 200
        saved = slot.responses.latest("revision")
        assert saved.client_at == off
        assert before <= saved.received_at <= timezone.now()


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize("name", ["opens_at", "closes_at"])
def test_an_exception_until_the_end_of_the_calendar_is_refused(client, admin, rep, quiz, settings, zone, name):
    settings.TIME_ZONE = zone
    client.force_login(admin)

    for at in FAR:
        body = {"quiz": quiz.slug, "learner": "rep", "reason": "Reads slowly.", name: at}
        page = client.post(reverse("academy_api:override-list"), json.dumps(body), content_type="application/json")

        assert (page.status_code, page.json()["detail"]) == (400, f"{name}: This date is too far away to be kept.")
    assert not QuizOverride.objects.exists()


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize("at", FAR[:2])
def test_the_forms_of_an_exception_and_of_a_quiz_refuse_it_too(rep, quiz, settings, zone, at):
    settings.TIME_ZONE = zone
    with timezone.override(zone):
        grant = GrantForm({"learners": [rep.pk], "opens_at": at, "closes_at": at, "reason": "So"}, quiz=quiz)
        exception = ExceptionForm({"quiz": quiz.pk, "closes_at": at, "reason": "So"}, now=timezone.now())

        assert {"opens_at", "closes_at"} <= grant.errors.keys()
        assert "closes_at" in exception.errors


def test_a_quiz_opens_and_closes_at_moments_that_can_be_kept():
    with pytest.raises(Exception, match="too far away"):
        Quiz(slug="far", opens_at=parse_datetime(FAR[0]).replace(tzinfo=UTC)).clean()


# Halves of characters


@pytest.mark.parametrize("sent", [r'{"method": "\ud800"}', r'{"versions": ["\udfff"]}', r'{"quiz": {"\ud800": 1}}'])
def test_a_half_of_a_character_is_refused_in_a_sentence(client, pmm, quiz, sent):
    client.force_login(pmm)
    whole = {"quiz": quiz.slug, "versions": [], "method": "drop", "keeps_higher": True, **json.loads(sent)}

    page = client.post(reverse("academy_api:regrade-dry-run"), json.dumps(whole), content_type="application/json")

    assert (page.status_code, page.json()["detail"]) == (400, "What was sent holds characters that cannot be stored.")
