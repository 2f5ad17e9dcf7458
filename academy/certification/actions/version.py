"""Versions of the rules of a certification."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from academy.audit import audited, note
from academy.certification.actions.refusals import RulesIncomplete
from academy.certification.certificates import missing_glyphs
from academy.certification.conf import PUBLISH_RULES, RETIRE
from academy.certification.models import Certification, CertificationVersion, Requirement, RubricRow
from academy.certification.models.durations import local_day
from academy.certification.models.requirement import Path
from quizzes.models import Quiz


@audited(PUBLISH_RULES, by="by", about="version")
def publish_version(version: CertificationVersion, *, by: Any = None, now: datetime) -> CertificationVersion:
    """Freeze a version and put it in force for cycles that are opened from now on.

    A published one is returned as it is. Raises RulesIncomplete with the
    sentence that says what is missing. `by=None` is the system.
    """
    version = CertificationVersion.objects.select_for_update(of=("self",)).select_related("certification").get(pk=version.pk)
    if version.published_at is not None:
        return version
    _refuse_incomplete(version)
    version.published_at = now
    version.save(update_fields=["published_at"])
    _launch(version.certification, now)
    return version


def _launch(certification: Certification, now: datetime) -> None:
    """Without a day of its own a certification is launched with its first rules, so nobody is late for it on that day."""
    if certification.launched_on is None:
        certification.launched_on = local_day(now, certification.time_zone)
        certification.save(update_fields=["launched_on"])


def _refuse_incomplete(version: CertificationVersion) -> None:
    rows = list(Requirement.objects.filter(version=version).with_names().prefetch_related("rubric"))
    if not any(row.path == Path.INITIAL for row in rows):
        raise RulesIncomplete(_("Name at least one requirement of the first certificate."))
    for row in rows:
        _refuse_exam(row)
        _refuse_practice(row)
    certification = version.certification
    letters = missing_glyphs(*certification.title.values(), *certification.proves.values())
    if letters:
        raise RulesIncomplete(
            _("The certificate cannot print these characters of the title or of what it proves: %(letters)s")
            % {"letters": " ".join(letters)}
        )


def _refuse_exam(row: Requirement) -> None:
    if row.exam is None:
        return
    if row.exam.purpose != Quiz.Purpose.CERTIFICATION:
        raise RulesIncomplete(_("“%(quiz)s” is not a quiz of purpose certification exam.") % {"quiz": row.exam})
    if row.exam.published_at is None or row.exam.retired_at is not None:
        raise RulesIncomplete(_("Publish the exam “%(quiz)s” first.") % {"quiz": row.exam})


def _refuse_practice(row: Requirement) -> None:
    if row.kind != Requirement.Kind.PRACTICE:
        return
    most = sum(line.most_points for line in row.rubric.all())
    if not most:
        raise RulesIncomplete(_("Give the practice “%(practice)s” a rubric with levels.") % {"practice": row.name})
    if (row.pass_points or 0) > most:
        raise RulesIncomplete(
            _("The pass line of “%(practice)s” is %(line)s, but its rubric has %(most)s points.")
            % {"practice": row.name, "line": row.pass_points, "most": most}
        )


@transaction.atomic
def new_version_from(version: CertificationVersion) -> CertificationVersion:
    """A draft with the same rules and the next number: the way to change rules that are published.

    A draft that exists already is returned instead of a second one.
    """
    siblings = CertificationVersion.objects.filter(certification_id=version.certification_id)
    draft = siblings.filter(published_at=None).order_by("-number").first()
    if draft is not None:
        return draft
    draft = CertificationVersion.objects.create(
        certification_id=version.certification_id,
        number=CertificationVersion.objects.next_number(version.certification),
        validity=version.validity,
        renewal_opens=version.renewal_opens,
        renewal_from=version.renewal_from,
    )
    for row in Requirement.objects.filter(version=version).order_by("sort_order", "pk").prefetch_related("rubric"):
        _copy(row, draft)
    return draft


def _copy(row: Requirement, draft: CertificationVersion) -> None:
    same = {
        name: getattr(row, name)
        for name in ("path", "kind", "course_id", "exam_id", "once", "title", "brief", "statement", "pass_points", "sort_order")
    }
    twin = Requirement.objects.create(version=draft, **same)
    RubricRow.objects.bulk_create(
        RubricRow(requirement=twin, slug=line.slug, title=line.title, levels=line.levels, sort_order=line.sort_order)
        for line in row.rubric.all()
    )


@transaction.atomic
def retire_certification(certification: Certification, *, retired: bool, by: Any = None, now: datetime) -> None:
    """Let a certification take nobody any more, or take people again. Awards that were given are not touched."""
    if retired != (certification.retired_at is not None):
        certification.retired_at = now if retired else None
        certification.save(update_fields=["retired_at"])
        note(RETIRE, by=by, about=certification, now=now)
