"""The filters of the team page, in the words that the API takes too: `StandingQuerySet.in_state` counts for both."""

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from academy.certification.models.standing import State

FILTERS: Final[dict[str, str | Promise]] = {
    "current": _("certified and current"),
    "overdue_or_expired": _("overdue or expired"),
    "waiting": _("waiting for a manager"),
    "overdue": _("overdue"),
    **{str(state.value): state.label for state in State if state not in {State.AWAITING_REVIEW, State.AWAITING_SIGN_OFF}},
}
