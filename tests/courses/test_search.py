"""Search in the catalogue: what lessons say, in both languages, and where they say it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation
from wagtail.models import Locale, PageViewRestriction

from courses.models import CoursePage, LessonPage
from courses.models.search import words_of

LONG = "Every late reply is a customer who waits. " * 8


@pytest.fixture
def shelf(academy, publish, course, lessons):
    """Two courses: the one of the fixtures, and another that speaks of chat groups and prices in its lessons only."""
    flow = publish(academy, CoursePage(title="Selling Flow", slug="flow", summary="Large deals.", capability=course.capability))
    bodies = {
        "Who it is for": [("callout", {"tone": "tip", "text": "Lateness can’t be seen in a Chat\u00a0Group."})],
        "Objections": [
            ("paragraph", f"<p>{LONG}The <b>price</b> sheet is the third.</p>"),
            ("objection", {"hear": "We have a chat group.", "answer": "Keep it.", "proof": ""}),
        ],
        "Numbers": [("table", {"head": ["Ask", "Desk"], "rows": [["How many?", "5 to {fast_deal_max_ticket}"]]})],
    }
    for number, (title, body) in enumerate(bodies.items()):
        publish(flow, LessonPage(title=title, slug=f"flow-{number}", body=body))
    return flow


@pytest.fixture
def in_chinese(shelf, zh):
    """The course about Flow is published in Chinese too."""
    chinese = shelf.copy_for_translation(Locale.objects.get(language_code="zh-hans"), copy_parents=True)
    chinese.title = "洛流方案"
    chinese.save_revision().publish()
    for lesson in LessonPage.objects.child_of(shelf):
        translated = lesson.copy_for_translation(zh)
        translated.title = f"第{lesson.slug[-1]}课"
        translated.body = [("paragraph", f"<p>聊天群里看不见“晚”，招标也一样。{lesson.slug}</p>")]
        translated.save_revision().publish()
    return chinese


@pytest.fixture
def found(client, rep, shelf):
    """Each course that the catalogue shows for some words, with the lessons it names."""
    client.force_login(rep)

    def found(words, language="en"):
        page = client.get("/academy/catalogue/", {"q": words}, headers={"accept-language": language})
        cards = page.context["catalogue"].cards
        return {card.course.slug: [passage.lesson.title for passage in card.found.passages] for card in cards}

    return found


@pytest.mark.parametrize(
    ("words", "lessons"),
    [
        ("chat group", ["Who it is for", "Objections"]),
        ("chat group, price", ["Objections"]),
        ("PRICE", ["Objections"]),
        ("can't", ["Who it is for"]),
        ("lateness objections", ["Who it is for", "Objections"]),
        ("40,000", ["Numbers"]),
    ],
)
def test_a_course_is_found_by_what_its_lessons_say_and_names_them(found, words, lessons):
    assert found(words)["flow"] == lessons


@pytest.mark.parametrize("words", ["tip", "fast_deal_max_ticket", "chat nobody", "This one", "check-1"])
def test_names_of_fields_and_questions_of_checks_are_nothing_a_lesson_says(found, words):
    assert found(words) == {}


def test_a_course_that_says_it_in_its_own_words_comes_before_one_whose_lessons_do(found, shelf, publish, academy):
    publish(academy, CoursePage(title="What a price is", slug="price", summary="Money.", capability=shelf.capability))

    assert list(found("price")) == ["price", "flow"]
    assert found("price")["price"] == []


def test_marks_without_a_word_are_no_search(found):
    assert list(found(" , “”")) == ["desk-essentials", "flow"]


@pytest.mark.parametrize("language", ["en", "zh-hans"])
@pytest.mark.parametrize("words", ["聊天群", "聊天群，招标", "看不见晚", "招标 群里"])
def test_chinese_is_found_by_pairs_of_characters_in_both_languages(found, in_chinese, words, language):
    lessons = ["Who it is for", "Objections", "Numbers"] if language == "en" else ["第0课", "第1课", "第2课"]

    assert found(words, language) == ({"flow": lessons} if words != "看不见晚" else {})


def test_a_run_of_chinese_is_looked_for_in_pairs_and_other_words_whole():
    assert [word.parts for word in words_of("聊天群、价 CRM系统")] == [("聊天", "天群"), ("价",), ("crm",), ("系统",)]


def test_what_was_found_is_shown_with_its_lesson_and_its_language(client, rep, in_chinese):
    client.force_login(rep)

    page = client.get("/academy/catalogue/", {"q": "招标"}).content.decode()

    assert '<a href="/academy/courses/flow/flow-0/">Who it is for</a>' in page
    assert '<span class="note" lang="zh-Hans">聊天群里看不见“晚”，<mark>招标</mark>也一样。flow-0</span>' in page


def test_of_a_long_text_the_part_with_the_word_is_shown(client, rep, shelf):
    client.force_login(rep)

    page = client.get("/academy/catalogue/", {"q": "price"}).content.decode()

    assert "a customer who waits. The <mark>price</mark> sheet is the third.</span>" in page
    assert LONG.strip() not in page


def test_more_than_three_lessons_are_counted(client, rep, shelf, publish):
    for number in range(5):
        publish(shelf, LessonPage(title=f"More {number}", slug=f"more-{number}", body=[("paragraph", "<p>Tenders.</p>")]))
    client.force_login(rep)

    page = client.get("/academy/catalogue/", {"q": "tender"}).content.decode()

    assert page.count("<mark>Tender</mark>s.") == 3
    assert "and 2 more lessons of this course" in page


def test_a_changed_lesson_is_found_by_its_new_words_and_a_draft_is_not(found, shelf):
    lesson = LessonPage.objects.child_of(shelf).first()
    lesson.body = [("paragraph", "<p>Harbour</p>")]
    revision = lesson.save_revision()

    before = found("harbour")
    revision.publish()

    assert before == {}
    assert found("harbour") == {"flow": ["Who it is for"]}
    assert "Who it is for" not in found("chat group")["flow"]


def test_a_lesson_that_is_closed_to_the_reader_says_nothing(found, shelf):
    objections = LessonPage.objects.child_of(shelf).get(title="Objections")

    PageViewRestriction.objects.create(page=objections, restriction_type=PageViewRestriction.GROUPS)

    assert found("price") == {}
    assert found("chat group") == {"flow": ["Who it is for"]}


def test_the_api_finds_the_same(client, rep, shelf):
    client.force_login(rep)

    (course,) = client.get("/academy/api/v1/courses/", {"q": "price"}).json()["results"]

    assert course["slug"] == "flow"
    assert [(lesson["title"], lesson["url"]) for lesson in course["found_in"]] == [("Objections", "/academy/courses/flow/flow-1/")]
    assert "The price sheet is the third." in course["found_in"][0]["text"]


def test_a_search_among_more_lessons_costs_no_more_queries(client, rep, shelf, publish):
    client.force_login(rep)

    def queries():
        client.get("/academy/catalogue/", {"q": "price"})
        with CaptureQueriesContext(connection) as captured:
            client.get("/academy/catalogue/", {"q": "price"})
        return len(captured)

    few = queries()
    for number in range(6):
        publish(shelf, LessonPage(title=f"More {number}", slug=f"more-{number}", body=[("paragraph", "<p>A price.</p>")]))

    assert queries() == few


def suggested(language):
    """The words that the box of the catalogue suggests, as they stand in its placeholder."""
    with translation.override(language):
        text = translation.gettext("Search, for example: chat group, price, tender")
    return [word.strip() for word in text.replace("：", ":").split(":")[1].replace("、", ",").split(",")]


@pytest.mark.usefixtures("merrowick")
@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_every_word_that_the_box_suggests_finds_a_lesson_of_the_demo_company(client, django_user_model, language):
    client.force_login(django_user_model.objects.get(username="noah.beck"))

    for word in suggested(language):
        page = client.get("/academy/catalogue/", {"q": word}, headers={"accept-language": language})
        assert any(card.found.passages for card in page.context["catalogue"].cards), word
