"""The catalogue: every course, found by words and by filter."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from academy.sign_in import login_required
from courses.models import catalogue_of
from courses.views.doors import library_for


@require_safe
@login_required
def catalogue(request: HttpRequest) -> HttpResponse:
    today = timezone.localdate(timezone.now())
    found = catalogue_of(library_for(request), learner=request.user, words=request.GET.get("q", ""), chosen=request.GET.get("f", ""))
    return render(request, "academy/courses/catalogue.html", {"catalogue": found, "today": today, "current": "catalogue"})
