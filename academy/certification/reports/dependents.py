"""What certifications would miss of courses and exams that are withdrawn, and the way back to them."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from academy.certification.models import Certification, Cycle
from quizzes.models import Quiz
from quizzes.models.seams import Dependent, Link


def certifications_missing_courses(course_keys: Collection[UUID]) -> list[Dependent]:
    """Certifications that ask for one of these courses: by the rules in force, or in runs that are open. Two queries."""
    if not course_keys:
        return []
    certifications = Certification.objects.published().filter(pk__in=Certification.objects.asking_in_force(course_keys).values("pk"))
    return _missing(certifications, Q(version__requirements__course__translation_key__in=course_keys))


def certifications_missing_exam(quiz: Quiz) -> list[Dependent]:
    """Certifications that ask for this exam, in the same way."""
    certifications = Certification.objects.published().filter(pk__in=Certification.objects.examined_by(quiz).values("pk"))
    return _missing(certifications, Q(version__requirements__exam=quiz))


def way_back_to_certification(quiz: Quiz, user: Any) -> Link | None:
    """The certification of an open run of the user's that asks for this exam."""
    run = Cycle.objects.open().of(user).examined_by(quiz).select_related("certification").first()
    if run is None:
        return None
    return Link(str(run.certification), reverse("academy_certification:certification", args=[run.certification.slug]))


def _missing(certifications: Any, asking: Q) -> list[Dependent]:
    runs = Cycle.objects.open().of_people_here().filter(asking).order_by()
    people = dict(runs.values_list("certification").annotate(count=Count("learner", distinct=True)))
    known = Certification.objects.filter(Q(pk__in=certifications) | Q(pk__in=people.keys())).order_by("code")
    return [Dependent(_("Certification"), f"{one.code} {one}", people.get(one.pk, 0)) for one in known]
