"""Names that the verbs of quizzes share with whoever reads the record of them."""

from typing import Any, Final

from django.utils.translation import gettext_lazy as _

MARK: Final = "mark"
REGRADE: Final = "regrade.apply"
UNDO_REGRADE: Final = "regrade.undo"
GRANT_EXCEPTION: Final = "exception.grant"
TAKE_BACK_EXCEPTION: Final = "exception.take_back"
GRANT_ATTEMPT: Final = "attempt.grant"
DECLINE_ATTEMPT: Final = "attempt.decline"

# Work that is done in slices.
LOOK: Final = "regrade.look"
APPLY: Final = "regrade.apply"
UNDO: Final = "regrade.undo"

VERBS: Final[dict[str, Any]] = {
    MARK: _("Mark an answer"),
    REGRADE: _("Apply a regrade"),
    UNDO_REGRADE: _("Undo a regrade"),
    GRANT_EXCEPTION: _("Make an exception"),
    TAKE_BACK_EXCEPTION: _("Take an exception back"),
    GRANT_ATTEMPT: _("Grant one more attempt"),
    DECLINE_ATTEMPT: _("Decline one more attempt"),
}
