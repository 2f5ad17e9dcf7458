"""The catalogue: found by words in any language, narrowed by filters."""

import pytest
from wagtail.models import Locale

from courses.actions import complete_step
from courses.models import Capability, CoursePage, LessonPage


@pytest.fixture
def shelf(academy, publish, course, lessons, pmm):
    kind = {"level": "practitioner", "deal_type": "high", "capability": Capability.objects.create(slug="flow", kind="industry", owner=pmm)}
    flow = publish(academy, CoursePage(title="Selling Flow", slug="flow", summary="Large deals.", **kind))
    publish(flow, LessonPage(title="Map the process", slug="map", minutes=40))
    return {"desk": course, "flow": flow}


@pytest.fixture
def find(client, rep, shelf):
    client.force_login(rep)

    def find(query="", **headers):
        return client.get(f"/academy/catalogue/{query}", headers=headers)

    return find


def titles(page):
    return [card.course.title for card in page.context["catalogue"].cards]


def test_every_course_is_on_the_shelf_with_its_state(find, rep, shelf, lessons, now):
    complete_step(learner=rep, course_key=shelf["desk"].translation_key, step_key=lessons[0].translation_key, now=now)

    page = find()

    assert titles(page) == ["Desk essentials", "Selling Flow"]
    assert [card.progress.state for card in page.context["catalogue"].cards] == ["in-progress", "not-started"]
    assert "2 courses, 4 lessons." in page.content.decode()


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("desk", ["Desk essentials"]),
        ("MAP process", ["Selling Flow"]),
        ("讲清", ["Desk essentials"]),
        ("deals", ["Desk essentials", "Selling Flow"]),
        ("deals lesson", ["Desk essentials"]),
        ("nothing", []),
    ],
)
def test_words_are_found_in_courses_lessons_and_capabilities(find, words, found):
    assert titles(find(f"?q={words}")) == found


def test_chinese_titles_are_found_by_an_english_reader(find, shelf, zh):
    chinese = shelf["flow"].copy_for_translation(Locale.objects.get(language_code="zh-hans"), copy_parents=True)
    chinese.title = "洛流方案"
    chinese.save_revision().publish()

    assert titles(find("?q=方案")) == ["Selling Flow"]


@pytest.mark.parametrize(
    ("chosen", "found"), [("high", ["Selling Flow"]), ("foundation", ["Desk essentials"]), ("short", ["Desk essentials"])]
)
def test_filters_narrow(find, chosen, found):
    assert titles(find(f"?f={chosen}")) == found


def test_a_filter_keeps_the_words_and_an_unknown_one_is_ignored(find):
    page = find("?q=deals&f=nonsense")

    assert titles(page) == ["Desk essentials", "Selling Flow"]
    assert 'href="?q=deals&amp;f=high"' in page.content.decode()


def test_the_academy_says_its_own_words(find, academy):
    academy.refresh_from_db()
    academy.intro = "Ask Grace."
    academy.save_revision().publish()

    assert "Ask Grace." in find().content.decode()


def test_nothing_found_says_what_to_do(find):
    assert "Show all courses" in find("?q=nothing").content.decode()


def test_a_draft_of_a_course_is_not_on_the_shelf(find, academy):
    academy.refresh_from_db()
    academy.add_child(instance=CoursePage(title="Draft", slug="draft", summary="Not yet.", live=False))

    assert "Draft" not in titles(find())


@pytest.mark.parametrize(("status", "code"), [("validated", 200), ("field_testing", 200), ("draft", 404), ("retired", 404)])
def test_a_capability_is_shown_while_it_is_taught(client, rep, course, status, code):
    Capability.objects.update(status=status)
    client.force_login(rep)

    page = client.get("/academy/capabilities/explain-desk/")

    assert page.status_code == code
    if code == 200:
        assert "A rep can explain Desk." in page.content.decode()
        assert "Desk essentials" in page.content.decode()
