"""Reading what a learner has done and holds, for any number of certifications in the same few queries."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Max

from academy.certification.models.award import Award
from academy.certification.models.certification import Certification
from academy.certification.models.cycle import Cycle
from academy.certification.models.evidence import PracticeSubmission, SignOff
from academy.certification.models.progress import Facts, Progress, evaluate
from academy.certification.models.requirement import Requirement
from academy.certification.models.standing import Standing
from courses.models import Enrolment, StepCompletion
from quizzes.models import Attempt


@dataclass
class Case:
    """One learner and one certification: the open cycle with its progress, the newest award, and the standing as it is stored."""

    certification: Certification
    cycle: Cycle | None = None
    progress: Progress | None = None
    award: Award | None = None
    standing: Standing | None = None


def read_cases(learner: Any, *, certification: Certification | None = None) -> list[Case]:
    """Everything a learner has to do with certifications, in at most nine queries however many there are."""
    only = {} if certification is None else {"certification": certification}
    cases: dict[int, Case] = {}

    def case(row: Standing | Cycle | Award) -> Case:
        return cases.setdefault(row.certification_id, Case(row.certification))

    for standing in Standing.objects.of(learner).filter(**only).select_related("certification").order_by("certification__code"):
        case(standing).standing = standing
    cycles = list(Cycle.objects.open().of(learner).filter(**only).select_related("certification", "version"))
    for award in Award.objects.of(learner).filter(**only).newest().select_related("certification", "version").prefetch_related("events"):
        case(award).award = award
    progress = progress_of(learner, cycles)
    for cycle in cycles:
        case(cycle).cycle = cycle
        case(cycle).progress = progress[cycle.pk]
    return list(cases.values())


def progress_of(learner: Any, cycles: Collection[Cycle]) -> dict[int, Progress]:
    """The progress of each of a learner's cycles, by its primary key."""
    if not cycles:
        return {}
    rows: dict[int, list[Requirement]] = defaultdict(list)
    for row in Requirement.objects.filter(version__in={cycle.version_id for cycle in cycles}).with_names():
        rows[row.version_id].append(row)
    facts = read_facts(learner, [row for each in rows.values() for row in each])
    return {cycle.pk: evaluate(rows[cycle.version_id], facts, cycle) for cycle in cycles}


def read_facts(learner: Any, requirements: Iterable[Requirement]) -> Facts:
    """What a learner has done for these requirements, in at most five queries."""
    rows = list(requirements)
    keys = {row.course_key for row in rows if row.course_key}
    exams = {row.exam_id for row in rows if row.exam_id}
    judged = [row.pk for row in rows if row.kind in {Requirement.Kind.PRACTICE, Requirement.Kind.SIGN_OFF}]
    completed = Enrolment.objects.of(learner).completed().filter(course_key__in=keys).values_list("course_key", "completed_at")
    touched = StepCompletion.objects.filter(learner=learner, course_key__in=keys).values_list("course_key").annotate(newest=Max("completed_at"))
    attempts, practices, sign_offs = defaultdict(list), defaultdict(list), defaultdict(list)
    if exams:
        for attempt in Attempt.objects.of(learner).filter(quiz_id__in=exams).order_by("started_at", "pk"):
            attempts[attempt.quiz_id].append(attempt)
    if judged:
        for practice in PracticeSubmission.objects.of(learner).filter(requirement__in=judged).select_related("review__reviewer__person").order_by("submitted_at", "pk"):
            practices[practice.requirement_id].append(practice)
        for sign_off in SignOff.objects.filter(cycle__learner=learner, requirement__in=judged).select_related("by__person").order_by("signed_at", "pk"):
            sign_offs[sign_off.requirement_id].append(sign_off)
    return Facts(
        completed_courses={key: at for key, at in completed if at} if keys else {},
        touched_courses=dict(touched) if keys else {},
        attempts=attempts,
        practices=practices,
        sign_offs=sign_offs,
    )
