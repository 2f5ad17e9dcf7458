"""A certification: its page, the way to its exam, opening it again."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from academy.certification.actions import Refused, approach_exam, open_cycle, reopen
from academy.certification.actions.exam import path_open_to
from academy.certification.models import Certification
from academy.certification.models.facts import read_case
from academy.certification.permissions import may_reopen
from academy.certification.reports.pages import certification_page
from academy.people.models import Person
from academy.sign_in import login_required


@login_required
def certification(request: HttpRequest, certification: str) -> HttpResponse:
    """What it proves, where I stand, and what is still open."""
    shown = get_object_or_404(Certification.objects.offered_to(request.user), slug=certification)
    page = certification_page(request.user, shown, now=timezone.now())
    given = {"page": page, "certification": shown, "today": page.today, "typed": request.GET.get("code", "")}
    return render(request, "academy/certification/certification.html", given)


@require_POST
@login_required
def exam_start(request: HttpRequest, certification: str) -> HttpResponse:
    """Open the run where it is due, and lead to the page of its exam: the rules are read before the clock is begun there."""
    taken = get_object_or_404(Certification.objects.offered_to(request.user), slug=certification)
    try:
        exam = approach_exam(learner=request.user, certification=taken, now=timezone.now())
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("academy_certification:certification", certification=taken.slug)
    return redirect("academy_quizzes:quiz", quiz=exam.slug)


@require_POST
@login_required
def cycle_open(request: HttpRequest, certification: str) -> HttpResponse:
    """Begin a run of one's own where that is open; or, with the right, open a first run for a person again."""
    taken = get_object_or_404(Certification.objects.visible_to(request.user), slug=certification)
    now = timezone.now()
    person = _person_asked_for(request, taken)
    try:
        if person is None:
            path = path_open_to(request.user, read_case(request.user, taken), now)
            open_cycle(learner=request.user, certification=taken, path=path, now=now)
            return redirect("academy_certification:certification", certification=taken.slug)
        reopen(learner=person.user, certification=taken, by=request.user, now=now)
        messages.success(request, _("“%(certification)s” is open again for %(name)s.") % {"certification": taken, "name": person})
    except Refused as refusal:
        messages.error(request, str(refusal))
    if person is None:
        return redirect("academy_certification:certification", certification=taken.slug)
    return redirect("academy_desk:person", person=person.uuid)


def _person_asked_for(request: HttpRequest, certification: Certification) -> Person | None:
    """Somebody else, for whom only the owner or an administrator may ask. Others get 404, as if there were no such door."""
    wanted: Any = request.POST.get("person", "")
    if not wanted:
        return None
    if not may_reopen(request.user, certification):
        raise Http404
    return get_object_or_404(Person.objects.select_related("user"), uuid=_uuid(wanted))


def _uuid(text: str) -> str:
    compact = text.replace("-", "")
    if len(compact) != 32 or any(letter not in "0123456789abcdefABCDEF" for letter in compact):
        raise Http404
    return text
