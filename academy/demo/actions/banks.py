"""Loads capabilities with their evidence, and question banks with their questions."""

from typing import Any
from uuid import UUID, uuid5

from academy.demo.actions.calendar import Calendar
from academy.demo.actions.staff import Staff
from academy.demo.interchange import Company, Row
from academy.demo.interchange.specs import spec_of, texts
from academy.texts import localised
from courses.models import Capability, Evidence
from quizzes.actions import create_question, publish_quiz
from quizzes.models import Question, QuestionBank, Quiz, QuizSlot

NAMESPACE = UUID("6f0c4f8e-2c1a-5d9b-9d3e-3b5b5b7a1c42")

# The words of the files, and what they are called here.
REVIEWS = {"after_submit": Quiz.Review.PRACTICE, "after_pass": Quiz.Review.GRADED, "never": Quiz.Review.CERTIFICATION}


def key_of(company: Company, *path: str) -> UUID:
    """A key that is the same at every loading, so that links to the demo survive a fresh seed."""
    return uuid5(NAMESPACE, "/".join((company.slug, *path)))


def add_banks(company: Company, calendar: Calendar) -> dict[str, QuestionBank]:
    """Make a bank for each pool."""
    titles = {course["slug"]: course["title"] for course in company.courses}
    return {
        pool["pool"]: QuestionBank.objects.create(slug=pool["pool"], title=localised(texts(titles[pool["pool"]]))) for pool in company.pools
    }


def add_questions(company: Company, banks: dict[str, QuestionBank], staff: Staff, calendar: Calendar) -> dict[str, Question]:
    """Publish every question as version 1 on the day its course was first published."""
    courses = {course["slug"]: course for course in company.courses}
    questions = {}
    for pool in company.pools:
        course = courses[pool["pool"]]
        owner = staff.users[course["owner"]]
        for row in pool["questions"]:
            question = questions[row["slug"]] = create_question(
                bank=banks[pool["pool"]], external_id=row["slug"], kind=row["type"], spec=spec_of(row),
                topic=key_of(company, course["slug"], row["lesson"]), level=row.get("level", 1),
                owner=owner, by=owner, now=calendar.at(course["first_published"]),
            )  # fmt: skip
            question.tags.add(*row.get("tags", ()))
    return questions


def add_capabilities(company: Company, banks: dict[str, QuestionBank], staff: Staff, calendar: Calendar) -> dict[str, Capability]:
    """Make the capabilities; each one's bank is that of the first course that teaches it."""
    first_course: dict[str, str] = {}
    for course in company.courses:
        first_course.setdefault(course["capability"], course["slug"])
    capabilities = {}
    for row in company.capabilities:
        capability = Capability(
            slug=row["slug"], kind=row["kind"], status=row["status"], title=localised(texts(row["title"])),
            statement=localised(texts(row["statement"])), owner=staff.users[row["owner"]],
            review_every_days=row.get("review_every_days", 90), last_reviewed=calendar.day(row["last_reviewed"]),
            bank=banks.get(first_course.get(row["slug"], "")),
        )  # fmt: skip
        capability.evidence.set([_evidence(evidence, order, staff, calendar) for order, evidence in enumerate(row["evidence"])])
        capability.save()
        capabilities[row["slug"]] = capability
    return capabilities


def _evidence(row: Row, order: int, staff: Staff, calendar: Calendar) -> Evidence:
    return Evidence(
        sort_order=order, source=row["source"], by=staff.users[row["by"]], on=calendar.day(row["on"]), note=localised(texts(row["note"]))
    )


def add_quiz(*, slug: str, title: Any, purpose: str, rules: Row, parts: list[tuple[QuestionBank, int]], now: Any) -> Quiz:
    """Make and publish one quiz that draws from banks."""
    quiz = Quiz(
        slug=slug, title=localised(title), purpose=purpose, pass_percent=rules["pass_percent"], max_attempts=rules["attempts"],
        cooloff_minutes=60 * rules["cooloff_hours"], time_limit_minutes=rules.get("time_limit_minutes"),
        shuffle_questions=rules.get("shuffle", True), shuffle_choices=rules.get("shuffle", True), review=REVIEWS[rules.get("review", "never" if purpose == Quiz.Purpose.CERTIFICATION else "after_pass")],
    )  # fmt: skip
    quiz.slots.set([QuizSlot(sort_order=order, bank=bank, draw=draw) for order, (bank, draw) in enumerate(parts)])
    quiz.save()
    publish_quiz(quiz, now=now)
    return quiz
