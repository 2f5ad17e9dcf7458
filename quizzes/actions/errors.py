"""Why an action refuses. `str()` of each is a sentence for the person who asked."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from academy.audit import Refusal


class StartRefused(Exception):
    """An attempt cannot begin now."""

    code = "refused"


class NotOpen(StartRefused):
    """The quiz is not published, or the layer above has not opened it for this learner."""

    code = "not_open"

    def __init__(self, words: str = "") -> None:
        super().__init__(words or _("This quiz is not open for you."))


class NotOpenYet(StartRefused):
    """The quiz opens later."""

    code = "not_open_yet"

    def __init__(self, *, opens_at: datetime) -> None:
        self.opens_at = opens_at
        super().__init__(_("This quiz is not open yet."))


class ClosedAlready(StartRefused):
    """The quiz has closed."""

    code = "closed"

    def __init__(self) -> None:
        super().__init__(_("This quiz has closed. If you need more time, ask whoever leads you."))


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


class TooManyStarts(StartRefused):
    """More attempts began within an hour than anybody can have read."""

    code = "too_many_starts"

    def __init__(self) -> None:
        super().__init__(_("You have begun this quiz very often within the last hour. Wait a little, then begin again."))


class PoolTooSmall(StartRefused):
    """A quiz asks for more questions than there are."""

    code = "pool_too_small"


class TooFine(StartRefused):
    """The points of a quiz cannot be added up exactly in the room there is for them."""

    code = "too_fine"

    def __init__(self) -> None:
        super().__init__(
            _(
                "The points of this quiz cannot be added up exactly: its questions have too many odd fractions. Give simpler points or weights."
            )
        )


class StaleAnswer(Exception):
    """Somebody, perhaps the learner in another tab, saved a newer answer than the one this save was based on."""

    def __init__(self, *, revision: int, answer: dict[str, Any] | None, data: dict[str, Any] | None, words: str = "") -> None:
        self.revision = revision
        self.answer = answer  # in the ids of the specification, which never leave the server
        self.data = data  # the same in the tokens of the learner's layout
        super().__init__(words or _("This question was answered somewhere else in the meantime."))


class KeyUsed(StaleAnswer):
    """The idempotency key names another answer that was saved, so this one was not."""

    def __init__(self, **stored: Any) -> None:
        super().__init__(**stored, words=_("Another answer was sent under the same key before, so this one was not saved."))


class AttemptClosed(Exception):
    """The attempt was handed in, or its time is up."""

    code = "closed"

    def __init__(self, words: str = "") -> None:
        super().__init__(words or _("This attempt was handed in; its answers can no longer change."))


class AnsweredTooLate(AttemptClosed):
    """The time was up before the answer arrived. It is kept, and not graded."""

    code = "late"

    def __init__(self) -> None:
        super().__init__(_("The time was up before this answer arrived. It is kept for whoever looks into it, but it does not count."))


class Elsewhere(Exception):
    """The attempt is being taken on another device, and its quiz allows one at a time."""

    code = "elsewhere"

    def __init__(self) -> None:
        super().__init__(
            _("This attempt is open on another device. Continue here if you want to go on; the other device then stops saving.")
        )


class NoWayBack(Exception):
    """The quiz goes one way, and the page of this question was left."""

    code = "no_way_back"

    def __init__(self, words: str = "") -> None:
        super().__init__(
            words or _("This quiz goes one way: a page that was left cannot be changed. The answer that was saved there counts.")
        )


class NotOpenedYet(NoWayBack):
    """The quiz goes one way, and the page of this question was not opened."""

    code = "not_opened_yet"

    def __init__(self) -> None:
        super().__init__(
            _("This quiz goes one way, page by page: go on to the next page first. The page you leave cannot be changed then.")
        )


class NoTriesLeft(Exception):
    """A question has no try left, or does not take tries."""

    code = "no_tries_left"

    def __init__(self, words: str = "") -> None:
        super().__init__(words or _("There is no try left for this question. What you tried last counts."))


class CheckedLater(NoTriesLeft):
    """The question is part of another open attempt, and a try here would say how it is answered there."""

    code = "withheld"

    def __init__(self) -> None:
        super().__init__(_("This question is part of a quiz or exam that you have open. It can be checked when that is handed in."))


class NotChecked(NoTriesLeft):
    """The question is not marked by rule and at once, so a try would say nothing and only use it up."""

    code = "not_checked"

    def __init__(self) -> None:
        super().__init__(_("This question cannot be checked before the attempt is handed in. Save the answer, and it counts."))


class ActionRefused(Refusal):
    """What was asked cannot be done; the sentence says why and what to do."""


class OwnMatter(ActionRefused):
    """Somebody would decide about himself or herself."""

    code = "own_matter"


class MarkedMeanwhile(ActionRefused):
    """Somebody marked the answer after the page was read."""

    code = "marked"

    def __init__(self, words: str = "") -> None:
        super().__init__(words or _("Somebody else has marked this answer meanwhile. Nothing was changed."))


class RegradeOutOfDate(ActionRefused):
    """What a regrade would change is no longer what was looked at."""

    code = "out_of_date"

    def __init__(self) -> None:
        super().__init__(_("The attempts have changed since you looked. Nothing was applied; look at what it would change now."))
