"""An answer that came after the session had expired: kept through the login, then saved."""

from datetime import datetime
from typing import Final
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext as _

from quizzes.actions import AnswerError, AttemptClosed, Sent, StaleAnswer, answer_question
from quizzes.forms.run import Step
from quizzes.models import Attempt, AttemptSlot

KEY: Final = "academy_kept_answer"
LARGEST: Final = 110_000  # letters, room for an essay: nobody fills the session store through this door


def keep_answer(request: HttpRequest, *, attempt: UUID, position: int) -> None:
    """Put the fields of the page into the session of the visitor, who is about to sign in. Files are not kept, and that is said."""
    if request.FILES:
        messages.warning(request, _("The file you sent while signed out was not kept. Choose it again."))
    fields = {name: request.POST.getlist(name) for name in request.POST if name != "csrfmiddlewaretoken"}
    if sum(len(name) + sum(map(len, values)) for name, values in fields.items()) > LARGEST:
        return
    request.session[KEY] = {
        "attempt": str(attempt),
        "position": position,
        "data": fields,
        "revision": Step(request.POST).revision,
    }


def save_kept_answer(request: HttpRequest, attempt: Attempt, *, now: datetime) -> None:
    """Save what was kept for this attempt, and tell the learner what became of it."""
    kept = request.session.get(KEY)
    if not kept or kept["attempt"] != str(attempt.uuid):
        return
    del request.session[KEY]
    form = QueryDict(mutable=True)
    for name, values in kept["data"].items():
        form.setlist(name, values)
    try:
        sent = Sent(revision=kept["revision"], form=form)
        answer_question(learner=request.user, attempt=attempt.uuid, position=kept["position"], sent=sent, now=now)
    except (AnswerError, AttemptClosed, AttemptSlot.DoesNotExist):
        messages.warning(request, _("The answer you sent while signed out could not be saved."))
    except StaleAnswer:
        messages.warning(request, _("The answer you sent while signed out was not saved: there is a newer one."))
    else:
        messages.success(request, _("The answer you sent while signed out was kept and is saved now."))
