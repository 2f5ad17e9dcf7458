"""Two authors at one question or quiz: nobody overwrites what the other one has saved, and nothing that was typed is lost."""

from uuid import uuid4

import pytest
from django.test import Client

from quizzes.actions import create_question
from quizzes.models import Question
from tests.editing import box, told
from tests.quizzes.editing import address, faults, filled

pytestmark = pytest.mark.django_db


@pytest.fixture
def author(client, pmm):
    client.force_login(pmm)
    return client


@pytest.fixture
def other(make_person):
    """A second author, in a browser of her own."""
    browser = Client()
    browser.force_login(make_person("pmm.two", job_role="pmm"))
    return browser


@pytest.fixture
def target(questions):
    return address("question", "edit", questions[0].pk)


def stem_of(question):
    return question.versions.order_by("-number").first().spec["stem"]["en"]


def test_a_stale_save_is_refused_and_shows_both(author, other, target, questions):
    mine = filled(author.get(target))
    other.post(target, {**filled(other.get(target)), "stem_en": "What is a small deal now?"})

    refused = author.post(target, {**mine, "stem_en": "What is a tiny deal?", "why_en": "Mine alone."})

    assert refused.status_code == 409
    assert stem_of(questions[0]) == "What is a small deal now?"
    stored, yours = told(refused)["Question"]
    assert "What is a small deal now?" in stored
    assert "What is a tiny deal?" in yours
    assert filled(refused)["stem_en"] == "What is a tiny deal?"
    assert filled(refused)["why_en"] == "Mine alone."
    assert "Last saved by pmm.two" in faults(refused)


def test_sent_again_without_a_word_it_is_refused_again(author, other, target, questions):
    mine = filled(author.get(target))
    other.post(target, {**filled(other.get(target)), "stem_en": "Theirs?"})
    refused = author.post(target, {**mine, "stem_en": "Mine?"})

    again = author.post(target, filled(refused))

    assert again.status_code == 409
    assert stem_of(questions[0]) == "Theirs?"


def test_with_the_box_mine_is_saved_on_top(author, other, target, questions):
    mine = filled(author.get(target))
    other.post(target, {**filled(other.get(target)), "stem_en": "Theirs?"})
    refused = author.post(target, {**mine, "stem_en": "Mine?"})

    saved = author.post(target, {**filled(refused), "academy_over": box(refused)})

    assert saved.status_code == 302
    assert stem_of(questions[0]) == "Mine?"


def test_a_third_save_in_between_is_shown_before_it_is_replaced(author, other, target, questions):
    mine = filled(author.get(target))
    other.post(target, {**filled(other.get(target)), "stem_en": "Theirs?"})
    refused = author.post(target, {**mine, "stem_en": "Mine?"})
    other.post(target, {**filled(other.get(target)), "stem_en": "Theirs, once more?"})

    again = author.post(target, {**filled(refused), "academy_over": box(refused)})

    assert again.status_code == 409
    assert "Theirs, once more?" in told(again)["Question"][0]
    assert stem_of(questions[0]) == "Theirs, once more?"


def test_a_form_that_says_nothing_of_what_it_was_loaded_with_is_stale(author, target, questions):
    mine = filled(author.get(target))
    mine.pop("academy_seen")

    refused = author.post(target, {**mine, "stem_en": "From a script?"})

    assert refused.status_code == 409
    assert stem_of(questions[0]) == "What is a small deal?"


def test_the_same_form_sent_twice_is_saved_once_and_refused_never(author, target, questions):
    mine = {**filled(author.get(target)), "stem_en": "Mine?"}

    first, second = author.post(target, mine), author.post(target, mine)

    assert (first.status_code, second.status_code) == (302, 302)
    assert stem_of(questions[0]) == "Mine?"


def test_a_faulty_form_is_no_stale_one(author, target, questions):
    faulty = author.post(target, {**filled(author.get(target)), "stem_en": "", "stem_zh-hans": ""})
    saved = author.post(target, {**filled(faulty), "stem_en": "Mine?"})

    assert (faulty.status_code, saved.status_code) == (200, 302)
    assert stem_of(questions[0]) == "Mine?"


def test_rows_that_were_typed_are_kept_where_there_are_fewer_now(author, other, bank, now):
    choices = [{"id": one, "text": {"en": f"Choice {one}"}, "right": one == "a"} for one in "abcdefgh"]
    spec = {"stem": {"en": "Which?"}, "choices": choices}
    target = address("question", "edit", create_question(bank=bank, external_id="long", kind="single", spec=spec, now=now).pk)
    mine = filled(author.get(target))
    fewer = {f"row_{number}_text_en": "" for number in range(3, 9)}
    assert other.post(target, {**filled(other.get(target)), **fewer}).status_code == 302

    refused = author.post(target, {**mine, "row_10_text_en": "The tenth"})

    assert refused.status_code == 409
    assert filled(refused)["row_8_text_en"] == "Choice h"
    assert filled(refused)["row_10_text_en"] == "The tenth"
    saved = author.post(target, {**filled(refused), "academy_over": box(refused)})
    assert saved.status_code == 302


def test_words_in_a_list_and_a_choice_are_told_as_they_read(author, other, target):
    mine = filled(author.get(target))
    other.post(target, {**filled(other.get(target)), "tags": "price, tender", "level": "2"})

    refused = author.post(target, {**mine, "tags": "discount", "level": "3"})

    assert refused.status_code == 409
    assert told(refused)["Tags"] == ("price, tender", "discount")
    assert not any(word.isdigit() for word in told(refused)["Level"])


def test_a_question_about_a_lesson_is_compared_by_it_too(author, other, target, questions):
    Question.objects.filter(pk=questions[0].pk).update(topic=uuid4())
    mine = filled(author.get(target))
    other.post(target, {**filled(other.get(target)), "stem_en": "Theirs?"})

    refused = author.post(target, {**mine, "stem_en": "Mine?"})

    assert refused.status_code == 409
    assert list(told(refused)) == ["Question"]
