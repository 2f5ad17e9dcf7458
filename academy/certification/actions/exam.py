"""Exams: the door through which a certification is taken or renewed."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from academy.certification.actions.cycle import open_cycle, refuse_retired
from academy.certification.actions.learner import hold
from academy.certification.actions.refusals import NothingToExamine, NotNow
from academy.certification.models import Award, Certification, Cycle
from academy.certification.models.durations import local_day
from academy.certification.models.facts import Case, read_cases
from academy.certification.models.progress import Step
from academy.certification.models.requirement import Path
from quizzes.actions import start_attempt
from quizzes.models import Attempt, Quiz


@transaction.atomic
def approach_exam(*, learner: Any, certification: Certification, now: datetime) -> Quiz:
    """The exam that a learner takes next at a certification. No attempt is begun and no clock runs.

    Opens the renewal where its time has come (also after the certificate
    ended), and a first run where there never was one. Raises NotNow with the
    reason, or NothingToExamine.
    """
    learner = hold(learner)
    case = next(iter(read_cases(learner, certification=certification)), None) or Case(certification)
    if case.cycle is None:
        path = path_open_to(learner, case, now)
        open_cycle(learner=learner, certification=certification, path=path, now=now)
        case = read_cases(learner, certification=certification)[0]
    return exam_to_take(case)


@transaction.atomic
def begin_exam(*, learner: Any, certification: Certification, now: datetime, language: str = "") -> Attempt:
    """Start the exam of a certification, or return the attempt that is open. Raises what approaching it or starting the attempt raises."""
    exam = approach_exam(learner=learner, certification=certification, now=now)
    return start_attempt(learner=learner, quiz=exam, now=now, language=language)


def path_open_to(learner: Any, case: Case, now: datetime) -> str:
    """The path on which a learner without a run may begin one. Raises NotNow with the sentence that says why not."""
    award = case.award
    refuse_retired(case.certification)
    if award is None:
        if Cycle.objects.of(learner).filter(certification=case.certification).exists():
            raise NotNow(_("This certification has to be opened for you again by its owner or an administrator."))
        return Path.INITIAL
    if award.is_revoked:
        raise NotNow(_("Your certificate was revoked. The owner of the certification or an administrator can open it for you again."))
    opens = award.renewal_opens_at
    if opens is None:
        raise NotNow(_("Your certificate does not end, so there is nothing to renew."))
    if now < opens:
        raise NotNow(too_early(award, opens))
    return Path.RENEWAL


def too_early(award: Award, opens: datetime) -> str:
    """When the renewal opens, in words."""
    return _("Renewal opens on %(date)s.") % {"date": date_format(local_day(opens, award.time_zone), "DATE_FORMAT")}


def exam_to_take(case: Case) -> Quiz:
    """The first exam of the open run that is not passed. Raises NothingToExamine."""
    steps = [step for step in (case.progress.steps if case.progress else ()) if step.requirement.exam is not None]
    if not steps:
        raise NothingToExamine(_("There is no exam in this certification."))
    if all(step.is_met for step in steps):
        raise NothingToExamine(_("You have passed this exam already."))
    exam = next((step.requirement.exam for step in steps if not step.is_met and _can_be_taken(step)), None)
    if exam is None:
        raise NothingToExamine(_("The exam is not offered at present. Ask the owner of the certification when it is."))
    return exam


def _can_be_taken(step: Step) -> bool:
    """Whether attempts may begin, or one is open that can be finished."""
    exam = step.requirement.exam
    return exam is not None and (exam.is_open or (isinstance(step.fact, Attempt) and step.fact.is_open))
