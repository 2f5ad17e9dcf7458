"""An academy with one course of three lessons, its questions and its quiz."""

from datetime import date

import pytest
from wagtail.models import Locale, Page

from courses.models import AcademyIndexPage, Capability, CoursePage, Evidence, LessonPage, outlines
from quizzes.actions import create_question, publish_quiz
from quizzes.models import QuestionBank, Quiz, QuizSlot


@pytest.fixture
def publish(db):
    """Put a page below another and publish it: `publish(course, LessonPage(...))`."""

    def publish(parent, page):
        parent.refresh_from_db()
        parent.add_child(instance=page)
        page.save_revision().publish()
        page.refresh_from_db()
        return page

    return publish


@pytest.fixture
def zh(db):
    """Chinese as a content language."""
    return Locale.objects.get_or_create(language_code="zh-hans")[0]


@pytest.fixture
def academy(publish):
    root = Page.objects.get(depth=1)
    home = root.get_children().first() or publish(root, Page(title="Home", slug="home"))
    return publish(home, AcademyIndexPage(title="Academy", slug="academy"))


@pytest.fixture
def bank(db):
    return QuestionBank.objects.create(slug="desk", title={"en": "Desk"})


@pytest.fixture
def ask(bank, now):
    """Write a published question: `ask("desk-1")`; choice "a" is right."""

    def ask(name, **texts):
        spec = {
            "stem": {"en": f"What about {name}?"},
            "choices": [
                {"id": "a", "text": {"en": "This one"}, "right": True, "feedback": {"en": "Well seen."}},
                {"id": "b", "text": {"en": "That one"}, "right": False},
            ],
            "why": {"en": f"Because {name}."},
            **texts,
        }
        return create_question(bank=bank, external_id=name, kind="single", spec=spec, now=now)

    return ask


@pytest.fixture
def quiz(ask, now):
    """Two fixed questions, both of which have to be right."""
    quiz = Quiz.objects.create(slug="desk-quiz", title={"en": "Desk quiz"}, pass_percent=100, max_attempts=3, time_limit_minutes=12)
    for number in (1, 2):
        QuizSlot.objects.create(quiz=quiz, question=ask(f"quiz-{number}"), sort_order=number)
    publish_quiz(quiz, now=now)
    return quiz


@pytest.fixture
def capability(pmm, bank):
    capability = Capability.objects.create(
        slug="explain-desk",
        kind="product",
        title={"en": "Explain Desk", "zh-hans": "讲清洛台"},
        statement={"en": "A rep can explain Desk."},
        owner=pmm,
        bank=bank,
        status="validated",
        last_reviewed=date(2026, 5, 20),
    )
    Evidence.objects.create(
        capability=capability, source="star_seller", by=pmm, on=date(2026, 5, 1), note={"en": "Seven of nine owners agreed."}
    )
    return capability


@pytest.fixture
def course(academy, publish, capability, quiz, pmm):
    return publish(
        academy,
        CoursePage(
            title="Desk essentials",
            slug="desk-essentials",
            summary="Deals under {fast_deal_max_ticket} CNY.",
            capability=capability,
            owner_person=pmm,
            quiz=quiz,
            outcomes=[("outcome", "Say who Desk is for")],
        ),
    )


@pytest.fixture
def question(ask):
    """The question of the check in the second lesson."""
    return ask("check-1")


@pytest.fixture
def lessons(course, publish, question):
    """The first lesson has no check, the second has one, the third none."""
    bodies = ([("paragraph", "<p>Below {fast_deal_max_ticket}.</p>")], [("key_points", ["One", "Two"]), ("check", question)], [])
    return [
        publish(course, LessonPage(title=f"Lesson {number}", slug=f"lesson-{number}", minutes=number * 2, body=body))
        for number, body in enumerate(bodies, start=1)
    ]


@pytest.fixture
def outline(course):
    """Read the outline of the course as it is now."""

    def outline(language="en"):
        return outlines(language=language).by_key[course.translation_key]

    return outline


@pytest.fixture
def heard():
    """Listen to a signal: `heard(step_completed)` is the growing list of what it said."""
    connected = []

    def listen(signal):
        said = []

        def note(**kwargs):
            said.append(kwargs)

        signal.connect(note, weak=False)
        connected.append((signal, note))
        return said

    yield listen
    for signal, note in connected:
        signal.disconnect(note)
