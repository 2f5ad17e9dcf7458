"""Why a verb was refused. As a string each is a sentence for the person who asked, in the language of the moment."""

from django.utils.translation import gettext as _


class Refused(Exception):
    """The verb was refused and nothing was changed."""

    code = "refused"


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
    """Nobody reviews or signs for himself or herself."""

    code = "not_oneself"

    def __init__(self) -> None:
        super().__init__(_("Nobody can review or sign off for himself or herself."))


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
