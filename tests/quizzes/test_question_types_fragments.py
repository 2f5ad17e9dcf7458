"""What the page shows can be answered without JavaScript, and gives nothing away."""

import pytest
from bs4 import BeautifulSoup
from django.http import QueryDict
from django.template.loader import render_to_string
from django.utils.http import urlencode

from quizzes.question_types import question_type
from tests.quizzes.specs import ASKED, SENTINEL, SPECS, answer_to, laid_out, ordering

HOSTILE = '<script>alert("x")</script>'


def page(kind, *, answer=None, spec=None, language="en"):
    asked, spec = question_type(kind), spec or SPECS[kind]
    question = asked.shown(spec, laid_out(kind, spec), language=language, answer=answer)
    return render_to_string(asked.template, {"question": question, "field_id": "q5"})


def review(kind, answer, *, spec=None, language="en"):
    spec = spec or SPECS[kind]
    question = question_type(kind).review(spec, laid_out(kind, spec), answer, language=language)
    return render_to_string("academy/quizzes/types/_reviewed.html", {"question": question, "field_id": "q5"})


def sent(html):
    """Gather what a browser would send when the form is submitted as it stands."""
    soup = BeautifulSoup(html, "html.parser")
    fields = [
        (field["name"], field.get("value", ""))
        for field in soup.find_all("input")
        if field.get("type") not in {"radio", "checkbox", "file"} or field.has_attr("checked")
    ]
    fields += [(field["name"], field.get_text().removeprefix("\n")) for field in soup.find_all("textarea")]
    for select in soup.find_all("select"):
        chosen = select.find("option", selected=True) or select.find("option")
        fields.append((select["name"], chosen["value"]))
    return QueryDict(urlencode(fields))


def words(html):
    return " ".join(BeautifulSoup(html, "html.parser").get_text(" ").split())


def hostile(value):
    """The same spec with markup in every text."""
    if isinstance(value, dict):
        texts = bool(value) and value.keys() <= {"en", "zh-hans"} and all(isinstance(one, str) for one in value.values())
        return {key: f"{HOSTILE}{one}" if texts else hostile(one) for key, one in value.items()}
    return [hostile(one) for one in value] if isinstance(value, list) else value


@pytest.mark.parametrize("kind", ASKED)
def test_a_saved_answer_comes_back_when_the_page_is_sent_again(kind):
    asked, spec = question_type(kind), SPECS[kind]
    answer = answer_to(kind)
    layout = laid_out(kind, spec)

    again = asked.read(spec, layout, asked.from_form(layout, sent(page(kind, answer=answer))))

    assert again == answer


@pytest.mark.parametrize("kind", [kind for kind in SPECS if kind != "ordering"])
def test_an_untouched_page_sends_a_blank(kind):
    asked, spec = question_type(kind), SPECS[kind]
    layout = laid_out(kind, spec)

    assert asked.read(spec, layout, asked.from_form(layout, sent(page(kind)))) is None


@pytest.mark.parametrize("kind", SPECS)
def test_an_open_page_holds_nothing_of_the_key(kind):
    assert SENTINEL not in page(kind)


@pytest.mark.parametrize("kind", ASKED)
def test_every_field_has_a_label(kind):
    soup = BeautifulSoup(page(kind), "html.parser")

    labels = {label["for"] for label in soup.find_all("label") if label.has_attr("for")}
    fields = [field for field in soup.find_all(["input", "select", "textarea"]) if field.get("type") != "hidden"]
    assert soup.legend.strong is not None
    assert all(field.find_parent("label") or field.get("id") in labels for field in fields)


def test_the_arrows_at_the_edges_rest():
    soup = BeautifulSoup(page("ordering"), "html.parser")

    resting = [(button["name"], button.has_attr("disabled")) for button in soup.find_all("button")]

    assert [name for name, disabled in resting if disabled] == ["up", "down"]
    assert resting[0] == ("up", True)
    assert resting[-1] == ("down", True)


@pytest.mark.parametrize("kind", SPECS)
def test_markup_in_a_text_stays_text(kind):
    spec = hostile(SPECS[kind])
    answer = question_type(kind).wrong_answer(spec) or answer_to(kind)

    pages = page(kind, spec=spec) + review(kind, answer, spec=spec)

    assert "<script" not in pages
    assert "&amp;lt;" not in pages


def test_a_borrowed_question_says_so_and_is_marked_as_english():
    spec = ordering()
    spec["stem"] = {"en": "English only"}

    soup = BeautifulSoup(page("ordering", spec=spec, language="zh-hans"), "html.parser")

    assert soup.fieldset["lang"] == "en"
    assert soup.find(class_="pill").get_text(" ").split()[-1] == "EN"


@pytest.mark.parametrize(
    ("kind", "answer", "said"),
    [
        ("multiple", {"choices": ["a", "b"]}, ["Choice a", "your answer, right", "Choice b", "your answer", "right, you missed it"]),
        ("single", {"choice": "a"}, [f"{SENTINEL} feedback a", "your answer", "right, you missed it"]),
        ("numeric", {"value": "3"}, ["Your answer 3", "Right -11.7 ± 0.02 degrees"]),
        ("matching", {"pairs": {"p1": "p2"}}, ["Twelve people: Desk", "your answer: Flow", "not answered"]),
        ("ordering", {"order": ["i2", "i1", "i3", "i4"]}, ["Part 1 your place: 2", "Part 3 your answer, right"]),
        ("true_false", None, ["You did not answer this question.", f"Why: {SENTINEL} why"]),
    ],
)
def test_a_review_says_every_mark_in_words(kind, answer, said):
    read = words(review(kind, answer))

    assert [one for one in said if one not in read] == []
