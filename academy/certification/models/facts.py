"""Reading what a learner has done and holds, for any number of certifications in the same few queries."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import Any

from academy.certification.models.award import Award
from academy.certification.models.certification import Certification, CertificationVersion
from academy.certification.models.cycle import Cycle
from academy.certification.models.evidence import PracticeSubmission, SignOff
from academy.certification.models.progress import Facts, Progress, evaluate, on_path
from academy.certification.models.requirement import Requirement
from academy.certification.models.standing import Standing
from courses.models import ticks_of
from quizzes.models import Attempt


@dataclass
class Case:
    """One learner and one certification: the open cycle with its progress, the newest award, and the standing as it is stored."""

    certification: Certification
    cycle: Cycle | None = None
    progress: Progress | None = None
    award: Award | None = None
    standing: Standing | None = None
    version: CertificationVersion | None = None
    requirements: list[Requirement] = field(default_factory=list)

    def learner_or(self, user: Any) -> Any:
        """The learner with the person read along, where there is a standing."""
        return self.standing.learner if self.standing else user


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


def read_case(learner: Any, certification: Certification) -> Case:
    """One certification of a learner as a page shows it, in at most eight queries: the award is the one the standing names.

    Without an open cycle the rules are those in force, and there is no progress.
    """
    case = Case(certification)
    names = ("award__version", "award__holder", "team__manager__academy_person", "learner__academy_person")
    case.standing = Standing.objects.of(learner).filter(certification=certification).select_related(*names).first()
    case.award = case.standing.award if case.standing else None
    case.cycle = Cycle.objects.open().of(learner).filter(certification=certification).select_related("version").first()
    case.version = case.cycle.version if case.cycle else CertificationVersion.objects.current().filter(certification=certification).first()
    if case.version is not None:
        case.requirements = list(Requirement.objects.filter(version=case.version).with_names().with_pass_lines())
    if case.cycle is not None:
        case.progress = evaluate(case.requirements, read_facts(learner, on_path(case.requirements, case.cycle.path)), case.cycle)
    return case


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
    """What a learner has done for these requirements, in at most four queries."""
    rows = list(requirements)
    keys = {row.course_key for row in rows if row.course_key}
    exams = {row.exam_id for row in rows if row.exam_id}
    judged = [row.pk for row in rows if row.kind in {Requirement.Kind.PRACTICE, Requirement.Kind.SIGN_OFF}]
    ticks = ticks_of(learner, keys)
    attempts, practices, sign_offs = defaultdict(list), defaultdict(list), defaultdict(list)
    if exams:
        taken = Attempt.objects.of(learner).filter(quiz_id__in=exams).with_score_withheld()
        for attempt in taken.order_by("started_at", "pk"):
            attempts[attempt.quiz_id].append(attempt)
    if judged:
        for practice in (
            PracticeSubmission.objects.of(learner)
            .filter(requirement__in=judged)
            .select_related("review__reviewer__academy_person")
            .order_by("submitted_at", "pk")
        ):
            practices[practice.requirement_id].append(practice)
        for sign_off in (
            SignOff.objects.filter(cycle__learner=learner, requirement__in=judged)
            .select_related("by__academy_person")
            .order_by("signed_at", "pk")
        ):
            sign_offs[sign_off.requirement_id].append(sign_off)
    return Facts(
        completed_courses=ticks.completed,
        touched_courses={key: max(steps.values()) for key, steps in ticks.steps.items()},
        attempts=attempts,
        practices=practices,
        sign_offs=sign_offs,
    )
