"""What a refusal looks like: a sentence for the person and a code for the program."""

from typing import Any

from rest_framework import serializers
from rest_framework.response import Response


class ErrorSerializer(serializers.Serializer[Any]):
    """A sentence and a code."""

    detail = serializers.CharField()
    code = serializers.CharField()


def refused(reason: Exception, *, code: str, status: int = 409) -> Response:
    return Response({"detail": str(reason), "code": code}, status=status)
