"""Answers that came after the session had expired: kept through the login, then saved."""

from datetime import datetime
from typing import Final
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext as _

from quizzes.forms.devices import device_of
from quizzes.forms.run import PageForm
from quizzes.models import Attempt, AttemptSlot
from quizzes.views.saving import Outcome, save_page

KEY: Final = "academy_kept_answer"
LARGEST: Final = 2_000_000  # letters: a page of twenty of the longest answers


def keep_answer(request: HttpRequest, *, attempt: UUID) -> None:
    """Put the fields of the page into the session of the visitor, who is about to sign in.

    Only for an attempt that is open, whose name nobody guesses: nobody else
    fills the session store through this door.
    """
    if not Attempt.objects.waits_for_answers(attempt):
        return
    fields = {name: request.POST.getlist(name) for name in request.POST if name not in {"csrfmiddlewaretoken", "go"}}
    too_large = sum(len(name) + sum(map(len, values)) for name, values in fields.items()) > LARGEST
    request.session[KEY] = {"attempt": str(attempt), "data": None if too_large else fields, "files": bool(request.FILES)}


def save_kept_answer(request: HttpRequest, attempt: Attempt, *, now: datetime) -> bool:
    """Save what was kept for this attempt, and tell the learner what became of it. Says whether there was anything."""
    kept = request.session.get(KEY)
    if not kept or kept["attempt"] != str(attempt.uuid):
        return False
    del request.session[KEY]
    if kept.get("files"):
        messages.warning(request, _("The file you sent while signed out was not kept. Hand it in again."))
    if kept["data"] is None:
        _tell(request, Outcome(refused={0: ""}))
        return True
    sent = QueryDict(mutable=True)
    for name, values in kept["data"].items():
        sent.setlist(name, values)
    form = PageForm(sent)
    try:
        outcome = save_page(learner=request.user, attempt=attempt.uuid, form=form, read=form.fields, device=device_of(request), now=now)
    except AttemptSlot.DoesNotExist:
        outcome = Outcome(refused={0: ""})
    _tell(request, outcome)
    return True


def _tell(request: HttpRequest, outcome: Outcome) -> None:
    if outcome.stale:
        messages.warning(request, _("The answer you sent while signed out was not saved: there is a newer one."))
    if outcome.refused or outcome.used_up or outcome.stopped:
        messages.warning(request, _("The answer you sent while signed out could not be saved."))
    if outcome.saved and outcome.status == 200 and not outcome.stopped:
        messages.success(request, _("The answer you sent while signed out was kept and is saved now."))
