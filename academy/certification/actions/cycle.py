"""Cycles: opened from above or by a learner's own start, and closed by an award or a withdrawal."""

from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from academy.audit import audited
from academy.certification.actions.learner import hold
from academy.certification.actions.refusals import NotNow, NotOneself
from academy.certification.actions.standing import write_standings
from academy.certification.conf import REOPEN
from academy.certification.models import Award, Certification, CertificationVersion, Cycle, Requirement, Standing
from academy.certification.models.facts import read_cases
from academy.certification.models.progress import on_path
from academy.certification.models.requirement import Path
from academy.certification.models.standing import StandingQuerySet
from courses.actions import enrol
from quizzes.actions import open_window
from quizzes.permissions import may_decide_on


@transaction.atomic
def open_cycle(*, learner: Any, certification: Certification, path: str, now: datetime) -> Cycle:
    """Open a learner's run at a certification: enrol in its courses and open the window of its exams.

    A run that is open already is returned as it is. Raises NotNow for a first
    certificate while one is valid, for a renewal where nothing can be renewed,
    and where the certification takes nobody (retired, or without rules).
    """
    learner = hold(learner)
    existing = Cycle.objects.open().of(learner).filter(certification=certification).select_related("certification", "version").first()
    if existing is not None:
        return existing
    version = _rules(certification)
    _refuse_wrong_path(learner, certification, path, now)
    try:
        with transaction.atomic():
            cycle = Cycle.objects.create(learner=learner, certification=certification, version=version, path=path, opened_at=now)
    except IntegrityError:  # a database without row locks let another request open it first
        return Cycle.objects.open().of(learner).get(certification=certification)
    _open_doors(cycle, now)
    write_standings(learner, read_cases(learner, certification=certification), now=now)
    return cycle


@audited(REOPEN, by="by", about="certification")
def reopen(*, learner: Any, certification: Certification, by: Any, now: datetime) -> Cycle:
    """Open a first run for somebody again, after a revocation or when one has ended. Raises NotOneself, and what opening raises."""
    if not may_decide_on(by, learner):
        raise NotOneself(_("Nobody can open a certification again for himself or herself."))
    return open_cycle(learner=learner, certification=certification, path=Path.INITIAL, now=now)


def refuse_retired(certification: Certification) -> None:
    """Raise NotNow where a certification is no longer offered. Runs that are open go on."""
    if certification.retired_at is not None:
        raise NotNow(_not_taking(certification))


def _rules(certification: Certification) -> CertificationVersion:
    refuse_retired(certification)
    version = CertificationVersion.objects.current().filter(certification=certification).first()
    if version is None:
        raise NotNow(_not_taking(certification))
    return version


def _not_taking(certification: Certification) -> str:
    return _("“%(certification)s” does not take anybody at present.") % {"certification": certification}


def _refuse_wrong_path(learner: Any, certification: Certification, path: str, now: datetime) -> None:
    award = (
        Award.objects.of(learner).filter(certification=certification).newest().select_related("version").prefetch_related("events").first()
    )
    if path == Path.RENEWAL:
        if award is None or award.is_revoked:
            raise NotNow(_("There is no certificate that could be renewed."))
        return
    if award is not None and not award.is_revoked and (award.valid_until is None or now < award.valid_until):
        raise NotNow(_("This person holds a valid certificate."))


def _open_doors(cycle: Cycle, now: datetime) -> None:
    """Let the learner into everything the path asks for."""
    rows = Requirement.objects.filter(version_id=cycle.version_id).with_names()
    for row in on_path(rows, cycle.path):
        if row.course_key is not None:
            enrol(learner=cycle.learner, course_key=row.course_key, now=now)
        if row.exam is not None:
            open_window(quiz=row.exam, learner=cycle.learner, now=now, reason=f"{cycle.certification.code} {cycle.path}")


def open_due_renewals(*, now: datetime, only: StandingQuerySet | None = None) -> int:
    """Open the renewal of everybody (or of `only` some) whose window is open and whose certificate was not revoked. Harmless to repeat."""
    opened = 0
    due = (Standing.objects.all() if only is None else only).renewable(now).select_related("learner", "certification").order_by("pk")
    for standing in due.iterator(chunk_size=500):
        try:
            open_cycle(learner=standing.learner, certification=standing.certification, path=Path.RENEWAL, now=now)
        except NotNow:
            continue
        opened += 1
    return opened
