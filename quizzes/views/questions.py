"""A page of a running attempt, with one question or several."""

from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from academy.sign_in import redirect_to_login
from quizzes.actions import AnswerError, AttemptClosed, Elsewhere, NoWayBack, close_if_overdue, flag_question, open_page, take_over
from quizzes.forms.devices import device_of
from quizzes.forms.run import PageForm, prefix_of
from quizzes.models import Attempt, AttemptEvent, AttemptSlot
from quizzes.question_types import question_type
from quizzes.question_types.answers import Form
from quizzes.reports import PageQuestion, Run, page_of, run_of, shown
from quizzes.views.kept import keep_answer, save_kept_answer
from quizzes.views.passages import leave_page
from quizzes.views.run_pages import clock_of
from quizzes.views.saving import Outcome, save_page
from quizzes.views.sizes import sized
from quizzes.views.uploads import fields_of


@sized
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def attempt_question(request: HttpRequest, attempt: UUID, position: int) -> HttpResponse:
    """Show a page, or save its answers and go where the learner wants to."""
    if not request.user.is_authenticated:
        if request.method == "POST":
            keep_answer(request, attempt=attempt)
        return redirect_to_login(reverse("academy_quizzes:attempt_question", args=[attempt, position]))
    if request.method == "POST":
        return _save(request, attempt, position)
    return _show(request, attempt, position)


def _show(request: HttpRequest, attempt: UUID, position: int) -> HttpResponse:
    now = timezone.now()
    mine = get_object_or_404(Attempt.objects.visible_to(request.user).with_quiz(), uuid=attempt)
    if not close_if_overdue(mine, now=now).is_open:
        return redirect("academy_quizzes:attempt_result", attempt=attempt)
    run = run_of(mine, position=position)
    if position > run.count:
        return redirect("academy_quizzes:attempt_summary", attempt=attempt)
    if mine.rules.one_way and run.page == mine.page + 1:
        # Looking at a page never closes another one: that is asked about, and done by a form.
        return redirect("academy_quizzes:attempt_leave", attempt=attempt, position=run.in_hand or 1)
    try:
        mine = open_page(mine, page=run.page or 0, device=device_of(request), now=now)
    except Elsewhere as error:
        return render(request, "academy/quizzes/attempt_elsewhere.html", {"attempt": mine, "words": str(error)})
    except NoWayBack as error:
        messages.warning(request, str(error))
        return redirect("academy_quizzes:attempt_question", attempt=attempt, position=run.in_hand or 1)
    if save_kept_answer(request, mine, now=now) or mine is not run.attempt:
        run = run_of(mine, position=position)
    return _page(request, run, _questions(run, now), now=now)


def _save(request: HttpRequest, attempt: UUID, position: int) -> HttpResponse:
    now, form, device = timezone.now(), PageForm(request.POST), device_of(request)
    if form.takes_over:
        take_over(get_object_or_404(Attempt.objects.visible_to(request.user), uuid=attempt), device=device, now=now)
    try:
        outcome = save_page(
            learner=request.user, attempt=attempt, form=form, read=_reader(request, form, attempt, now), device=device, now=now
        )
    except AttemptSlot.DoesNotExist as error:
        raise Http404 from error
    if isinstance(outcome.stopped, AttemptClosed | NoWayBack):
        messages.warning(request, str(outcome.stopped))
        return redirect("academy_quizzes:attempt_result", attempt=attempt)
    if outcome.status != 200:
        return _not_taken(request, attempt, position, form, outcome, now)
    mine = outcome.attempt or close_if_overdue(get_object_or_404(Attempt.objects.visible_to(request.user), uuid=attempt), now=now)
    if not mine.is_open:
        return redirect("academy_quizzes:attempt_result", attempt=attempt)
    return _gone_on(request, form, mine, position, now=now)


