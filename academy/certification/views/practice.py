"""Practice: handing it in, and judging it."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from academy.certification.actions import Refused, review_practice, submit_practice
from academy.certification.forms import PracticeForm, ReviewForm
from academy.certification.models import Certification, Cycle, PracticeSubmission, Requirement
from academy.certification.permissions import may_review
from academy.certification.views.names import warn_of_name
from academy.people.models import Person
from academy.sign_in import login_required


@login_required
def practice_submit(request: HttpRequest, certification: str, requirement: UUID) -> HttpResponse:
    """Say that a practice is ready to be judged."""
    asked = get_object_or_404(Certification.objects.offered_to(request.user), slug=certification)
    cycle = get_object_or_404(Cycle.objects.open().of(request.user), certification=asked)
    practice = get_object_or_404(Requirement.objects.practices_of(cycle), uuid=requirement)
    form = PracticeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            submit_practice(cycle=cycle, requirement=practice, **form.cleaned_data, now=timezone.now())
            messages.success(request, _("Handed in. It waits on the team page of your manager, and of the academy administrators."))
        except Refused as refusal:
            messages.error(request, str(refusal))
        return redirect("academy_certification:certification", certification=asked.slug)
    given = {"form": form, "practice": practice, "certification": asked}
    return render(request, "academy/certification/practice.html", given, status=422 if form.errors else 200)


@login_required
def practice_review(request: HttpRequest, submission: UUID) -> HttpResponse:
    """Judge a practice, row by row; once judged, or for the learner, it is only read."""
    practice = get_object_or_404(PracticeSubmission.objects.visible_to(request.user).whole(), uuid=submission)
    learner = practice.cycle.learner
    may_judge = practice.is_waiting and may_review(request.user, learner)
    form = ReviewForm(practice.requirement, request.POST or None, use_required_attribute=False)
    if request.method == "POST":
        if not may_review(request.user, learner):
            messages.error(request, _("Only the managers of this person can review the practice."))
            return redirect(request.path)
        if not practice.is_waiting or form.is_valid():
            return _judge(request, practice, form)
    given = {"practice": practice, "form": form, "may_judge": may_judge, "person": _person(practice), "today": timezone.localdate()}
    return render(request, "academy/certification/practice_review.html", given, status=422 if form.errors else 200)


def _judge(request: HttpRequest, practice: PracticeSubmission, form: ReviewForm) -> HttpResponse:
    points = form.points if form.is_valid() else {}
    try:
        review = review_practice(
            practice,
            reviewer=request.user,
            points=points,
            comment=form.cleaned_data.get("comment", ""),
            passed=form.is_valid() and form.passed,
            now=timezone.now(),
        )
        words = (
            _("Passed. %(name)s reads it in My academy.") if review.passed else _("Asked to repeat it. %(name)s reads why in My academy.")
        )
        messages.success(request, words % {"name": _person(practice) or practice.cycle.learner})
        warn_of_name(request, practice.cycle)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect(request.path)
    person = _person(practice)
    return redirect("academy_desk:person", person=person.uuid) if person else redirect(request.path)


def _person(practice: PracticeSubmission) -> Person | None:
    return getattr(practice.cycle.learner, "academy_person", None)
