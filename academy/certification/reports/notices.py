"""What stands around the exam of a certification, and what a course is needed for. Registered in `ready()` with the layers below."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from academy.certification.actions.snapshot import holder_of
from academy.certification.models import Award, Certification, Cycle, Requirement, Standing
from academy.certification.models.facts import read_case, read_facts
from academy.certification.models.progress import evaluate, on_path
from academy.certification.models.standing import State
from academy.certification.reports.cases import matter_of
from academy.certification.reports.doors import Door, exam_door
from academy.certification.reports.steps import StepLine, step_lines
from academy.certification.reports.truth import Matter, Truth
from academy.certification.reports.truths import truths_of
from courses.models import Use
from quizzes.models import Attempt, Quiz
from quizzes.models.seams import Link, Notice


def before_exam(quiz: Quiz, user: Any, now: datetime) -> Notice | None:
    """The way back, and what is still open besides the exam. None when the quiz is no exam."""
    door = exam_door(quiz, user, now)
    if door is None or door.certification is None:
        return None
    back, cycle = _back(door.certification), door.cycle
    if door.shut:
        return _not_now(door, back)
    if cycle is None:
        return Notice(text=_("Passing renews your certificate."), back=back, bars_start=False)
    letters = holder_of(cycle.learner).unprintable
    if letters:
        return Notice(
            headline=_("The certificate could not print your name"),
            text=_name_in_the_way(letters),
            back=back,
            tone="warn",
            bars_start=False,
        )
    still_open = _open_besides(quiz, cycle)
    if not still_open:
        return Notice(text=_("With this exam everything is met: the certificate is given by itself."), back=back, bars_start=False)
    count = len(still_open)
    return Notice(
        headline=ngettext("One requirement is still open", "%(count)s requirements are still open", count) % {"count": count},
        text=_("You may take the exam now. The certificate is given once everything is met."),
        back=back,
        open_items=tuple(_link(line, cycle.certification) for line in still_open),
        bars_start=False,
    )


def after_exam(attempt: Attempt, user: Any, now: datetime) -> Notice | None:
    """What a closed attempt means: certified, or how much is still open. None when the quiz is no exam. Two queries."""
    if attempt.quiz.purpose != Quiz.Purpose.CERTIFICATION:
        return None
    asked = Standing.objects.of(user).examined_by(attempt.quiz).with_revocation()
    standing = asked.select_related("certification", "award", "team", "learner__academy_person").first()
    if standing is None:
        return None
    certification = standing.certification
    back = _back(certification)
    if attempt.is_waiting:
        return Notice(
            headline=_("Your exam is being marked"),
            text=_("A person reads your answers. The certificate is given by itself once everything is met."),
            back=back,
        )
    if not attempt.counts_as_pass:
        return _not_passed(standing, user, now, back)
    if Attempt.objects.holds_back(attempt):
        return Notice(back=back)
    if standing.award is not None and standing.state != State.REVOKED and _belongs(attempt, standing.award):
        links = (
            Link(_("Certificate"), reverse("academy_certification:certificates"), primary=True),
            Link(_("PDF"), reverse("academy_certification:certificate_pdf", args=[standing.award.serial])),
        )
        return Notice(headline=_("You are certified"), text=str(certification.title), links=links, back=back, tone="good")
    stop = _stopped(standing, user, now)
    if stop is not None:
        return Notice(headline=stop.headline, text=stop.text, links=(Link(stop.label, stop.url, primary=True),), back=back, tone=stop.tone)
    onward = Link(_("What is still open"), back.url, primary=True)
    text = _("The certificate is given once everything is met.")
    return Notice(headline=_("Exam passed"), text=text, links=(onward,), back=back, tone="good")


def _not_passed(standing: Standing, user: Any, now: datetime, back: Link) -> Notice:
    """Another attempt is no way on where the certificate is held, or was taken back and not opened again."""
    if standing.state == State.CERTIFIED:
        return Notice(text=_("You hold this certificate. An attempt counts once its renewal is open."), back=back, bars_start=True)
    stop = _revoked(standing, user, now) if standing.state == State.REVOKED else None
    if stop is None:
        return Notice(back=back)
    return Notice(headline=stop.headline, text=stop.text, back=back, tone=stop.tone, bars_start=True)


def _revoked(standing: Standing, user: Any, now: datetime) -> Truth | None:
    """That the certificate was taken back, where no run is open."""
    if Cycle.objects.open().of(user).filter(certification=standing.certification_id).exists():
        return None
    matter = Matter(
        certification=standing.certification,
        learner=standing.learner,
        now=now,
        standing=standing,
        revoked_at=standing.revoked_at,
        revoked_because=str(standing.revoked_because or ""),
    )
    return next((truth for truth in truths_of(matter) if truth.is_stop), None)


def _stopped(standing: Standing, user: Any, now: datetime) -> Truth | None:
    """What keeps the certificate back although the exam is passed: the name, or a revocation. Read only where it may be one of them."""
    if standing.state == State.REVOKED:
        return _revoked(standing, user, now)
    if not holder_of(standing.learner).unprintable:
        return None
    case = read_case(user, standing.certification)
    matter = matter_of(case, learner=user, now=now, lines={}, ways={})
    return next((truth for truth in truths_of(matter) if truth.is_stop), None) if matter.is_met else None


def needed_for(course_keys: Collection[UUID]) -> Mapping[UUID, Sequence[Use]]:
    """Certifications that ask for these courses in the rules in force, in one query."""
    found: dict[UUID, list[Use]] = defaultdict(list)
    for key, code, title, slug in Certification.objects.published().asking_for(course_keys):
        found[key].append(
            Use(_("Needed for %(code)s") % {"code": code}, title, reverse("academy_certification:certification", args=[slug]))
        )
    return found


def _open_besides(quiz: Quiz, cycle: Cycle) -> list[StepLine]:
    rows = on_path(Requirement.objects.filter(version=cycle.version_id).with_names(), cycle.path)
    others = [row for row in rows if row.exam_id != quiz.pk]
    lines = step_lines(evaluate(others, read_facts(cycle.learner, others), cycle), reader=cycle.learner)
    return [line for line in lines if line.state != "done"]


def _not_now(door: Door, back: Link) -> Notice:
    return Notice(
        headline=_("This exam is not open for you now"),
        text=door.shut,
        back=back,
        links=(Link(back.label, back.url, primary=True),),
        tone="warn",
        bars_start=True,
    )


def _name_in_the_way(letters: list[str]) -> str:
    return _(
        "These characters are in no font of the certificate: %(letters)s. Ask the administrator of the academy to write your name without them."
    ) % {"letters": " ".join(letters)}


def _belongs(attempt: Attempt, award: Award) -> bool:
    """Whether the award came after this attempt, and not long before it."""
    return attempt.submitted_at is not None and award.issued_at >= attempt.submitted_at


def _back(certification: Certification) -> Link:
    return Link(label=str(certification.title), url=reverse("academy_certification:certification", args=[certification.slug]))


def _link(line: StepLine, certification: Certification) -> Link:
    return Link(line.title, line.url or reverse("academy_certification:certification", args=[certification.slug]))
