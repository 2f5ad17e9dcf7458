"""A capability: its statement, the evidence for it, and the courses that teach it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from academy.sign_in import login_required
from courses.models import Capability, progress_of
from courses.views.doors import library_for


@require_safe
@login_required
def capability(request: HttpRequest, capability: str) -> HttpResponse:
    today = timezone.localdate(timezone.now())
    found = get_object_or_404(Capability.objects.visible_to(request.user).with_evidence(), slug=capability)
    library = library_for(request)
    keys = [course.key for course in library.courses if course.capability_id == found.pk]
    taught = list(progress_of(request.user, keys, library=library).values())
    context = {"capability": found, "evidence": found.evidence_lines, "courses": taught, "today": today, "current": "catalogue"}
    return render(request, "academy/courses/capability.html", context)
