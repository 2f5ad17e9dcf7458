"""Texts with gaps in a running attempt, as a browser without JavaScript sends them."""

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from quizzes.actions import create_question, publish_quiz, start_attempt
from quizzes.models import Quiz, QuizSlot
from tests.quizzes import specs
from tests.quizzes.test_question_types_reading import with_units

pytestmark = pytest.mark.django_db


@pytest.fixture
def page_of(client, rep, bank, now):
    """Start an attempt with one question: gives its address and its layout."""

    def start(kind, spec):
        question = create_question(bank=bank, external_id=kind, kind=kind, spec=spec, now=now)
        quiz = Quiz.objects.create(slug="gaps", title={"en": "Gaps"}, pass_percent=80)
        QuizSlot.objects.create(quiz=quiz, question=question, sort_order=0)
        attempt = start_attempt(learner=rep, quiz=publish_quiz(quiz, now=now), now=now)
        client.force_login(rep)
        return reverse("academy_quizzes:attempt_question", args=[attempt.uuid, 1]), attempt.slots.get()

    return start


def names(slot, group):
    return {one: token for token, one in slot.layout[group]}


def chosen(page):
    soup = BeautifulSoup(page.content, "html.parser")
    selects = [select.find("option", selected=True) for select in soup.select(".question select")]
    return [option.get_text() if option else "" for option in selects], [field["value"] for field in soup.select(".question .input[value]")]


def test_a_refused_number_costs_nothing_of_what_stands_in_the_other_gaps(client, page_of):
    address, slot = page_of("cloze", specs.cloze())
    gaps, options = names(slot, "gaps"), names(slot, "options")

    page = client.post(
        address,
        {
            "q1-revision": "0",
            f"q1-gap-{gaps['1']}": options["1.b"],
            f"q1-gap-{gaps['2']}": "eleven",
            f"q1-gap-{gaps['3']}": "I ask",
            "go": "next",
        },
    )

    assert page.status_code == 422
    assert chosen(page) == (["buyer"], ["eleven", "I ask"])


def test_a_word_used_twice_is_refused_in_a_sentence_and_stays_where_it_was_put(client, page_of):
    address, slot = page_of("drag_words", specs.drag_words())
    gaps, options = names(slot, "gaps"), names(slot, "options")

    page = client.post(
        address, {"q1-revision": "0", **{f"q1-gap-{gaps[gap]}": options["a"] for gap in "13"}, f"q1-gap-{gaps['2']}": "", "go": "next"}
    )

    assert page.status_code == 422
    assert "One of these words stands in two gaps, but it can be used only once." in page.content.decode()
    assert chosen(page)[0] == ["owner", "", "owner"]


def test_a_refused_number_keeps_its_unit(client, page_of):
    address, slot = page_of("numeric", with_units())

    page = client.post(address, {"q1-revision": "0", "q1-value": "1,5", "q1-unit": names(slot, "units")["km"], "go": "next"})

    assert page.status_code == 422
    assert chosen(page) == (["km"], ["1,5"])


@pytest.mark.parametrize("kind", ["gap_select", "drag_words", "cloze"])
def test_a_text_with_gaps_is_answered_and_kept(client, page_of, kind):
    spec = {**specs.SPECS[kind]}
    address, slot = page_of(kind, spec)
    gaps, options = names(slot, "gaps"), names(slot, "options")
    first = "1.a" if kind == "cloze" else "a"

    answer = client.post(
        address,
        {"q1-revision": "0", **dict.fromkeys((f"q1-gap-{token}" for token in gaps.values()), ""), f"q1-gap-{gaps['1']}": options[first]},
    )

    assert answer.status_code == 302
    assert slot.attempt.slots.with_answers().get().answer == {"gaps": {"1": first}}
    assert chosen(client.get(address))[0][0] == "owner"


def told(page, name):
    """The words that a field names as its own."""
    soup = BeautifulSoup(page.content, "html.parser")
    field = soup.select_one(f"[name='{name}']")
    return [soup.find(id=one).get_text(" ", strip=True) for one in field.get("aria-describedby", "").split()]


def test_a_refusal_belongs_to_the_field_that_it_is_about(client, page_of):
    address, slot = page_of("cloze", specs.cloze())
    gaps = names(slot, "gaps")

    page = client.post(
        address, {"q1-revision": "0", **{f"q1-gap-{gaps[one]}": "eleven" if one != "1" else "" for one in "123"}, "go": "next"}
    )

    assert "Write one number in digits" in told(page, f"q1-gap-{gaps['2']}")[0]
    assert told(page, f"q1-gap-{gaps['1']}") == told(page, f"q1-gap-{gaps['3']}") == []


def test_the_two_gaps_of_one_word_are_named(client, page_of):
    address, slot = page_of("drag_words", specs.drag_words())
    gaps, options = names(slot, "gaps"), names(slot, "options")

    page = client.post(address, {"q1-revision": "0", **{f"q1-gap-{gaps[gap]}": options["a"] for gap in "13"}, f"q1-gap-{gaps['2']}": ""})

    assert [bool(told(page, f"q1-gap-{gaps[gap]}")) for gap in "123"] == [True, False, True]


def test_a_link_that_leads_nowhere_stays_and_is_told_at_its_field(client, page_of):
    address, _slot = page_of("upload", specs.upload("link"))

    page = client.post(address, {"q1-revision": "0", "q1-link": "ftp:/nowhere", "go": "next"})

    assert "A link must begin with https://" in told(page, "q1-link")[0]
    assert 'value="ftp:/nowhere"' in page.content.decode()
