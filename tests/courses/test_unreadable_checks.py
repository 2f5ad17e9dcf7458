"""An answer to a check that cannot be read stays in its field, and the words about it belong to the field."""

import pytest
from bs4 import BeautifulSoup

from courses.models import CheckAnswer
from quizzes.actions import create_question
from tests.courses.test_lesson_page import SECOND
from tests.quizzes import specs
from tests.quizzes.test_question_types_reading import with_units

pytestmark = pytest.mark.django_db


@pytest.fixture
def check_of(client, rep, course, lessons, bank, now):
    """Put a question into the second lesson: gives a door that sends fields, and the names of the fields on the page."""
    client.force_login(rep)

    def put(kind, spec):
        question = create_question(bank=bank, external_id=f"check-{kind}", kind=kind, spec=spec, now=now)
        lesson = lessons[1]
        lesson.body = [("check", question)]
        lesson.save_revision().publish()
        page = BeautifulSoup(client.get(SECOND).content, "html.parser")
        fields = [one["name"] for one in page.select(f"[id^=check-{question.uuid}-][name]")]

        def send(**sent):
            answer = client.post(f"{SECOND}checks/{question.uuid}/", sent)
            return answer.status_code, BeautifulSoup(answer.content, "html.parser")

        return send, fields

    return put


def told(page, name):
    """The words that a field names as its own."""
    field = page.select_one(f"[name='{name}']")
    assert field.get("aria-invalid") == "true"
    return page.find(id=field["aria-describedby"].split()[-1]).get_text(" ", strip=True)


def test_a_number_that_cannot_be_read_stays_with_its_unit(check_of):
    send, _fields = check_of("numeric", with_units())

    status, page = send(value="about 3,5")

    assert status == 422
    assert page.select_one("[name=value]")["value"] == "about 3,5"
    assert told(page, "value") == "Write one number in digits, with a point for decimals, such as 11.7."
    assert "aria-invalid" not in page.select_one("[name=unit]").attrs
    assert not CheckAnswer.objects.exists()


def test_what_stands_in_the_other_gaps_stays_and_only_the_gap_at_fault_is_named(check_of):
    send, fields = check_of("cloze", specs.cloze())
    sent = {}
    page = send()[1]
    for name in fields:
        select = page.select_one(f"select[name='{name}']")
        sent[name] = select.find("option", string="buyer")["value"] if select else "eleven"

    status, page = send(**sent)

    inputs = page.select(".gaps input")
    wrong = [one["name"] for one in page.select(".gaps [aria-invalid]")]
    assert status == 422
    assert [one["value"] for one in inputs] == ["eleven", "eleven"]
    assert page.select_one(".gaps option[selected]").get_text() == "buyer"
    assert wrong == [inputs[0]["name"]]
    assert told(page, wrong[0]).startswith("Write one number in digits")


@pytest.mark.parametrize(
    "kind", ["numeric", "short_text", "single", "multiple", "true_false", "matching", "gap_select", "drag_words", "cloze"]
)
def test_a_blank_answer_is_said_at_every_field_of_the_question(check_of, kind):
    send, fields = check_of(kind, specs.SPECS[kind])

    status, page = send(**dict.fromkeys(fields, ""))

    names = {one["name"] for one in page.select(".check.question [name]") if one.get("type") != "hidden"}
    assert status == 422
    assert names
    assert {told(page, name) for name in names if name != "csrfmiddlewaretoken"} == {"Give an answer first."}
