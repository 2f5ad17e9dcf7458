"""Exact points."""

from fractions import Fraction
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    Text = models.CharField[Any, Any]
else:
    Text = models.CharField


def one_point() -> Fraction:
    """What a question is worth unless its quiz says more."""
    return Fraction(1)


LONGEST: Final = 200  # letters


def fits(value: Fraction) -> bool:
    """Whether a number can be kept."""
    return len(str(value)) <= LONGEST


@lru_cache(maxsize=1024)
def _read(text: str) -> Fraction:
    """What was stored. Most rows hold one of a few numbers, and reading one from its text takes its time."""
    return Fraction(text)


class FractionField(Text):
    """A rational number, stored as its shortest text ("2/3"). Exact; not for sorting in the database."""

    if TYPE_CHECKING:  # what an attribute of this field takes and gives
        _pyi_private_set_type: Any
        _pyi_private_get_type: Any

    description = _("An exact fraction")

    def __init__(self, *args: Any, **options: Any) -> None:
        options.setdefault("max_length", LONGEST)
        super().__init__(*args, **options)

    def from_db_value(self, value: str | None, expression: Any, connection: Any) -> Fraction | None:
        return None if value is None else _read(value)

    def to_python(self, value: Any) -> Fraction | None:
        if value is None or isinstance(value, Fraction):
            return value
        try:
            return Fraction(value)
        except (TypeError, ValueError, ZeroDivisionError) as error:
            raise ValidationError(_("“%(value)s” is not a fraction."), params={"value": value}) from error

    def run_validators(self, value: Any) -> None:
        super().run_validators(self.get_prep_value(value))  # they know texts

    def get_prep_value(self, value: Any) -> str | None:
        return None if value is None else str(Fraction(value))

    def value_to_string(self, obj: models.Model) -> str:
        return str(self.value_from_object(obj))
