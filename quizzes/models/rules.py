"""What an attempt is held to: fixed when it begins."""

from dataclasses import asdict, dataclass, fields
from datetime import datetime, timedelta
from typing import Any, Self

from django.db import models
from django.utils.translation import gettext_lazy as _


class Behaviour(models.TextChoices):
    """How a question is answered and what a second try costs."""

    DEFERRED = "deferred", _("answer, then hand in")
    INTERACTIVE = "interactive", _("several tries with hints, each costs something")
    ADAPTIVE = "adaptive", _("any number of tries, each costs something, the best counts")
    CERTAINTY = "certainty", _("say how certain you are: it counts more, and costs more")


class OnExpiry(models.TextChoices):
    """What becomes of an attempt whose time is up."""

    SUBMIT = "submit", _("what is saved is handed in")
    GRACE = "grace", _("it can still be handed in for a while, with what is saved")
    ABANDON = "abandon", _("it counts for nothing unless it was handed in")


@dataclass(frozen=True)
class Rules:
    """The settings of a quiz that an attempt keeps, stored with it as JSON."""

    behaviour: str = Behaviour.DEFERRED
    on_expiry: str = OnExpiry.SUBMIT
    grace_minutes: int = 0
    questions_per_page: int = 1
    one_way: bool = False
    single_device: bool = False
    open_book: bool = False
    two_markers: bool = False
    limit_minutes: int | None = None
    closes_at: str = ""  # ISO 8601; empty where the quiz did not close

    @classmethod
    def read(cls, stored: dict[str, Any]) -> Self:
        """Read what was stored; what it does not say has its default."""
        known = {field.name for field in fields(cls)}
        return cls(**{key: value for key, value in stored.items() if key in known})

    def stored(self) -> dict[str, Any]:
        return {key: str(value) if isinstance(value, str) else value for key, value in asdict(self).items()}

    @property
    def time_limit(self) -> timedelta | None:
        return None if self.limit_minutes is None else timedelta(minutes=self.limit_minutes)

    @property
    def closes(self) -> datetime | None:
        return datetime.fromisoformat(self.closes_at) if self.closes_at else None

    @property
    def grace(self) -> timedelta:
        return timedelta(minutes=self.grace_minutes)

    @property
    def takes_tries(self) -> bool:
        """Whether a question can be checked before the attempt is handed in."""
        return self.behaviour in {Behaviour.INTERACTIVE, Behaviour.ADAPTIVE}
