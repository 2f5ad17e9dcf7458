"""Files that are handed in: the way in, with a page or by itself, and the way out."""

from datetime import datetime
from typing import Final
from uuid import UUID

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from academy.sign_in import login_required, redirect_to_login
from quizzes.actions import AnswerError, AttemptClosed, Elsewhere, NoWayBack, receive_upload
from quizzes.forms.devices import device_of
from quizzes.models import AttemptSlot, Upload

FIELD: Final = "upload"  # what the file input of a question is called; `file` is what was received before

# What a browser may do with a file of somebody else: keep it, and nothing more.
HARMLESS: Final = {"X-Content-Type-Options": "nosniff", "Content-Security-Policy": "default-src 'none'; sandbox"}


def fields_of(request: HttpRequest, *, attempt: UUID, position: int, now: datetime, prefix: str = "") -> QueryDict:
    """The fields of a question's page. A file among them is received, and the question then answers with it.

    Raises what `receive_upload` raises.
    """
    file = request.FILES.get(f"{prefix}{FIELD}")
    if file is None:
        return request.POST
    upload = receive_upload(learner=request.user, attempt=attempt, position=position, file=file, now=now, device=device_of(request))
    fields = request.POST.copy()
    fields.setlist(f"{prefix}file", [str(upload.uuid)])
    fields.setlist(f"{prefix}name", [upload.name])
    for other in ("link", "away"):
        fields.setlist(f"{prefix}{other}", [])
    return fields


@require_POST
def attempt_upload(request: HttpRequest, attempt: UUID, position: int) -> HttpResponse:
    """Receive a file for a question, before an answer names it."""
    if not request.user.is_authenticated:
        return redirect_to_login(reverse("academy_quizzes:attempt_question", args=[attempt, position]))
    get_object_or_404(AttemptSlot.objects.visible_to(request.user).of_attempt(attempt), position=position)
    file = request.FILES.get(FIELD)
    if file is None:
        return JsonResponse({"detail": _("Choose a file first."), "code": "invalid_answer"}, status=422)
    try:
        upload = receive_upload(
            learner=request.user, attempt=attempt, position=position, file=file, now=timezone.now(), device=device_of(request)
        )
    except (AttemptClosed, Elsewhere, NoWayBack) as error:
        return JsonResponse({"detail": str(error), "code": error.code}, status=409)
    except AnswerError as error:
        return JsonResponse({"detail": str(error), "code": "invalid_answer"}, status=422)
    return JsonResponse({"file": str(upload.uuid), "name": upload.name, "size": upload.size}, status=201)


@require_safe
@never_cache
@login_required
def upload(request: HttpRequest, upload: UUID) -> FileResponse:
    """Give a handed-in file to be saved, never to be shown inside the academy."""
    found = get_object_or_404(Upload.objects.visible_to(request.user), uuid=upload)
    try:
        file = found.file.open("rb")
    except FileNotFoundError as error:
        raise Http404 from error
    return FileResponse(
        file, as_attachment=True, filename=found.name_for(request.user), content_type="application/octet-stream", headers=HARMLESS
    )
