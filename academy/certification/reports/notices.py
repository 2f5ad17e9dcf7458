"""What stands around the exam of a certification, and what a course is needed for. Registered in `ready()` with the layers below."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from academy.certification.models import Certification, Requirement
from academy.certification.models.facts import Case, read_case
from academy.certification.reports.steps import StepLine, step_lines
from courses.models import Use
from quizzes.models import Attempt, Quiz
from quizzes.models.seams import Link, Notice


def before_exam(quiz: Quiz, user: Any, now: datetime) -> Notice | None:
    """The way back, and what is still open besides the exam. None when the quiz is no exam."""
    certification = _certification(quiz)
    if certification is None:
        return None
    back = _back(certification)
    case = read_case(user, certification)
    if case.progress is None:
        return _not_under_way(case, back)
    still_open = [line for line in step_lines(case.progress) if line.state != "done" and line.kind != Requirement.Kind.EXAM]
    if not still_open:
        return Notice(text=_("With this exam everything is met: the certificate is given by itself."), back=back)
    count = len(still_open)
    return Notice(
        headline=ngettext("One requirement is still open", "%(count)s requirements are still open", count) % {"count": count},
        text=_("You may take the exam now. The certificate is given once everything is met."),
        back=back,
        open_items=tuple(_link(line, certification) for line in still_open),
    )


def after_exam(attempt: Attempt, user: Any, now: datetime) -> Notice | None:
    """What a closed attempt means: certified, or what is still open. None when the quiz is no exam."""
    certification = _certification(attempt.quiz)
    if certification is None:
        return None
    case = read_case(user, certification)
    back = _back(certification)
    if case.award is not None and not case.award.is_revoked and _belongs(attempt, case):
        links = (
            Link(_("Certificate"), reverse("academy_certification:certificates"), primary=True),
            Link(_("PDF"), reverse("academy_certification:certificate_pdf", args=[case.award.serial])),
        )
        return Notice(headline=_("You are certified"), text=str(certification.title), links=links, back=back, tone="good")
    page = Link(_("What is still open"), back.url, primary=True)
    still_open = [line for line in (step_lines(case.progress) if case.progress else ()) if line.state != "done"]
    items = tuple(_link(line, certification) for line in still_open)
    if attempt.passed:
        text = _("The certificate is given once everything is met.")
        return Notice(headline=_("Exam passed"), text=text, links=(page,), back=back, tone="good", open_items=items)
    return Notice(back=back)


def needed_for(course_keys: Collection[UUID]) -> Mapping[UUID, Sequence[Use]]:
    """Certifications that ask for these courses in the rules in force, in one query."""
    found: dict[UUID, list[Use]] = defaultdict(list)
    for key, code, title, slug in Certification.objects.published().asking_for(course_keys):
        found[key].append(
            Use(_("Needed for %(code)s") % {"code": code}, title, reverse("academy_certification:certification", args=[slug]))
        )
    return found


def _certification(quiz: Quiz) -> Certification | None:
    """The published certification that the quiz is the exam of; those who write one see drafts where they write them."""
    if quiz.purpose != Quiz.Purpose.CERTIFICATION:
        return None
    return Certification.objects.published().examined_by(quiz).first()


def _not_under_way(case: Case, back: Link) -> Notice:
    opens = case.award.renewal_opens_at if case.award and not case.award.is_revoked else None
    text = (
        _("You hold this certificate. An attempt counts once its renewal is open.")
        if opens
        else _("Begin on the page of the certification.")
    )
    return Notice(
        headline=_("This exam is not open for you now"),
        text=text,
        back=back,
        links=(Link(back.label, back.url, primary=True),),
        tone="warn",
    )


def _belongs(attempt: Attempt, case: Case) -> bool:
    """Whether the award came from the time of this attempt, and not from one long before."""
    return (
        bool(attempt.passed)
        and case.award is not None
        and attempt.submitted_at is not None
        and case.award.issued_at >= attempt.submitted_at
    )


def _back(certification: Certification) -> Link:
    return Link(label=str(certification.title), url=reverse("academy_certification:certification", args=[certification.slug]))


def _link(line: StepLine, certification: Certification) -> Link:
    return Link(line.title, line.url or reverse("academy_certification:certification", args=[certification.slug]))
