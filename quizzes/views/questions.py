"""One question of a running attempt."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from quizzes.actions import AnswerError, AttemptClosed, Sent, StaleAnswer, answer_question, close_if_overdue, flag_question
from quizzes.forms.run import Step
from quizzes.models import Attempt, AttemptSlot
from quizzes.question_types import Answer, question_type
from quizzes.reports import Run, run_of, shown, time_left_text
from quizzes.views.kept import keep_answer, save_kept_answer
from quizzes.views.uploads import fields_of


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def attempt_question(request: HttpRequest, attempt: UUID, position: int) -> HttpResponse:
    """Show a question, or save its answer and go where the learner wants to."""
    if not request.user.is_authenticated:
        if request.method == "POST":
            keep_answer(request, attempt=attempt, position=position)
        return redirect_to_login(reverse("academy_quizzes:attempt_question", args=[attempt, position]))
    if request.method == "POST":
        return _save(request, attempt, position)
    return _show(request, attempt, position)


def _show(request: HttpRequest, attempt: UUID, position: int) -> HttpResponse:
    now = timezone.now()
    mine = get_object_or_404(Attempt.objects.visible_to(request.user).with_quiz(), uuid=attempt)
    if not close_if_overdue(mine, now=now).is_open:
        return redirect("academy_quizzes:attempt_result", attempt=attempt)
    save_kept_answer(request, mine, now=now)
    run = run_of(mine, position=position)
    if position > run.total:
        return redirect("academy_quizzes:attempt_summary", attempt=attempt)
    return render(request, "academy/quizzes/attempt_question.html", _page(run, now=now))


def _save(request: HttpRequest, attempt: UUID, position: int) -> HttpResponse:
    now, step = timezone.now(), Step(request.POST)
    form: QueryDict = request.POST
    try:
        form = fields_of(request, attempt=attempt, position=position, now=now)
        sent = Sent(revision=step.revision, form=form)
        response = answer_question(learner=request.user, attempt=attempt, position=position, sent=sent, now=now)
    except AttemptSlot.DoesNotExist as error:
        raise Http404 from error
    except AttemptClosed as error:
        messages.warning(request, str(error))
        return redirect("academy_quizzes:attempt_result", attempt=attempt)
    except StaleAnswer as error:
        return _conflict(request, attempt, position, error, form)
    except AnswerError as error:
        return _refused(request, attempt, position, str(error))
    if step.flag is not None:
        flag_question(response.slot.attempt, position=position, flagged=step.flag)
    return redirect(step.address(attempt, position))


def _conflict(request: HttpRequest, attempt: UUID, position: int, stale: StaleAnswer, form: QueryDict) -> HttpResponse:
    """Show the stored answer beside the learner's own; sending again keeps the latter."""
    run = _reread(request, attempt, position)
    mine = _read_again(run, form)
    context = _page(run, now=timezone.now(), answer=mine, revision=stale.revision)
    context["conflict"] = str(stale)
    context["stored"] = shown(context["slot"], language=get_language() or "", answer=stale.answer)
    return render(request, "academy/quizzes/attempt_question.html", context, status=409)


def _refused(request: HttpRequest, attempt: UUID, position: int, sentence: str) -> HttpResponse:
    """Say why the answer cannot be taken, and leave in the field what was typed."""
    context = _page(_reread(request, attempt, position), now=timezone.now())
    context["refused"] = sentence
    slot: AttemptSlot = context["slot"]
    asked = question_type(slot.version.kind)
    context["question"] = asked.put_back(context["question"], asked.from_form(slot.layout, request.POST))
    return render(request, "academy/quizzes/attempt_question.html", context, status=422)


def _reread(request: HttpRequest, attempt: UUID, position: int) -> Run:
    mine = get_object_or_404(Attempt.objects.visible_to(request.user).with_quiz(), uuid=attempt)
    return run_of(mine, position=position)


def _read_again(run: Run, form: QueryDict) -> Answer | None:
    slot = run.here
    if slot is None:
        raise Http404
    kind = question_type(slot.version.kind)
    return kind.read(slot.version.spec, slot.layout, kind.from_form(slot.layout, form))


def _page(run: Run, *, now: Any, answer: Answer | None = None, revision: int | None = None) -> dict[str, Any]:
    slot = run.here
    if slot is None:
        raise Http404
    seen = slot.revision or 0
    question = shown(slot, language=get_language() or "", answer=slot.answer if revision is None else answer)
    deadline = run.attempt.deadline_at
    return {
        "run": run,
        "attempt": run.attempt,
        "slot": slot,
        "question": question,
        "template": question_type(slot.version.kind).template,
        "revision": seen if revision is None else revision,
        "now": now,
        "time_left": time_left_text(deadline, now) if deadline else "",
    }
