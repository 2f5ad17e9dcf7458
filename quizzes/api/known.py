"""Bodies that take what they name and refuse everything else."""

from collections.abc import Mapping
from typing import Any, Final

from django.utils.translation import gettext as _
from rest_framework import serializers

FORM_TOKEN: Final = "csrfmiddlewaretoken"  # noqa: S105 - what a form of ours sends along
LONGEST_NAME: Final = 40
MOST_NAMES: Final = 5


class KnownFields(serializers.Serializer[Any]):
    """A field that is not named here is refused by its name, and nothing is changed.

    Who sends a deadline or a score would else think that it was taken.
    """

    def to_internal_value(self, data: Any) -> Any:
        if isinstance(data, Mapping):
            unknown = sorted(name for name in data if name not in self.fields and name != FORM_TOKEN)
            if unknown:
                raise serializers.ValidationError({name[:LONGEST_NAME]: [_fault()] for name in unknown[:MOST_NAMES]})
        return super().to_internal_value(data)


def _fault() -> str:
    return _("This field cannot be set here. Nothing was changed.")


class NothingBody(KnownFields):
    """What is asked for needs no words."""
