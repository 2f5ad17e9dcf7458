"""The history of the demo company: who learned, passed, was certified, revoked, and who has yet to begin."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from academy.certification.actions import apply_assignments, open_due_renewals, review_practice, revoke_award, sign_off, submit_practice
from academy.certification.models import Award, Certification, Cycle, PracticeSubmission, Requirement
from academy.demo.actions.calendar import Calendar
from academy.demo.actions.diary import Diary
from academy.demo.actions.learning import Library, Reader
from academy.demo.actions.staff import Staff, add_person
from academy.demo.interchange import Company, Row
from academy.demo.interchange.specs import texts
from academy.people.models import Person
from academy.texts import localised

PRACTISED = [3, 3, 2, 2, 3]
HOUR = timedelta(hours=1)


@dataclass(frozen=True)
class Story:
    """Everything that a record of the history needs."""

    company: Company
    staff: Staff
    calendar: Calendar
    library: Library
    certifications: dict[str, Certification]
    diary: Diary


def note_history(story: Story) -> None:
    """Note everything that happened; `Diary.live` then lets it happen."""
    people = {row["u"]: row for row in story.company.people}
    for row in story.company.people:
        story.diary.note(story.calendar.at(row["hired"]), partial(add_person, row, story.staff, story.calendar))
    for programme in story.company.certifications:
        for record in story.company.records[programme["slug"]]:
            _Record(story, programme, record, people[record["u"]]).note()
    for slug, delta in story.company.deltas.items():
        _note_delta(story, slug, delta)


@dataclass(frozen=True)
class _Record:
    """One person and one certification."""

    story: Story
    programme: Row
    row: Row
    person: Row

    @property
    def learner(self) -> Any:
        return self.story.staff.users[self.row["u"]]

    @property
    def certification(self) -> Certification:
        return self.story.certifications[self.programme["slug"]]

    @property
    def reader(self) -> Reader:
        return Reader(self.learner, self.story.library, self.story.diary)

    @property
    def begins(self) -> datetime:
        return self.story.calendar.at(max(self.person["hired"], self.programme["launched"]), 30)

    def note(self) -> None:
        self.story.diary.note(self.begins, partial(assign, self.learner))
        courses = [requirement["course"] for requirement in self.programme["requirements"] if requirement["kind"] == "course"]
        done = len(courses) if "issued" in self.row else min(len(courses), self._steps_done())
        self._note_courses(courses[:done])
        if "issued" in self.row:
            self._note_certificates()
        for attempt in self.row.get("attempts", []):
            self.reader.sits_exam(self.certification, score=attempt["score"], at=self._exam_on(attempt["on"]))
        if self.row.get("practice"):
            self._note_practice(self.row["practice"]["on"], self.row["practice"]["points"])

    def _steps_done(self) -> int:
        return round(int(self.row["progress"]) * len(self.programme["requirements"]) / 100)

    def _exam_on(self, day: int) -> datetime:
        return self.story.calendar.at(day, 60)

    def _first_exam(self) -> int:
        if "issued" in self.row:
            return int(self.row.get("renewed_from", self.row["issued"]))
        return int(self.row["attempts"][0]["on"]) if self.row.get("attempts") else 0

    def _note_courses(self, courses: list[str]) -> None:
        begins, ends = self.begins + HOUR, self.story.calendar.at(self._first_exam()) - HOUR
        if self._first_exam() == 0:
            ends = self.story.calendar.at(-1)
        for place, slug in enumerate(courses):
            since = begins + (ends - begins) * place / len(courses)
            self.reader.studies(slug, since=since, until=begins + (ends - begins) * (place + 1) / len(courses))

    def _note_certificates(self) -> None:
        opens = self.programme["renewal"]["opens_days_before"]
        passed = [int(self.row["renewed_from"]), int(self.row["passed"])] if "renewed_from" in self.row else [int(self.row["issued"])]
        for day in passed:
            self.reader.sits_exam(self.certification, score=self.row["score"], at=self._exam_on(day))
            self._note_judgement(day)
        renewal = passed[0] + self.programme["valid_days"] - opens
        if len(passed) == 1 and renewal < 0 and self.row["state"] != "revoked":
            self.story.diary.note(self.story.calendar.at(renewal), open_due_renewals)
        if self.row["state"] == "revoked":
            self.story.diary.note(self.story.calendar.at(self.row["revoked"]), partial(revoke, self.learner, self.row, self.story.staff))

    def _note_judgement(self, day: int) -> None:
        kinds = {requirement["kind"] for requirement in self.programme["requirements"]}
        judge = self.story.staff.manager_of(self.person)
        if "practice" in kinds:
            self._note_practice(day, PRACTISED)
        if "signoff" in kinds:
            self.story.diary.note(self.story.calendar.at(day, 180), partial(sign, self.learner, self.certification, judge))

    def _note_practice(self, day: int, points: list[int] | None) -> None:
        judge = self.story.staff.manager_of(self.person)
        self.story.diary.note(self.story.calendar.at(day, 120), partial(hand_in_practice, self.learner, self.certification))
        if points is not None:
            self.story.diary.note(
                self.story.calendar.at(day, 150), partial(judge_practice, self.learner, self.certification, judge, points)
            )


def assign(learner: Any, *, now: datetime) -> None:
    """Let the rules of assignment find one person."""
    apply_assignments(people=[Person.objects.get(user=learner)], now=now)


def _cycle(learner: Any, certification: Certification) -> Cycle:
    return Cycle.objects.open().of(learner).get(certification=certification)


def _asked(cycle: Cycle, kind: str) -> Requirement:
    asked: Requirement = Requirement.objects.get(version=cycle.version, path=cycle.path, kind=kind)
    return asked


def hand_in_practice(learner: Any, certification: Certification, *, now: datetime) -> None:
    """Say that the role-play took place."""
    cycle = _cycle(learner, certification)
    note = "I circled three places where the dispatcher types the order number again. The customer added a fourth."
    submit_practice(cycle=cycle, requirement=_asked(cycle, Requirement.Kind.PRACTICE), note=note, link="", now=now)


def judge_practice(learner: Any, certification: Certification, judge: Any, points: list[int], *, now: datetime) -> None:
    """Review the role-play row by row."""
    cycle = _cycle(learner, certification)
    submission = PracticeSubmission.objects.waiting().get(cycle=cycle)
    rows = [row.slug for row in submission.requirement.rubric.all()]
    review_practice(submission, reviewer=judge, points=dict(zip(rows, points, strict=True)), comment="", passed=None, now=now)


def sign(learner: Any, certification: Certification, judge: Any, *, now: datetime) -> None:
    """Sign for one person."""
    cycle = _cycle(learner, certification)
    sign_off(cycle=cycle, requirement=_asked(cycle, Requirement.Kind.SIGN_OFF), by=judge, now=now)


def revoke(learner: Any, row: Row, staff: Staff, *, now: datetime) -> None:
    """Withdraw a certificate, with the reason that strangers may read."""
    award = Award.objects.of(learner).newest().get()
    revoke_award(award, by=staff.users["academy.admin"], public_text=localised(texts(row["reason"])), internal_note="", now=now)


def _note_delta(story: Story, slug: str, delta: Row) -> None:
    """An update course: some holders have done it, some began, some have not."""
    announced = story.calendar.at(story.company.announced[slug], 60)
    for row in delta["done"]:
        reader = Reader(story.staff.users[row["u"]], story.library, story.diary)
        reader.studies(slug, since=announced, until=story.calendar.at(row["on"], 60))
    for name in delta["in_progress"]:
        Reader(story.staff.users[name], story.library, story.diary).reads(story.library.lessons[slug][0], at=story.calendar.at(-2))
