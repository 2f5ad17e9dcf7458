"""Bare Django views that write what ours write, and do nothing else: no rule, no key, no grade, no refusal."""

import json
from fractions import Fraction
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils import timezone

from quizzes.models import Attempt, AttemptEvent, Response


@login_required
def page(request: HttpRequest) -> HttpResponse:
    return HttpResponse(f"<!doctype html><title>Bare</title><p>{request.user}</p>")


@login_required
def save(request: HttpRequest, attempt: UUID, position: int) -> HttpResponse:
    """Lock the learner's attempt, find the question, insert one response."""
    now, sent = timezone.now(), json.loads(request.body)
    with transaction.atomic():
        mine = Attempt.objects.select_for_update(no_key=True).get(uuid=attempt, learner=request.user)
        slot = mine.slots.only("pk").get(position=position)
        saved = Response.objects.create(slot=slot, revision=sent["revision"] + 1, answer=sent["answer"], key=sent["key"], received_at=now)
    return JsonResponse({"revision": saved.revision, "saved_at": saved.received_at})


@login_required
def submit(request: HttpRequest, attempt: UUID) -> HttpResponse:
    """Lock the learner's attempt, write points into every question, close the attempt, insert one event."""
    now = timezone.now()
    with transaction.atomic():
        mine = Attempt.objects.select_for_update(no_key=True).get(uuid=attempt, learner=request.user)
        written = mine.slots.update(points=Fraction(1))
        mine.submitted_at = mine.graded_at = now
        mine.closed_by = Attempt.ClosedBy.LEARNER
        mine.points, mine.passed, mine.counts_as_pass = Fraction(written), True, True
        mine.save(update_fields=["closed_by", "submitted_at", "graded_at", "points", "passed", "counts_as_pass"])
        AttemptEvent.objects.create(attempt=mine, kind=AttemptEvent.Kind.SUBMIT, at=now)
    return redirect("academy_quizzes:attempt_result", attempt=attempt)
