"""What is true of a quiz or exam in the way of a certification: under way, being marked, shut, used up, resting, or to be taken."""

from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.timesince import timeuntil
from django.utils.translation import gettext as _

from academy.certification.reports.truth import Kind, Matter, Truth
from academy.templatetags.academy_ui import short_date, short_moment
from quizzes.models import Attempt, Quiz, Way


@dataclass(frozen=True, slots=True)
class Paper:
    """A quiz or exam before a person: what it is called, where its rules are, the newest attempt that counts, and what it allows."""

    title: str
    url: str
    minutes: int | None
    newest: Attempt | None
    way: Way
    text: str
    label: str


def paper_truth(matter: Matter, paper: Paper) -> Truth:
    """The one thing that is true of it now."""
    return _of_newest(matter, paper) or _shut(matter, paper) or _to_take(matter, paper)


def running_truth(attempt: Attempt, now: datetime, *, certification: str = "", certification_id: int = 0) -> Truth:
    """That an attempt is open and what its clock says, or that its time was over before it was handed in.

    Without a clock it is a thing to do like others; with one, and at an exam, nothing matters more.
    """
    if attempt.is_overdue(now):
        return Truth(
            Kind.NEXT,
            _("%(quiz)s: the time was over") % {"quiz": attempt.quiz},
            reverse("academy_quizzes:attempt_result", args=[attempt.uuid]),
            _("See what became of it"),
            certification=certification,
            certification_id=certification_id,
        )
    if attempt.deadline_at:
        text = _("%(time)s left, and the clock is running.") % {"time": timeuntil(attempt.deadline_at, now)}
    else:
        text = _("Your answers are kept.")
    is_running = attempt.deadline_at is not None or attempt.quiz.purpose == Quiz.Purpose.CERTIFICATION
    return Truth(
        Kind.RUNNING if is_running else Kind.NEXT,
        _("%(quiz)s, begun and not handed in") % {"quiz": attempt.quiz},
        reverse("academy_quizzes:attempt", args=[attempt.uuid]),
        _("Go on"),
        text,
        certification=certification,
        certification_id=certification_id,
    )


def _of_newest(matter: Matter, paper: Paper) -> Truth | None:
    """What the newest attempt leaves open, as long as it is not decided."""
    newest = paper.newest
    if newest is None:
        return None
    if newest.is_open:
        return running_truth(newest, matter.now, certification=str(matter.certification), certification_id=matter.certification.pk)
    result = {"url": reverse("academy_quizzes:attempt_result", args=[newest.uuid]), "label": _("See the attempt")}
    if newest.is_waiting:
        return matter.says(
            Kind.WAITING,
            _("%(quiz)s is being marked") % {"quiz": paper.title},
            text=_("Handed in. A person marks your answers, and you need do nothing until then."),
            **result,
        )
    if newest.score_withheld:
        return matter.says(
            Kind.WAITING,
            _("%(quiz)s is handed in") % {"quiz": paper.title},
            text=_("Handed in. It counts once the quiz or exam that you have open is handed in."),
            **result,
        )
    return None


def _shut(matter: Matter, paper: Paper) -> Truth | None:
    """Why it cannot be taken now."""
    way, now = paper.way, matter.now
    there = {"url": paper.url, "label": _("See its rules")}
    if way.not_yet(now):
        opens = _("%(quiz)s opens on %(moment)s") % {"quiz": paper.title, "moment": short_moment(way.opens_at, matter.today)}
        return matter.says(Kind.WAITING, opens, **there)
    if way.is_over(now):
        closed = _("%(quiz)s closed on %(moment)s") % {"quiz": paper.title, "moment": short_moment(way.closes_at, matter.today)}
        return matter.says(Kind.HELD_BACK, closed, text=_who_opens_later(matter), of_them=f"{closed}.", **there)
    if way.left == 0:
        return _used_up(matter, paper)
    if way.is_cooling_off(now):
        again = _("The next attempt may begin on %(moment)s.") % {"moment": short_moment(way.next_at, matter.today)}
        return matter.says(Kind.WAITING, _("%(quiz)s was not passed") % {"quiz": paper.title}, text=again, **there)
    return None


def _used_up(matter: Matter, paper: Paper) -> Truth:
    way, headline = paper.way, _("No attempts are left at %(quiz)s") % {"quiz": paper.title}
    if way.asked_at is not None:
        text = _("You asked for one more on %(day)s. It is not answered yet.") % {"day": short_date(way.asked_at, matter.today)}
        return matter.says(Kind.WAITING, headline, text=text, url=paper.url, label=_("See its rules"))
    if way.declined_at is not None:
        said = {"day": short_date(way.declined_at, matter.today), "reason": way.declined_because}
        text = _("One more was declined on %(day)s: %(reason)s") % said
    else:
        text = _("Your manager can grant one more.") if matter.is_led else _("An academy administrator can grant one more.")
    of_them = _("No attempt is left at “%(quiz)s”.") % {"quiz": paper.title}
    return matter.says(Kind.HELD_BACK, headline, text=text, of_them=of_them, url=paper.url, label=_("Ask for one more"))


def _who_opens_later(matter: Matter) -> str:
    if matter.is_led:
        return _("Your manager can let you take it later.")
    return _("An academy administrator can let you take it later.")


def _to_take(matter: Matter, paper: Paper) -> Truth:
    return matter.says(Kind.NEXT, paper.title, text=paper.text, url=paper.url, label=paper.label, minutes=paper.minutes)
