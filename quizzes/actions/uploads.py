"""Files that learners hand in: received once, kept as they came, and named by an answer."""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID, uuid4

from django.core.files.base import File
from django.db import transaction
from django.utils.translation import gettext as _

from academy.conf import academy_setting
from quizzes.actions.devices import refuse_elsewhere, refuse_page
from quizzes.actions.errors import AttemptClosed
from quizzes.models import AttemptSlot, Upload
from quizzes.question_types import Answer, AnswerError, question_type
from quizzes.question_types.file_signs import HEAD, TAIL, ending_of, is_what_it_says, said, tidy_name
from quizzes.question_types.upload import FileOrLink, endings_of, takes_file

MOST_FILES: Final = 20  # of one question of one attempt
MIB: Final = 1024 * 1024


@dataclass(frozen=True)
class _Weighed:
    """What is known of a file once it was read through."""

    name: str
    ending: str
    size: int
    sha256: str


def receive_upload(*, learner: Any, attempt: UUID, position: int, file: "File[bytes]", now: datetime, device: str = "") -> Upload:
    """Keep a file for a question of the learner's own open attempt. It counts once an answer names it.

    The same file again is the upload of then, and is not kept twice. Raises
    AttemptSlot.DoesNotExist, AttemptClosed, Elsewhere, NoWayBack, or AnswerError
    with a sentence where the question takes no such file.
    """
    slots = AttemptSlot.objects.visible_to(learner).of_attempt(attempt)
    slot = slots.select_related("attempt__quiz", "version").get(position=position)
    _refuse(slot, now=now, device=device)
    weighed = _weighed(slot, file)
    known = slot.uploads.filter(sha256=weighed.sha256).first()
    if known is not None:
        return known
    storage = Upload._meta.get_field("file").storage
    file.seek(0)
    # Written before the row lock is taken: a long file must not hold up other answers.
    path = storage.save(f"attempts/{uuid4()}.{weighed.ending}", file)
    try:
        upload = _noted(slots, position=position, weighed=weighed, path=path, now=now, device=device)
    except BaseException:
        storage.delete(path)
        raise
    if upload.file.name != path:
        storage.delete(path)  # a request beside this one was the first with it
    return upload


def _refuse(slot: AttemptSlot, *, now: datetime, device: str) -> None:
    if not slot.attempt.takes_answers(now):
        raise AttemptClosed(_("This attempt takes no files any more: it was handed in, or its time is up. The file was not kept."))
    refuse_elsewhere(slot.attempt, device=device)
    refuse_page(slot.attempt, page=slot.page)
    kind = question_type(slot.version.kind)
    if not isinstance(kind, FileOrLink) or not takes_file(slot.version.spec):
        raise AnswerError(_("This question takes no file."))


def _weighed(slot: AttemptSlot, file: "File[bytes]") -> _Weighed:
    """Read a file through once, piece by piece, and refuse what cannot be handed in here."""
    name = tidy_name(file.name or "")
    ending, allowed = ending_of(name), endings_of(slot.version.spec)
    if ending not in allowed:
        raise AnswerError(_("Files of this kind are not taken here. Hand in one of: %(allowed)s.") % {"allowed": said(allowed)})
    limit = int(academy_setting("UPLOAD_MAX_MIB"))
    size, digest, head, tail = 0, hashlib.sha256(), b"", b""
    for piece in file.chunks():
        size += len(piece)
        if size > limit * MIB:
            raise AnswerError(_("This file is larger than %(limit)d MiB. Hand in a smaller one, or a link to it.") % {"limit": limit})
        digest.update(piece)
        head = (head + piece)[:HEAD] if len(head) < HEAD else head
        tail = (tail + piece)[-TAIL:]
    if not size:
        raise AnswerError(_("This file is empty."))
    if not is_what_it_says(ending, head, tail):
        raise AnswerError(_("This file is not what its name says: it does not look like %(ending)s.") % {"ending": ending.upper()})
    return _Weighed(name, ending, size, digest.hexdigest())


@transaction.atomic
def _noted(slots: Any, *, position: int, weighed: _Weighed, path: str, now: datetime, device: str) -> Upload:
    """Write the row, with every promise looked at again under the lock that orders saves and submission."""
    slot: AttemptSlot = slots.for_saving().get(position=position)
    _refuse(slot, now=now, device=device)
    known = slot.uploads.filter(sha256=weighed.sha256).first()
    if known is not None:
        return known
    if slot.uploads.count() >= MOST_FILES:
        raise AnswerError(_("%(most)d files were handed in for this question already. Use one of them.") % {"most": MOST_FILES})
    return Upload.objects.create(slot=slot, file=path, name=weighed.name, size=weighed.size, sha256=weighed.sha256, uploaded_at=now)


def with_upload(slot: AttemptSlot, answer: Answer | None) -> Answer | None:
    """The answer, naming its file as it was handed in. Raises AnswerError where that was not for this question."""
    named = question_type(slot.version.kind).upload_of(answer)
    if named is None or answer is None:
        return answer
    upload = slot.uploads.filter(uuid=named).first()
    if upload is None:
        raise AnswerError(_("This answer names a file that was not handed in for this question."))
    return {**answer, "name": upload.name}
