"""Loads the course and lesson pages, in English and, where the files have it, in Chinese."""

import json
from dataclasses import dataclass
from html import escape
from typing import Any

from django.conf import settings
from wagtail.models import Locale, Site

from academy.demo.actions.banks import add_quiz, key_of
from academy.demo.actions.calendar import Calendar
from academy.demo.actions.staff import Staff
from academy.demo.interchange import Company, Row
from academy.demo.interchange.specs import texts
from courses.models import AcademyIndexPage, Capability, CoursePage, LessonPage
from courses.models.pages import Prerequisite
from quizzes.models import Question, QuestionBank, Quiz

CHINESE = "zh-hans"


@dataclass(frozen=True)
class Shelf:
    """What pages refer to."""

    company: Company
    staff: Staff
    calendar: Calendar
    banks: dict[str, QuestionBank]
    capabilities: dict[str, Capability]
    questions: dict[str, Question]


def speaks_chinese() -> bool:
    """Whether this host has content in Chinese; without it the demo is loaded in English only."""
    codes = {code for code, _name in getattr(settings, "WAGTAIL_CONTENT_LANGUAGES", [])}
    return bool(getattr(settings, "WAGTAIL_I18N_ENABLED", False)) and CHINESE in codes


def add_index(company: Company, calendar: Calendar) -> AcademyIndexPage:
    """Put the academy below the root page of the default site."""
    root = Site.objects.select_related("root_page").get(is_default_site=True).root_page.specific
    title = texts(company.site["company"]["academy_name"])
    index = AcademyIndexPage(
        title=title["en"], slug=company.slug, translation_key=key_of(company), intro=texts(company.site["company"]["tagline"])["en"],
        first_published_at=calendar.at(-620),
    )  # fmt: skip
    root.add_child(instance=index)
    index.save_revision().publish()
    return index


def add_courses(shelf: Shelf, index: AcademyIndexPage) -> dict[str, CoursePage]:
    """Publish the six courses with their lessons and quizzes, then their translations."""
    pages = {}
    for row in shelf.company.courses:
        index.refresh_from_db()
        pages[row["slug"]] = _course(shelf, index, row)
    for row in shelf.company.courses:
        for order, first in enumerate(row.get("prerequisites", [])):
            Prerequisite.objects.create(sort_order=order, course=pages[row["slug"]], first=pages[first])
    if speaks_chinese():
        chinese, _made = Locale.objects.get_or_create(language_code=CHINESE)
        for row in shelf.company.courses:
            pages[row["slug"]].refresh_from_db()
            _translate(shelf, pages[row["slug"]], row, chinese)
        _name_index(shelf.company, index, chinese)
    return pages


def _course(shelf: Shelf, index: AcademyIndexPage, row: Row) -> CoursePage:
    published = shelf.calendar.at(row["first_published"])
    page = CoursePage(
        title=texts(row["title"])["en"], slug=row["slug"], translation_key=key_of(shelf.company, row["slug"]),
        summary=texts(row["summary"])["en"], outcomes=_outcomes(row, "en"), capability=shelf.capabilities[row["capability"]],
        owner_person=shelf.staff.users[row["owner"]], level=row["level"], deal_type=row["deal_type"], product=row.get("product", ""),
        version=row["version"], version_since=shelf.calendar.day(row["version_published"]), quiz=_quiz(shelf, row), first_published_at=published,
    )  # fmt: skip
    index.add_child(instance=page)
    page.save_revision().publish()
    for lesson in row["lessons"]:
        page.refresh_from_db()
        child = LessonPage(
            title=texts(lesson["title"])["en"], slug=lesson["slug"], translation_key=key_of(shelf.company, row["slug"], lesson["slug"]),
            minutes=lesson["minutes"], body=_body(shelf, lesson["body"]["en"], "en"), first_published_at=published,
        )  # fmt: skip
        page.add_child(instance=child)
        child.save_revision().publish()
    return page


def _quiz(shelf: Shelf, row: Row) -> Quiz:
    title = {"en": f"Quiz: {texts(row['title'])['en']}"}
    if CHINESE in texts(row["title"]):
        title[CHINESE] = f"测验：{texts(row['title'])[CHINESE]}"
    parts = [(shelf.banks[row["quiz"]["pool"]], row["quiz"]["draw"])]
    return add_quiz(
        slug=row["slug"],
        title=title,
        purpose=Quiz.Purpose.GRADED,
        rules=row["quiz"],
        parts=parts,
        now=shelf.calendar.at(row["first_published"]),
    )


def _translate(shelf: Shelf, source: CoursePage, row: Row, chinese: Locale) -> None:
    """Real translations only where there is a text: every course's title and summary, lessons that have a body."""
    course = source.copy_for_translation(chinese, copy_parents=True)
    course.title = texts(row["title"]).get(CHINESE, source.title)
    course.draft_title = course.title
    course.summary = texts(row["summary"]).get(CHINESE, source.summary)
    course.outcomes = _outcomes(row, CHINESE)
    course.save_revision().publish()
    for lesson in row["lessons"]:
        if CHINESE not in lesson["body"]:
            continue
        page = LessonPage.objects.get(translation_key=key_of(shelf.company, row["slug"], lesson["slug"]), locale=source.locale)
        translation = page.copy_for_translation(chinese)
        translation.title = texts(lesson["title"])[CHINESE]
        translation.draft_title = translation.title
        translation.body = _body(shelf, lesson["body"][CHINESE], CHINESE)
        translation.save_revision().publish()


def _name_index(company: Company, index: AcademyIndexPage, chinese: Locale) -> None:
    """Give the copied index its own title; it is no longer an alias of the English one."""
    translation = index.get_translation(chinese)
    translation.alias_of = None
    translation.title = texts(company.site["company"]["academy_name"]).get(CHINESE, index.title)
    translation.draft_title = translation.title
    translation.intro = texts(company.site["company"]["tagline"]).get(CHINESE, index.intro)
    translation.save_revision().publish()


def _outcomes(row: Row, language: str) -> str:
    said = [texts(outcome) for outcome in row.get("outcomes", [])]
    return json.dumps([{"type": "outcome", "value": outcome.get(language, outcome["en"])} for outcome in said])


def _body(shelf: Shelf, blocks: list[Row], language: str) -> str:
    return json.dumps([{"type": block["type"], "value": _value(shelf, block, language)} for block in blocks])


def _value(shelf: Shelf, block: Row, language: str) -> Any:
    kind = block["type"]
    if kind == "paragraph":
        return f"<p>{escape(block['text'], quote=False)}</p>"
    if kind in ("key_points", "checklist"):
        return block["items"]
    if kind == "check":
        return shelf.questions[block["question"]].pk
    if kind == "kit_item":
        titles = {item["slug"]: texts(item["title"]) for item in shelf.company.items}
        title = titles[block["item"]]
        return {"item": block["item"], "title": title.get(language, title["en"])}
    return {key: value for key, value in block.items() if key != "type"}