def _gone_on(request: HttpRequest, form: PageForm, attempt: Attempt, position: int, *, now: datetime) -> HttpResponse:
    """Set a flag where one was asked for, and go where the learner wants to."""
    try:
        if form.flag is not None:
            flag_question(attempt, position=form.at or position, flagged=form.flag, device=device_of(request))
    except (Elsewhere, NoWayBack) as error:
        messages.warning(request, str(error))
        return redirect("academy_quizzes:attempt", attempt=attempt.uuid)
    if attempt.rules.one_way and form.go == "next":
        return _onward(request, attempt, position, now=now)
    return redirect(form.address(attempt.uuid, position))


def _onward(request: HttpRequest, attempt: Attempt, position: int, *, now: datetime) -> HttpResponse:
    """To the next page where there is no way back. With something open that is asked about first."""
    run = run_of(attempt, position=position)
    if run.is_left_for_good and not run.open_here:
        return leave_page(request, run, now=now)
    return redirect("academy_quizzes:attempt_leave", attempt=attempt.uuid, position=position)


def _reader(request: HttpRequest, form: PageForm, attempt: UUID, now: datetime) -> Callable[[int], Form]:
    """How the fields of a question are read: with the file that came along."""

    def read(position: int) -> Form:
        sent = fields_of(request, attempt=attempt, position=position, now=now, prefix=prefix_of(position))
        return form.fields(position, sent)

    return read


def _not_taken(request: HttpRequest, attempt: UUID, position: int, form: PageForm, outcome: Outcome, now: datetime) -> HttpResponse:
    """Show what was saved and, in the fields, what was not, with the reason and the choice.

    Nobody sees a page in this way that could not be opened.
    """
    mine = get_object_or_404(Attempt.objects.visible_to(request.user).with_quiz(), uuid=attempt)
    run = run_of(mine, position=position)
    if isinstance(outcome.stopped, Elsewhere) and not AttemptEvent.objects.of_holder(mine, device_of(request)).exists():
        return render(request, "academy/quizzes/attempt_elsewhere.html", {"attempt": mine, "words": str(outcome.stopped)}, status=409)
    if run.here is not None and not run.reaches(run.here):
        return redirect("academy_quizzes:attempt", attempt=attempt)
    questions = [_told(question, form, outcome) for question in _questions(run, now)]
    elsewhere = str(outcome.stopped) if isinstance(outcome.stopped, Elsewhere) else ""
    return _page(request, run, questions, now=now, status=outcome.status, elsewhere=elsewhere)


def _told(question: PageQuestion, form: PageForm, outcome: Outcome) -> PageQuestion:
    """One question of a page that was not taken as a whole."""
    slot, position = question.slot, question.slot.position
    if position in outcome.saved or position not in form.positions:
        return question
    kind = question_type(slot.version.kind)
    sent = kind.from_form(slot.layout, form.fields(position))
    if position in outcome.refused:
        return question.refusing(words=outcome.refused[position], sent=sent, at=outcome.refused_at[position])
    if position in outcome.used_up:
        return question.refusing(words=outcome.used_up[position], sent=None)
    mine = _read_again(question, sent)
    stale = outcome.stale.get(position)
    if stale is None:
        return question.typed(mine)
    stored = shown(slot, language=get_language() or "", answer=stale.answer)
    return question.conflicting(words=str(stale), stored=stored, mine=mine, revision=stale.revision)


def _read_again(question: PageQuestion, sent: Any) -> dict[str, Any]:
    """The question with what was sent in its fields."""
    slot, kind = question.slot, question_type(question.slot.version.kind)
    try:
        return shown(slot, language=get_language() or "", answer=kind.read(slot.version.spec, slot.layout, sent))
    except AnswerError:
        return kind.put_back(question.question, sent)


def _questions(run: Run, now: datetime) -> list[PageQuestion]:
    if run.here is None:
        raise Http404
    return page_of(run, language=get_language() or "", now=now)


def _page(
    request: HttpRequest, run: Run, questions: list[PageQuestion], *, now: datetime, status: int = 200, elsewhere: str = ""
) -> HttpResponse:
    context = {"run": run, "attempt": run.attempt, "questions": questions, "elsewhere": elsewhere, **clock_of(run.attempt, now)}
    return render(request, "academy/quizzes/attempt_question.html", context, status=status)
