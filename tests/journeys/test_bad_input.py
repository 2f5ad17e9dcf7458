"""What goes wrong in practice, at the doors everybody uses."""

import pytest
from django.core.management import call_command
from django.test import Client

from academy.certification.models import Award
from academy.people.models import Person
from courses.models import LessonPage
from quizzes.models import Attempt
from tests.journeys.visitor import Visitor, said

pytestmark = pytest.mark.usefixtures("merrowick")

QUIZ = "/academy/quizzes/security-and-data-trust/"
START = "form[action$='/start/']"
# The character is outside of every font that we ship.
UNPRINTABLE = "𠮷田"


@pytest.fixture
def noah():
    """In the middle of a quiz, at its first question."""
    noah = Visitor("noah.beck")
    noah.open(QUIZ)
    noah.send(START)
    return noah


def sits_exam(visitor):
    """Pass the exam that renews a fast-deal certificate."""
    visitor.go_to_exam("fast-deal-seller")
    visitor.send(START)
    visitor.answer_questions()
    return visitor.send("form[action$='/submit/']")


def test_an_answer_sent_after_the_session_expired_is_kept(noah):
    slot, learner = noah.slot(), noah.user
    del noah.client.cookies["sessionid"]

    login = noah.send("form#question", button=("go", "next"), **said(slot, right=True))
    back = noah.send("form.card", username="noah.beck", password="merrowick")

    assert "Your answer is kept" in login.text
    assert "was kept and is saved now" in back.text
    assert slot.responses.get().revision == 1
    assert noah.user == learner


def test_an_answer_kept_for_one_person_is_not_saved_for_another(noah):
    slot = noah.slot()
    del noah.client.cookies["sessionid"]

    noah.send("form#question", button=("go", "next"), **said(slot, right=True))
    back = noah.send("form.card", username="ji.mo", password="merrowick")

    assert back.status == 404
    assert not slot.responses.exists()


def test_handing_in_twice_shows_the_first_result(noah):
    noah.answer_questions(wrong=1)
    before = noah.page

    first = noah.send("form[action$='/submit/']")
    noah.page = before
    second = noah.send("form[action$='/submit/']")

    assert first.address == second.address
    assert first.soup.h1 == second.soup.h1
    assert Attempt.objects.of(noah.user).filter(quiz__slug="security-and-data-trust").count() == 1


def test_an_answer_after_handing_in_changes_nothing(noah):
    question, slot = noah.page, noah.slot()
    noah.answer_questions()
    noah.send("form[action$='/submit/']")
    noah.page = question

    result = noah.send("form#question", button=("go", "next"), **said(slot, right=False))

    assert result.address.endswith("/result/")
    assert slot.responses.count() == 1


@pytest.mark.parametrize("name", ["ji.mo", "wei.lan", "yuan.shan", "academy.admin"])
def test_an_attempt_of_somebody_else_does_not_exist(noah, name):
    attempt = noah.slot().attempt.uuid
    other = Visitor(name).client
    other.handler.enforce_csrf_checks = False
    page, api = f"/academy/attempts/{attempt}/", f"/academy/api/v1/attempts/{attempt}/"

    read = [
        other.get(f"{start}{rest}")
        for start, rest in ((page, ""), (page, "1/"), (page, "hand-in/"), (page, "result/"), (api, ""), (api, "result/"))
    ]
    sent = [other.post(f"{page}1/", {"revision": 0}), other.post(f"{page}submit/"), other.post(f"{api}submit/")]
    saved = other.put(f"{api}answers/1/", {"answer": None, "revision": 0, "key": "k"}, content_type="application/json")

    assert {answer.status_code for answer in [*read, *sent, saved]} == {404}


def test_an_unpublished_lesson_is_withdrawn_from_who_was_under_way_and_no_page_leads_to_it():
    noah = Visitor("noah.beck")
    lesson = LessonPage.objects.get(slug="who-can-see-it", locale__language_code="en")
    lesson.unpublish()

    answer = noah.open("/academy/courses/security-and-data-trust/who-can-see-it/")
    course = noah.open("/academy/courses/security-and-data-trust/")

    assert answer.status == 410
    assert "This lesson was withdrawn" in answer.text
    assert not course.soup.select("a[href*='who-can-see-it']")
    assert "who-can-see-it" not in str(noah.open("/academy/").soup)


def test_unknown_and_mistyped_codes_get_the_same_answer():
    serial = Award.objects.first().serial
    mistyped = serial[:-1] + ("A" if serial[-1] != "A" else "B")
    stranger = Client()

    answers = [stranger.get(f"/v/{code}") for code in ("0" * len(serial), mistyped, "nonsense", "<script>")]
    as_json = [stranger.get(f"/v/{code}", headers={"Accept": "application/json"}) for code in ("0" * len(serial), mistyped)]

    assert {answer.status_code for answer in [*answers, *as_json]} == {404}
    assert all("There is no certificate with this code" in answer.content.decode() for answer in answers)
    assert {answer.json()["state"] for answer in as_json} == {"unknown"}


def test_a_name_that_cannot_be_printed_is_named_and_holds_the_certificate_back():
    gu_cheng = Visitor("gu.cheng")
    Person.objects.filter(user=gu_cheng.user).update(certificate_name=UNPRINTABLE)
    held = Award.objects.of(gu_cheng.user).count()

    sits_exam(gu_cheng)
    told = gu_cheng.open("/academy/certifications/fast-deal-seller/").text
    after_exam = Award.objects.of(gu_cheng.user).count()
    Person.objects.filter(user=gu_cheng.user).update(certificate_name="吉田")
    call_command("academy_repair", verbosity=0)
    call_command("academy_repair", verbosity=0)

    assert UNPRINTABLE[0] in told
    assert after_exam == held
    assert Award.objects.of(gu_cheng.user).count() == held + 1
    assert Award.objects.of(gu_cheng.user).whole().latest("issued_at").holder.name == "吉田"


def test_a_wrong_password_is_told_without_saying_which_half_is_wrong():
    wrong, unknown = Visitor("noah.beck", "not this one").page, Visitor("nobody", "merrowick").page

    assert (wrong.status, unknown.status) == (200, 200)
    assert "User name and password do not match" in wrong.text
    assert "User name and password do not match" in unknown.text
