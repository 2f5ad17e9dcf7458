"""Whether the exam of a certification may begin: decided here, for the page before it and for every start."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from academy.certification.models import Certification, Cycle, Standing
from quizzes.models import Attempt, Quiz


@dataclass(frozen=True)
class Door:
    """One learner before one exam: the run it belongs to or would begin, and why it is shut; empty words mean it is open."""

    certification: Certification | None = None
    cycle: Cycle | None = None
    shut: str = ""


def exam_gate(quiz: Quiz, user: Any, now: datetime) -> str:
    """Why the exam of a certification may not begin; empty where it may, and for quizzes that are no exams."""
    door = exam_door(quiz, user, now)
    return door.shut if door else ""


def exam_door(quiz: Quiz, user: Any, now: datetime) -> Door | None:
    """Read it in at most five queries. None for a quiz that is no exam.

    An exam may begin in a run that is under way, and where a renewal is due:
    any door renews. An exam of no certification is nobody's business here.
    """
    if quiz.purpose != Quiz.Purpose.CERTIFICATION:
        return None
    cycle = Cycle.objects.open().of(user).examined_by(quiz).select_related("certification", "learner__academy_person").first()
    if cycle is not None:
        return Door(cycle.certification, cycle, shut=_undecided(quiz, user))
    due = Standing.objects.of(user).examined_by(quiz).renewable(now).select_related("certification").first()
    if due is not None:
        return Door(due.certification, shut=_undecided(quiz, user))
    asking = Certification.objects.examined_by(quiz)
    offered = asking.offered_to(user).first()
    if offered is None:
        return Door(shut=_("This exam is not open for you now.")) if asking.exists() else Door()
    return Door(offered, shut=_why_not(offered, user))


def _undecided(quiz: Quiz, user: Any) -> str:
    """That the last attempt has to be decided first: another one may not be needed."""
    newest = Attempt.objects.of(user).at(quiz).closed().with_score_withheld().first()
    if newest is not None and newest.is_waiting:
        return _("Your last attempt is being marked. You need do nothing until then.")
    if newest is not None and newest.score_withheld:
        return _("Your last attempt counts once the quiz or exam that you have open is handed in.")
    return ""


def _why_not(certification: Certification, user: Any) -> str:
    if certification.retired_at is not None:
        return _("This certification is no longer offered. Nobody begins or renews it any more.")
    if Standing.objects.of(user).current().filter(certification=certification).exists():
        return _("You hold this certificate. An attempt counts once its renewal is open.")
    return _("Begin on the page of the certification.")
