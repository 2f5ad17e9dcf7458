"""A manager's sign-off."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from academy.certification import actions
from academy.certification.models import Cycle, Requirement
from academy.certification.permissions import may_sign_off
from academy.certification.views.names import warn_of_name
from academy.sign_in import login_required


@require_POST
@login_required
def sign_off(request: HttpRequest, cycle: UUID, requirement: UUID) -> HttpResponse:
    """Sign for a person of the own line. Who may not is told that there is nothing here."""
    run = get_object_or_404(Cycle.objects.visible_to(request.user).select_related("learner__academy_person", "certification"), uuid=cycle)
    if not may_sign_off(request.user, run.learner):
        raise Http404
    asked = get_object_or_404(Requirement.objects.sign_offs_of(run), uuid=requirement)
    try:
        actions.sign_off(cycle=run, requirement=asked, by=request.user, now=timezone.now())
        messages.success(request, _("Signed. %(name)s reads it in My academy.") % {"name": run.learner.academy_person})
        warn_of_name(request, run)
    except actions.Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("academy_desk:person", person=run.learner.academy_person.uuid)
