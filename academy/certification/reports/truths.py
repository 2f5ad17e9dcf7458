"""The rules that say what is true of one person and one certification, in the order of `Kind`."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from academy.certification.actions.snapshot import holder_of
from academy.certification.models import Requirement
from academy.certification.models.progress import Step
from academy.certification.models.standing import State
from academy.certification.reports.gone import what_became
from academy.certification.reports.papers import Paper, paper_truth
from academy.certification.reports.truth import Kind, Matter, Rule, Truth, in_order
from academy.templatetags.academy_ui import in_days, short_date
from quizzes.models import Attempt, Way


def truths_of(matter: Matter) -> list[Truth]:
    """All that is true, what matters most first. There is at least one wherever there is a standing."""
    return in_order(truth for rule in RULES for truth in rule(matter))


def _revoked(matter: Matter) -> Iterable[Truth]:
    """A certificate that was taken back; once it is opened again, the steps below count."""
    if matter.standing is None or matter.standing.state != State.REVOKED or matter.progress is not None:
        return
    headline = _("Your certificate was revoked on %(day)s.") % {"day": short_date(matter.revoked_at, matter.today)}
    if matter.certification.retired_at is not None:
        ask = _("This certification is no longer offered.")
    elif matter.certification.owner_id == matter.learner.pk:
        ask = _("An academy administrator can open it for you again.")
    else:
        ask = _("%(owner)s or an academy administrator can open it for you again.") % {"owner": matter.owner}
    text = f"{matter.revoked_because} {ask}".strip()
    said = {"day": short_date(matter.revoked_at, matter.today), "reason": matter.revoked_because}
    of_them = _("Revoked on %(day)s: %(reason)s") % said
    yield matter.says(Kind.REVOKED, headline, text=text, of_them=of_them, label=_("See the certification"))


def _everything_met(matter: Matter) -> Iterable[Truth]:
    """All is done and no certificate given yet: the name stands in the way, or it is given in a moment."""
    if not matter.is_met:
        return
    letters = " ".join(holder_of(matter.learner).unprintable)
    if not letters:
        headline = _("Everything is met.")
        yield matter.says(Kind.WAITING, headline, text=_("The certificate is given by itself."), label=_("See the certification"))
        return
    yield matter.says(
        Kind.HELD_BACK,
        _("All requirements are met, but the certificate cannot print your name."),
        text=_(
            "These characters are in no font of the certificate: %(letters)s. Ask the administrator of the academy to write your name on certificates without them; the certificate is then given by itself."
        )
        % {"letters": letters},
        of_them=_(
            "The certificate waits: it cannot print these characters of the name: %(letters)s. Change the name on certificates of this person."
        )
        % {"letters": letters},
        label=_("See the certification"),
    )


def _open_steps(matter: Matter) -> Iterable[Truth]:
    """What each step that is not met waits for, in the order of the steps; of those that can be done only the first.

    A step that nobody can do, or not this person, holds back whoever has no other step to do.
    """
    run = matter.progress
    steps = run.open_steps if run else ()
    found = [truth for step in steps if (truth := _possible(matter, step)) is not None]
    can_go_on = any(truth.kind in {Kind.RUNNING, Kind.NEXT} for truth in found)
    first = next((truth for truth in found if truth.kind == Kind.NEXT), None)
    found = [truth for truth in found if truth is first or truth.kind != Kind.NEXT]
    shut = [truth for step in steps if (truth := _impossible(matter, step)) is not None]
    return [*found, *(replace(truth, kind=Kind.WAITING) if can_go_on else truth for truth in shut)]


def _possible(matter: Matter, step: Step) -> Truth | None:
    """What is to be done, or waited for, where the person can do the step."""
    if what_became(step, withdrawn=matter.withdrawn):
        return None
    match step.requirement.kind:
        case Requirement.Kind.COURSE:
            return matter.course(matter, step.requirement)
        case Requirement.Kind.EXAM:
            return _exam(matter, step)
        case Requirement.Kind.PRACTICE:
            return _practice(matter, step)
    return _sign_off(matter) if matter.progress and matter.progress.only_sign_off_open else None


def _impossible(matter: Matter, step: Step) -> Truth | None:
    """What became of a step that was withdrawn, or that it is closed to this person."""
    row, gone = step.requirement, what_became(step, withdrawn=matter.withdrawn)
    if gone:
        if row.kind == Requirement.Kind.EXAM:
            text = _("The exam is not offered at present. Ask the owner of the certification when it is.")
        else:
            text = capfirst(_("%(sentence)s.") % {"sentence": gone})
        name = matter.name(row)
        return matter.says(Kind.HELD_BACK, name, text=text, of_them=f"{name}: {gone}", label=_("See the certification"))
    is_closed = row.kind == Requirement.Kind.COURSE and matter.course(matter, row) is None
    return _closed(matter, row) if is_closed else None


def _closed(matter: Matter, row: Requirement) -> Truth:
    """A step that this person cannot reach."""
    headline = _("%(step)s is not open to you") % {"step": row.name}
    ask = _("Ask %(owner)s, who owns this certification.") % {"owner": matter.owner}
    of_them = _("Not open to this person: %(step)s") % {"step": row.name}
    return matter.says(Kind.HELD_BACK, headline, text=ask, of_them=of_them, label=_("See the certification"))


def _exam(matter: Matter, step: Step) -> Truth | None:
    exam = step.requirement.exam
    newest = step.fact if isinstance(step.fact, Attempt) else None
    if exam is None:
        return None
    if step.failed:
        text = _("The last attempt did not pass. Look at the lessons it names, then try again.")
    elif matter.standing is not None and matter.standing.award_id is not None and matter.standing.state != State.REVOKED:
        text = _("Passing it renews your certificate.")
    else:
        text = _("The exam of this certification.")
    url = reverse("academy_quizzes:quiz", args=[exam.slug])
    way = matter.ways.get(exam.pk, Way())
    return paper_truth(matter, Paper(str(exam), url, exam.time_limit_minutes, newest, way, text, _("Go to the exam")))


def _practice(matter: Matter, step: Step) -> Truth:
    row = step.requirement
    if step.waiting_since is not None:
        if matter.is_led:
            text = _("Handed in. Your manager reviews it, and you need do nothing until then.")
        else:
            text = _("Handed in. An academy administrator reviews it, and you need do nothing until then.")
        return matter.says(Kind.WAITING, row.name, text=text, label=_("See the certification"))
    text = (
        _("Not passed yet: read the review and hand it in again.")
        if step.failed
        else _("Prepare it, then say that you are ready to be judged.")
    )
    url = reverse("academy_certification:practice_submit", args=[matter.certification.slug, row.uuid])
    return matter.says(Kind.NEXT, row.name, text=text, url=url, label=_("Go to the practice"))


def _sign_off(matter: Matter) -> Truth:
    if matter.is_led:
        text = _("All is done but the sign-off. Your manager signs, and you need do nothing until then.")
    else:
        text = _("All is done but the sign-off. An academy administrator signs, and you need do nothing until then.")
    return matter.says(Kind.WAITING, _("Sign-off"), text=text, label=_("See the certification"))


def _without_run(matter: Matter) -> Iterable[Truth]:
    """What is held, what has ended, and whether it can be renewed, where no run is under way."""
    row, see = matter.standing, _("See the certification")
    if row is None or matter.progress is not None or matter.is_met or row.state == State.REVOKED:
        return
    is_over = matter.certification.retired_at is not None
    no_more = _("This certification is no longer offered.") if is_over else ""
    if row.state == State.CERTIFIED or (row.state == State.EXPIRING and is_over):
        yield matter.says(Kind.CERTIFIED, _held_until(matter), text=no_more, label=see)
    elif row.state in {State.EXPIRING, State.EXPIRED} and not is_over:
        yield matter.says(Kind.NEXT, _("Renew your certificate"), label=_("See what renewal takes"))
    elif row.state == State.EXPIRED:
        ended = _("Your certificate ended %(day)s.") % {"day": in_days(row.expires_on, matter.today)}
        yield matter.says(Kind.NOTHING, ended, text=no_more, label=see)
    elif is_over:
        yield matter.says(Kind.NOTHING, no_more, label=see)
    else:
        reopen = _("%(certification)s is not open to you now") % {"certification": matter.certification}
        ask = _("%(owner)s or an academy administrator can open it for you again.") % {"owner": matter.owner}
        yield matter.says(Kind.HELD_BACK, reopen, text=ask, label=see)


def _held_until(matter: Matter) -> str:
    row = matter.standing
    if row is None or row.expires_on is None:
        return _("You are certified.")
    return _("You are certified until %(day)s.") % {"day": short_date(row.expires_on, matter.today)}


RULES: Final[tuple[Rule, ...]] = (_revoked, _everything_met, _open_steps, _without_run)
