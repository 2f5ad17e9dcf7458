"""Long work, done in slices: nothing is lost when a process is killed, and nothing is done twice.

A kind of work is a function that does a bounded piece, of half a second or so, and moves the job's cursor. It runs in one
transaction with the cursor, so whatever happens the work goes on from where it was. Slices are done by whoever drives: the
request that asked for it, the page that shows how far it is, `academy_tick`, or a worker where the site has one.
"""

import logging
from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from time import monotonic
from typing import Any, Final, TypeVar

from django.db import transaction
from django.db.models import F, Model
from django.utils import timezone, translation
from django_tasks import DEFAULT_TASK_BACKEND_ALIAS, task, task_backends
from django_tasks.backends.immediate import ImmediateBackend

from academy.audit import Refusal
from academy.models import Job

T = TypeVar("T")

log = logging.getLogger("academy.jobs")

IN_A_REQUEST: Final = 1.0  # seconds after which no further slice is begun
BY_THE_TICK: Final = 120.0
KEPT: Final = timedelta(days=30)

Slice = Callable[[Job, datetime], None]
Refused = Callable[[Job, Refusal, datetime], None]


def say_nothing(job: Job, refusal: Refusal, now: datetime) -> None:
    """What most kinds do beside keeping the sentence of a refusal."""


@dataclass(frozen=True)
class Kind:
    """One kind of work: its slice, and what else is done where a slice refuses.

    A slice changes the job that it is given, and sets `finished_at` with the last
    piece. Where it raises a Refusal, all that this slice did is rolled back and the job ends with the sentence.
    """

    name: str
    slice: Slice
    refused: Refused = say_nothing


_kinds: dict[str, Kind] = {}
_read: ContextVar[dict[Callable[[], Any], Any] | None] = ContextVar("academy_jobs_read", default=None)


def once_a_slice(read: Callable[[], T]) -> T:
    """What `read` gives. Within a slice it is asked once, for all that the slice does; outside of one, each time."""
    known = _read.get()
    if known is None:
        return read()
    if read not in known:
        known[read] = read()
    value: T = known[read]
    return value


def register_kind(kind: Kind) -> None:
    """Make a kind of work known. Called in `ready()`."""
    _kinds[kind.name] = kind


@transaction.atomic
def start(kind: str, *, about: Model, parameters: dict[str, Any], by: Any, now: datetime, total: int = 0) -> Job:
    """Ask for work. It begins when somebody drives; a worker does as soon as this is committed."""
    job = Job.objects.create(
        kind=kind,
        object_model=about._meta.label_lower,
        object_key=str(about.pk),
        parameters=parameters,
        asked_by=by,
        asked_at=now,
        language=translation.get_language() or "en",
        total=total,
    )
    transaction.on_commit(partial(_hand_to_worker, job.pk))
    return job


def _hand_to_worker(key: int) -> None:
    """Where tasks run at once, in the request, there is no worker: the page and the tick drive."""
    if not isinstance(task_backends[DEFAULT_TASK_BACKEND_ALIAS], ImmediateBackend):
        work_off.enqueue(key)


@task()
def work_off(key: int) -> None:
    """Do a job to its end."""
    while do_slice(key, now=timezone.now()):
        pass


def drive(job: Job, *, now: datetime, seconds: float | None = None) -> Job:
    """Do slices until the job is finished, the time is up, one fails or somebody else is at it. Give the job as it then is."""
    end = monotonic() + (IN_A_REQUEST if seconds is None else seconds)
    while do_slice(job.pk, now=now) and monotonic() < end:
        pass
    return Job.objects.get(pk=job.pk)


def do_slice(key: int, *, now: datetime) -> bool:
    """Do the next slice of a job in a transaction of its own; say whether there is more to do.

    Of two who drive at once, one gives way. A slice that fails is rolled back, logged and counted, and may be tried again.
    """
    try:
        with transaction.atomic():
            job = Job.objects.unfinished().held().filter(pk=key).first()
            if job is None or not Job.objects.take_turn(job):
                return False
            job.failures, job.worked_at = 0, now
            with translation.override(job.language):
                _do(job, now)
            job.save(update_fields=["cursor", "done", "total", "failures", "worked_at", "finished_at", "error_code", "error"])
    except Exception:
        log.exception("A slice of the job %s failed.", key)
        Job.objects.filter(pk=key).update(failures=F("failures") + 1)
        return False
    return not job.is_finished


def _do(job: Job, now: datetime) -> None:
    kind = _kinds[job.kind]
    reading = _read.set({})
    try:
        with transaction.atomic():
            kind.slice(job, now)
    except Refusal as refusal:
        job.finished_at, job.error_code, job.error = now, refusal.code, str(refusal)
        kind.refused(job, refusal, now)
    finally:
        _read.reset(reading)


def drive_all(*, now: datetime, seconds: float = BY_THE_TICK) -> int:
    """Drive whatever is unfinished, the oldest first, and forget what was finished long ago. Give how many jobs failed."""
    Job.objects.finished_before(now - KEPT).delete()
    end = monotonic() + seconds
    failed = 0
    for job in Job.objects.unfinished().order_by("asked_at", "pk"):
        if (left := end - monotonic()) <= 0:
            break
        failed += drive(job, now=now, seconds=left).failures > 0
    return failed
