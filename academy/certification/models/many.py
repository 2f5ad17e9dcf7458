"""The cases of many learners at once: what `read_cases` says of one, in a handful of queries for all of them."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from academy.certification.models.award import Award
from academy.certification.models.cycle import Cycle
from academy.certification.models.evidence import PracticeSubmission, SignOff
from academy.certification.models.facts import Case
from academy.certification.models.progress import Facts, evaluate
from academy.certification.models.requirement import Requirement
from academy.certification.models.standing import Standing
from courses.models import Enrolment, StepCompletion
from quizzes.models import Attempt


def cases_of_many(learners: Collection[int]) -> dict[int, list[Case]]:
    """By the key of the learner, everything that each has to do with certifications. At most twelve queries, however many there are."""
    found: dict[tuple[int, int], Case] = {}

    def case(row: Standing | Cycle | Award) -> Case:
        return found.setdefault((row.learner_id, row.certification_id), Case(row.certification))

    for standing in Standing.objects.filter(learner__in=learners).select_related("certification"):
        case(standing).standing = standing
    held = Award.objects.filter(learner__in=learners).select_related("certification", "version").prefetch_related("events")
    for award in held.order_by("pk"):  # rows are only added: the last one is the newest
        case(award).award = award
    cycles = list(Cycle.objects.open().filter(learner__in=learners).select_related("certification", "version"))
    rows = _requirements(cycles)
    facts = _facts({cycle.learner_id for cycle in cycles}, [row for each in rows.values() for row in each])
    for cycle in cycles:
        case(cycle).cycle = cycle
        case(cycle).progress = evaluate(rows[cycle.version_id], facts[cycle.learner_id], cycle)
    cases: dict[int, list[Case]] = defaultdict(list)
    for (learner, _certification), one in found.items():
        cases[learner].append(one)
    return cases


def _requirements(cycles: Iterable[Cycle]) -> dict[int, list[Requirement]]:
    rows: dict[int, list[Requirement]] = defaultdict(list)
    for row in Requirement.objects.filter(version__in={cycle.version_id for cycle in cycles}).with_names():
        rows[row.version_id].append(row)
    return rows


def _facts(learners: Collection[int], rows: Collection[Requirement]) -> dict[int, Facts]:
    """What each of them has done for these requirements, in at most five queries."""
    courses = {row.course_key for row in rows if row.course_key}
    exams = {row.exam_id for row in rows if row.exam_id}
    judged = [row.pk for row in rows if row.kind in {Requirement.Kind.PRACTICE, Requirement.Kind.SIGN_OFF}]
    done = {"learner__in": learners, "course_key__in": courses}
    completed = _latest(Enrolment.objects.completed().filter(**done)) if courses else {}
    touched = _latest(StepCompletion.objects.filter(**done)) if courses else {}
    attempts: dict[int, dict[int, list[Any]]] = _nested()
    practices: dict[int, dict[int, list[Any]]] = _nested()
    signed: dict[int, dict[int, list[Any]]] = _nested()
    if exams:
        taken = Attempt.objects.filter(learner__in=learners, quiz__in=exams).with_score_withheld()
        for attempt in taken.order_by("started_at", "pk"):
            attempts[attempt.learner_id][attempt.quiz_id].append(attempt)
    if judged:
        for practice in PracticeSubmission.objects.of_many(learners).filter(requirement__in=judged):
            practices[practice.cycle.learner_id][practice.requirement_id].append(practice)
        for sign_off in (
            SignOff.objects.filter(cycle__learner__in=learners, requirement__in=judged).select_related("cycle").order_by("signed_at", "pk")
        ):
            signed[sign_off.cycle.learner_id][sign_off.requirement_id].append(sign_off)
    return {
        learner: Facts(
            completed_courses=completed.get(learner, {}),
            touched_courses=touched.get(learner, {}),
            attempts=attempts[learner],
            practices=practices[learner],
            sign_offs=signed[learner],
        )
        for learner in learners
    }


def _latest(rows: Any) -> dict[int, dict[UUID, datetime]]:
    """By learner and course, the last moment at which anything was completed."""
    latest: dict[int, dict[UUID, datetime]] = defaultdict(dict)
    for learner, course, moment in rows.order_by("completed_at").values_list("learner_id", "course_key", "completed_at"):
        latest[learner][course] = moment
    return latest


def _nested() -> dict[int, dict[int, list[Any]]]:
    return defaultdict(lambda: defaultdict(list))
