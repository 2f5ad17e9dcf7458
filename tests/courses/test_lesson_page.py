"""The page of a lesson: what it shows, and what answering a check on it does."""

import pytest
from wagtail.models import Locale

from courses.models import CheckAnswer, DealPolicy, LessonPage, StepCompletion
from quizzes.actions import create_question

FIRST = "/academy/courses/desk-essentials/lesson-1/"
SECOND = "/academy/courses/desk-essentials/lesson-2/"


@pytest.fixture
def as_rep(client, rep):
    client.force_login(rep)
    return client


def tokens(page, question):
    """The token of each choice, by its words."""
    form = next(piece["form"] for piece in page.context["pieces"] if piece.get("form") and piece["form"].check.question == question.uuid)
    return {option["text"]: option["token"] for option in form.question["options"]}


@pytest.fixture
def answer(as_rep, question):
    def answer(words, **more):
        choice = tokens(as_rep.get(f"{SECOND}?again={question.uuid}"), question)[words]
        return as_rep.post(f"{SECOND}checks/{question.uuid}/", {"choice": choice}, **more)

    return answer


def test_figures_of_the_deal_policy_are_put_in_when_shown(as_rep, lessons):
    DealPolicy.objects.create(fast_deal_max_ticket=50000)

    page = as_rep.get(FIRST)

    assert "Below 50,000." in page.content.decode()


def test_an_open_check_says_nothing_about_the_answer(as_rep, lessons, question):
    page = as_rep.get(SECOND).content.decode()

    assert "What about check-1?" in page
    assert "Because check-1." not in page
    assert "Well seen." not in page


def test_answering_a_check_shows_right_and_why_in_place(as_rep, lessons, answer):
    page = answer("That one", follow=True).content.decode()

    assert "your answer" in page
    assert "Because check-1." in page
    assert "Lesson done" in page


def test_the_order_of_choices_and_their_tokens_stay_the_same(as_rep, lessons, question):
    first, second = (tokens(as_rep.get(SECOND), question) for _visit in range(2))

    assert first == second
    assert list(first) == list(second)


def test_another_learner_has_other_tokens(as_rep, client, stranger, lessons, question):
    mine = tokens(as_rep.get(SECOND), question)
    client.force_login(stranger)

    theirs = tokens(client.get(SECOND), question)

    assert not set(mine.values()) & set(theirs.values())


@pytest.mark.parametrize("sent", [{}, {"choice": "a"}, {"choice": ["x", "y"]}])
def test_what_is_no_answer_is_said_in_place_and_not_kept(as_rep, lessons, question, sent):
    page = as_rep.post(f"{SECOND}checks/{question.uuid}/", sent)

    assert page.status_code == 422
    assert 'role="alert"' in page.content.decode()
    assert not CheckAnswer.objects.exists()


def test_a_lesson_without_check_is_done_when_the_learner_says_so(as_rep, lessons):
    page = as_rep.get(FIRST)
    assert not StepCompletion.objects.exists(), "reading is not doing"
    assert f'action="{FIRST}done/"' in page.content.decode()

    as_rep.post(f"{FIRST}done/")

    assert StepCompletion.objects.get().step_key == lessons[0].translation_key


def test_a_lesson_with_an_open_check_is_not_done_by_saying_so(as_rep, lessons):
    page = as_rep.post(f"{SECOND}done/", follow=True)

    assert "Answer the checks" in page.content.decode()
    assert not StepCompletion.objects.exists()


def test_a_lesson_that_is_not_translated_is_borrowed_with_a_tag(as_rep, lessons, zh):
    page = as_rep.get(FIRST, headers={"accept-language": "zh-hans"}).content.decode()

    assert "Lesson 1" in page
    assert ">EN</span>" in page
    assert '<div lang="en">' in page


def test_a_translated_lesson_has_the_same_address_and_progress(as_rep, academy, course, lessons, zh):
    course.copy_for_translation(Locale.objects.get(language_code="zh-hans"), copy_parents=True)
    chinese = lessons[0].copy_for_translation(zh)
    chinese.title = "第一课"
    chinese.save_revision().publish()
    as_rep.post(f"{FIRST}done/")

    page = as_rep.get(FIRST, headers={"accept-language": "zh-hans"}).content.decode()

    assert "第一课" in page
    assert chinese.url == lessons[0].url == FIRST
    assert f'action="{FIRST}done/"' not in page, "it is done in every language"


def test_visitors_are_asked_to_sign_in(client, lessons):
    assert client.get(FIRST).url == f"/academy/account/sign-in/?next={FIRST}"


def test_an_answer_sent_after_the_session_ended_leads_back_to_the_lesson(client, lessons, question):
    page = client.post(f"{SECOND}checks/{question.uuid}/", {"choice": "x"}, follow=True)

    assert page.redirect_chain[-1][0] == f"/academy/account/sign-in/?next={SECOND}"


def test_an_item_of_an_ordering_is_moved_without_being_an_answer(as_rep, course, lessons, publish, bank, now):
    items = [{"id": one, "text": {"en": one.upper()}} for one in "abc"]
    order = create_question(bank=bank, external_id="order", kind="ordering", spec={"stem": {"en": "Order?"}, "items": items}, now=now)
    lesson = publish(course, LessonPage(title="Order", slug="order", body=[("check", order)]))
    tokens_shown = [item["token"] for item in as_rep.get(lesson.url).context["pieces"][0]["form"].question["items"]]

    page = as_rep.post(f"{lesson.url}checks/{order.uuid}/", {"order": tokens_shown, "up": tokens_shown[1]})

    moved = [item["token"] for item in page.context["pieces"][0]["form"].question["items"]]
    assert (page.status_code, moved) == (200, [tokens_shown[1], tokens_shown[0], tokens_shown[2]])
    assert not CheckAnswer.objects.exists()
