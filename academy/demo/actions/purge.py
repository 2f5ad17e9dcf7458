"""Removes the demo company: exactly its people, their history, and what was loaded for them."""

from collections.abc import Iterable
from functools import partial
from typing import Any

from django.db import models, transaction
from django.db.models import Exists, OuterRef, ProtectedError, Q
from taggit.models import Tag

from academy.certification.models import (
    Award,
    AwardEvent,
    AwardHolder,
    Certification,
    CertificationVersion,
    Cycle,
    PracticeReview,
    PracticeSubmission,
    SignOff,
    Standing,
)
from academy.demo.actions.banks import key_of
from academy.demo.actions.staff import accounts_of
from academy.demo.interchange import Company
from academy.demo.models import DemoSeed
from academy.models import AuditEntry, Job
from academy.people.models import Membership, Person, Team
from courses.models import AcademyIndexPage, Capability, CheckAnswer, CoursePage, Enrolment, FormerAddress, StepCompletion
from courses.models.pages import Prerequisite
from quizzes.models import (
    Attempt,
    AttemptEvent,
    AttemptRequest,
    AttemptSlot,
    AttemptWindow,
    Mark,
    Question,
    QuestionBank,
    QuestionTag,
    QuestionVersion,
    Quiz,
    QuizOverride,
    Regrade,
    RegradeLine,
    RegradeVerdict,
    Response,
    Upload,
)


class StillInUseError(Exception):
    """Others have used what the demo brought; nothing was removed."""


def purge_demo(company: Company) -> None:
    """Remove the demo company, all or nothing.

    Raises StillInUseError when people who are not of the demo company have learned
    from its courses or hold its certificates: their history is kept.
    """
    try:
        with transaction.atomic():
            _remove_history(company)
            _remove_certifications(company)
            _remove_pages(company)
            _remove_questions(company)
            _remove_people(company)
            DemoSeed.objects.filter(company=company.slug).delete()
    except ProtectedError as error:
        raise StillInUseError(
            "Others have learned from the demo’s courses, and their history refers to them. Nothing was removed."
        ) from error


def _each(rows: Iterable[models.Model]) -> None:
    for row in rows:
        row.delete()


def _remove_history(company: Company) -> None:
    users = accounts_of(company)
    Job.objects.filter(asked_by__in=users).delete()
    AwardEvent.objects.filter(award__learner__in=users).delete()
    AwardHolder.objects.filter(award__learner__in=users).delete()
    Standing.objects.filter(learner__in=users).delete()
    _each(Award.objects.filter(learner__in=users).order_by("-issued_at", "-pk"))
    SignOff.objects.filter(cycle__learner__in=users).delete()
    PracticeReview.objects.filter(submission__cycle__learner__in=users).delete()
    PracticeSubmission.objects.filter(cycle__learner__in=users).delete()
    Cycle.objects.filter(learner__in=users).delete()
    RegradeVerdict.objects.filter(attempt__learner__in=users).delete()
    RegradeLine.objects.filter(slot__attempt__learner__in=users).delete()
    Mark.objects.filter(slot__attempt__learner__in=users).delete()
    _remove_uploads(users)
    AttemptEvent.objects.filter(attempt__learner__in=users).delete()
    Response.objects.filter(slot__attempt__learner__in=users).delete()
    AttemptSlot.objects.filter(attempt__learner__in=users).delete()
    Attempt.objects.filter(learner__in=users).delete()
    AttemptWindow.objects.filter(learner__in=users).delete()
    AttemptRequest.objects.filter(learner__in=users).delete()
    QuizOverride.objects.filter(learner__in=users).delete()
    CheckAnswer.objects.filter(learner__in=users).delete()
    StepCompletion.objects.filter(learner__in=users).delete()
    Enrolment.objects.filter(learner__in=users).delete()


def _remove_uploads(users: Any) -> None:
    """Remove what was handed in, and the files once nothing can bring their rows back."""
    uploads = Upload.objects.filter(slot__attempt__learner__in=users)
    for upload in uploads:
        transaction.on_commit(partial(upload.file.storage.delete, str(upload.file.name)))
    uploads.delete()


def _remove_certifications(company: Company) -> None:
    certifications = Certification.objects.filter(slug__in=[row["slug"] for row in company.certifications])
    CertificationVersion.objects.filter(certification__in=certifications).delete()
    certifications.delete()


def _remove_pages(company: Company) -> None:
    keys = [key_of(company, row["slug"]) for row in company.courses]
    Prerequisite.objects.filter(course__translation_key__in=keys).delete()
    _refuse_foreign_progress(company, keys)
    FormerAddress.objects.filter(Q(key__in=keys) | Q(course_key__in=keys)).delete()
    CoursePage.objects.filter(translation_key__in=keys).update(quiz=None, capability=None)
    _each(page.specific for page in AcademyIndexPage.objects.filter(translation_key=key_of(company)).order_by("-pk"))


def _refuse_foreign_progress(company: Company, keys: list[Any]) -> None:
    """Progress refers to keys, not rows, so the database cannot protect it: look."""
    others = list(Enrolment.objects.filter(course_key__in=keys)[:1])
    if others:
        raise ProtectedError("progress of others", set(others))


def _remove_questions(company: Company) -> None:
    banks = QuestionBank.objects.filter(slug__in=[pool["pool"] for pool in company.pools])
    slugs = [row["slug"] for row in company.courses] + [f"{row['slug']}-exam" for row in company.certifications]
    Regrade.objects.filter(quiz__slug__in=slugs).delete()
    Quiz.objects.filter(slug__in=slugs).delete()
    QuestionVersion.objects.filter(question__bank__in=banks).delete()
    Question.objects.filter(bank__in=banks).delete()
    _remove_tags(company)
    Team.uses.through.objects.filter(capability__slug__in=[row["slug"] for row in company.capabilities]).delete()
    Capability.objects.filter(slug__in=[row["slug"] for row in company.capabilities]).delete()
    banks.delete()


def _remove_tags(company: Company) -> None:
    """The words that the demo put on its questions, where nothing else bears them."""
    brought = {tag for pool in company.pools for row in pool["questions"] for tag in row.get("tags", ())}
    still_borne = QuestionTag.objects.filter(tag=OuterRef("pk"))
    Tag.objects.filter(~Exists(still_borne), name__in=brought, taggit_taggeditem_items=None).delete()


def _remove_people(company: Company) -> None:
    users = accounts_of(company)
    AuditEntry.objects.filter(actor__in=users).delete()
    Membership.objects.filter(person__user__in=users).delete()
    Person.objects.filter(user__in=users).delete()
    Team.objects.filter(slug__in=[row["slug"] for row in company.teams]).delete()
    users.delete()
