"""The grading desk: the queue, and one answer at a time."""

from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from academy.sign_in import login_required
from quizzes.actions import ActionRefused, MarkedMeanwhile, mark_answer
from quizzes.forms.marking import MarkForm
from quizzes.models import AttemptSlot
from quizzes.reports import Script, neighbours, queue_of


@require_safe
@never_cache
@login_required
def marking(request: HttpRequest) -> HttpResponse:
    """Show what waits for this marker, by quiz and by question, the oldest first."""
    _only_for_markers(request)
    chosen = _chosen(request)
    queue = queue_of(request.user, **chosen, page=request.GET.get("page", 1), language=get_language() or "")
    context = {"queue": queue, "chosen": chosen, "search": _search(chosen), "now": timezone.now()}
    return render(request, "academy/quizzes/marking.html", context)


@never_cache
@login_required
def marking_answer(request: HttpRequest, slot: int) -> HttpResponse:
    """Show one answer and take its mark, then go on to the next one."""
    answer = get_object_or_404(AttemptSlot.objects.markable_by(request.user).for_marking(), pk=slot)
    script = Script.of(answer, user=request.user, language=get_language() or "")
    form = MarkForm(answer, request.POST if request.method == "POST" else None, mine=script.mine)
    refusal, status = "", 422 if form.errors else 200
    if request.method == "POST" and form.is_valid():
        try:
            mark_answer(answer, marker=request.user, now=timezone.now(), **form.said)
            messages.success(request, _("The mark is saved."))
            return redirect(_onward(request, answer))
        except ActionRefused as error:
            refusal, status = str(error), 409 if isinstance(error, MarkedMeanwhile) else 422
    chosen = _chosen(request)
    around = neighbours(answer, user=request.user, **chosen)
    context = {"script": script, "form": form, "refusal": refusal, "around": around, "search": _search(chosen)}
    return render(request, "academy/quizzes/marking_answer.html", context, status=status)


def _onward(request: HttpRequest, answer: AttemptSlot) -> str:
    """To the next answer that waits, or back to the queue."""
    chosen = _chosen(request)
    following = neighbours(answer, user=request.user, **chosen).following
    address = reverse("academy_quizzes:marking_answer", args=[following]) if following else reverse("academy_quizzes:marking")
    return f"{address}?{_search(chosen)}" if _search(chosen) else address


def _only_for_markers(request: HttpRequest) -> None:
    if not request.user.has_perm("academy_quizzes.add_mark"):
        raise Http404


def _chosen(request: HttpRequest) -> dict[str, str]:
    """Which quiz and question the marker is at."""
    return {name: request.GET.get(name, "") for name in ("quiz", "question")}


def _search(chosen: dict[str, str]) -> str:
    """The same as the end of an address."""
    return urlencode({name: value for name, value in chosen.items() if value})
