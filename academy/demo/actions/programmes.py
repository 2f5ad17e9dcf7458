"""Loads the certifications: rules, requirements, exams and who must hold them."""

from academy.certification.actions import publish_version
from academy.certification.models import AssignmentRule, Certification, CertificationVersion, Requirement, RubricRow
from academy.certification.models.requirement import Path
from academy.demo.actions.banks import add_quiz
from academy.demo.actions.pages import CHINESE, Shelf
from academy.demo.interchange import Row
from academy.demo.interchange.specs import texts
from academy.texts import LocalisedText, localised
from courses.models import CoursePage
from quizzes.models import Quiz


def add_certifications(shelf: Shelf, courses: dict[str, CoursePage]) -> dict[str, Certification]:
    """Publish the three certifications on the day of their launch."""
    return {row["slug"]: _certification(shelf, courses, row) for row in shelf.company.certifications}


def _certification(shelf: Shelf, courses: dict[str, CoursePage], row: Row) -> Certification:
    launch = shelf.calendar.at(row["launched"])
    certification: Certification = Certification.objects.create(
        slug=row["slug"], code=row["code"], title=localised(texts(row["title"])), proves=localised(texts(row["proves"])),
        unlocks=_unlocks(shelf, row), rights=" ".join(row["unlocks"]), owner=shelf.staff.users[row["owner"]],
        launched_on=shelf.calendar.day(row["launched"]),
    )  # fmt: skip
    version = CertificationVersion.objects.create(
        certification=certification, number=1, validity=f"P{row['valid_days']}D",
        renewal_opens=f"P{row['renewal']['opens_days_before']}D", renewal_from=row["renewal"]["extends_from"],
    )  # fmt: skip
    exam = _exam(shelf, row)
    for order, requirement in enumerate(row["requirements"]):
        _requirement(version, order, requirement, Path.INITIAL, courses, exam)
    renewal = {"exam", "signoff"} if row["renewal"]["mode"] == "exam_and_signoff" else {"exam"}
    again = [requirement for requirement in row["requirements"] if requirement["kind"] in renewal]
    for order, requirement in enumerate(again):
        _requirement(version, order, requirement, Path.RENEWAL, courses, exam)
    publish_version(version, now=launch)
    assign = row["assign"]
    for slug in assign["teams"]:
        for role in assign["roles"]:
            AssignmentRule.objects.create(
                certification=certification, team=shelf.staff.teams[slug], job_role=role, due_days=assign["due_days_after_hire"],
                asks_since=certification.launched_on, asked_days=assign["due_days_after_hire"],
            )  # fmt: skip
    return certification


def _unlocks(shelf: Shelf, row: Row) -> LocalisedText:
    words = [texts(shelf.company.site["rights"][right]) for right in row["unlocks"]]
    return localised({code: "\n".join(word.get(code, word["en"]) for word in words) for code in ("en", CHINESE)})


def _exam(shelf: Shelf, row: Row) -> Quiz:
    rules = next(requirement for requirement in row["requirements"] if requirement["kind"] == "exam")
    title = {"en": f"Exam: {texts(row['title'])['en']}"}
    if CHINESE in texts(row["title"]):
        title[CHINESE] = f"认证考试：{texts(row['title'])[CHINESE]}"
    parts = [(shelf.banks[part["pool"]], part["draw"]) for part in rules["pools"]]
    return add_quiz(
        slug=f"{row['slug']}-exam",
        title=title,
        purpose=Quiz.Purpose.CERTIFICATION,
        rules=rules,
        parts=parts,
        now=shelf.calendar.at(row["launched"]),
    )


def _requirement(version: CertificationVersion, order: int, row: Row, path: str, courses: dict[str, CoursePage], exam: Quiz) -> None:
    kind = {"signoff": Requirement.Kind.SIGN_OFF}.get(row["kind"], row["kind"])
    requirement = Requirement(
        version=version, sort_order=order, path=path, kind=kind, course=courses.get(row.get("course", "")),
        exam=exam if kind == Requirement.Kind.EXAM else None, once=kind == Requirement.Kind.COURSE,
        title=localised(texts(row.get("title"))), brief=localised(texts(row.get("brief"))), statement=localised(texts(row.get("statement"))),
        pass_points=row.get("pass_points"),
    )  # fmt: skip
    requirement.rubric.set(
        [
            RubricRow(
                sort_order=place, slug=level["slug"], title=localised(texts(level["title"])), levels=localised("\n".join(level["levels"]))
            )
            for place, level in enumerate(row.get("rubric", []))
        ]
    )
    requirement.save()
