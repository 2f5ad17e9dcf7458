"""What a refusal looks like: a sentence for the person and a code for the program."""

from rest_framework.response import Response


def refused(reason: Exception, *, code: str, status: int = 409) -> Response:
    return Response({"detail": str(reason), "code": code}, status=status)
