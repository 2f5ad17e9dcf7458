"""Why an action refuses. `str()` of each is a sentence for the person who asked."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext


class StartRefused(Exception):
    """An attempt cannot begin now."""

    code = "refused"


class NotOpen(StartRefused):
    """The quiz is not published, or the layer above has not opened it for this learner."""

    code = "not_open"

    def __init__(self, words: str = "") -> None:
        super().__init__(words or _("This quiz is not open for you."))


class NoAttemptsLeft(StartRefused):
    """Every attempt of the window has been used."""

    code = "no_attempts_left"

    def __init__(self, *, limit: int) -> None:
        sentence = ngettext("Your %(limit)d attempt is used up.", "All %(limit)d attempts are used up.", limit)
        super().__init__(sentence % {"limit": limit})


class CoolingOff(StartRefused):
    """The time between two attempts is not over."""

    code = "cooling_off"

    def __init__(self, *, until: datetime) -> None:
        self.until = until
        super().__init__(_("The time between two attempts is not over yet."))


class PoolTooSmall(StartRefused):
    """A quiz asks for more questions than there are."""

    code = "pool_too_small"


class StaleAnswer(Exception):
    """Somebody, perhaps the learner in another tab, saved a newer answer than the one this save was based on."""

    def __init__(self, *, revision: int, answer: dict[str, Any] | None, data: dict[str, Any] | None) -> None:
        self.revision = revision
        self.answer = answer  # in the ids of the specification, which never leave the server
        self.data = data  # the same in the tokens of the learner's layout
        super().__init__(_("This question was answered somewhere else in the meantime."))


class AttemptClosed(Exception):
    """The attempt was handed in, or its time is up."""

    def __init__(self) -> None:
        super().__init__(_("This attempt was handed in; its answers can no longer change."))
