"""Why a verb was refused. As a string each is a sentence for the person who asked, in the language of the moment."""

from django.utils.translation import gettext as _

from academy.audit import Refusal


class Refused(Refusal):
    """The verb was refused and nothing was changed."""


class NotNow(Refused):
    """The certification cannot be begun or renewed by this person at this time."""

    code = "not_now"


class NothingToExamine(Refused):
    """The cycle has no exam that is still open."""

    code = "no_exam"


class AlreadyDecided(Refused):
    """A review or sign-off is there already."""

    code = "already_decided"


class NotOneself(Refused):
    """Nobody reviews, signs, revokes or opens again for himself or herself."""

    code = "not_oneself"

    def __init__(self, words: str = "") -> None:
        super().__init__(words or _("Nobody can review or sign off for himself or herself."))


class NotTheOwner(Refused):
    """A certification is handed on by its owner or an administrator."""

    code = "not_the_owner"

    def __init__(self) -> None:
        super().__init__(_("Only the owner of the certification or an academy administrator can hand it to another owner."))


class CycleClosed(Refused):
    """The certification was awarded or withdrawn meanwhile."""

    code = "cycle_closed"

    def __init__(self) -> None:
        super().__init__(_("This certification is no longer under way for this person."))


class PointsMissing(Refused):
    """A row of the rubric has no points, or points that it does not have."""

    code = "points_missing"


class ReasonMissing(Refused):
    """A revocation without a text for the public."""

    code = "reason_missing"

    def __init__(self) -> None:
        super().__init__(_("Write the sentence that strangers read on the verification page."))


class RulesIncomplete(Refused):
    """A version that cannot be published yet."""

    code = "rules_incomplete"
