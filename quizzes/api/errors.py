"""What a refusal looks like: a sentence, a code, and what helps to go on."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _
from rest_framework import serializers
from rest_framework.exceptions import APIException
from rest_framework.request import Request
from rest_framework.response import Response

from quizzes.actions import ActionRefused, AttemptClosed, CoolingOff, Elsewhere, NoTriesLeft, NoWayBack, StaleAnswer, StartRefused


class ErrorSerializer(serializers.Serializer[Any]):
    """A sentence for the person and a code for the program."""

    detail = serializers.CharField()
    code = serializers.CharField()


class StartErrorSerializer(ErrorSerializer):
    """Why an attempt cannot begin."""

    next_attempt_at = serializers.DateTimeField(required=False, help_text="With code “cooling_off”.")


class SaveErrorSerializer(ErrorSerializer):
    """Why an answer was not saved. With code “stale”: the newer answer."""

    revision = serializers.IntegerField(required=False)
    answer = serializers.DictField(required=False, allow_null=True)


def refused_start(refusal: StartRefused) -> Response:
    body: dict[str, Any] = {"detail": str(refusal), "code": refusal.code}
    if isinstance(refusal, CoolingOff):
        body["next_attempt_at"] = refusal.until
    return Response(body, status=409)


def stale(error: StaleAnswer) -> Response:
    return Response({"detail": str(error), "code": "stale", "revision": error.revision, "answer": error.data}, status=409)


NotTaken = AttemptClosed | Elsewhere | NoWayBack | NoTriesLeft


def not_taken(error: NotTaken) -> Response:
    return Response({"detail": str(error), "code": error.code}, status=409)


class TooLarge(APIException):
    """A body that is larger than the server reads."""

    status_code = 413

    def __init__(self) -> None:
        super().__init__({"detail": _("What was sent is larger than an answer can be, so nothing of it was saved."), "code": "too_large"})


def refuse_too_large(request: Request) -> None:
    """Look at the length before a byte of it is read."""
    try:
        length = int(request.META.get("CONTENT_LENGTH") or 0)
    except ValueError:
        length = 0
    most = settings.DATA_UPLOAD_MAX_MEMORY_SIZE
    if most is not None and length > most:
        raise TooLarge


def unreadable(faults: Any) -> Response:
    """Every fault of a body in one sentence each, behind the place where it is, however deep: “fields[1][2]: …”."""
    return Response({"detail": " ".join(_sentences("", faults)), "code": "unreadable"}, status=400)


def _sentences(place: str, faults: Any) -> Iterator[str]:
    if isinstance(faults, Mapping):
        for name, found in faults.items():
            inside = f"{place}[{name + 1}]" if isinstance(name, int) else f"{place}.{name}" if place else str(name)
            yield from _sentences(inside, found)
    elif isinstance(faults, list | tuple):
        for found in faults:
            yield from _sentences(place, found)
    else:
        yield f"{place}: {faults}"


def refused(error: ActionRefused) -> Response:
    """What cannot be done, and why."""
    return Response({"detail": str(error), "code": error.code}, status=409)
