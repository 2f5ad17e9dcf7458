"""Moments in bodies."""

from datetime import datetime
from typing import Any

from rest_framework import serializers

from quizzes.models.moments import OUT_OF_RANGE, can_be_kept


class MomentField(serializers.DateTimeField):
    """A moment that can be kept; any other is refused in a sentence."""

    default_error_messages = {"overflow": OUT_OF_RANGE}

    def to_internal_value(self, value: Any) -> datetime:
        try:
            moment: datetime = super().to_internal_value(value)
        except OverflowError:
            self.fail("overflow")
        if not can_be_kept(moment):
            self.fail("overflow")
        return moment


class ClientMomentField(MomentField):
    """What a device says the time is. A clock that says no such time is noted as nothing: no answer is lost by it."""

    def to_internal_value(self, value: Any) -> Any:
        try:
            return super().to_internal_value(value)
        except serializers.ValidationError:
            return None
