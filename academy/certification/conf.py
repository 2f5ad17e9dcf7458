"""Names that the verbs of certification share with whoever reads the record of them."""

from typing import Any, Final

from django.utils.translation import gettext_lazy as _

REVIEW: Final = "practice.review"
SIGN_OFF: Final = "sign_off"
REVOKE: Final = "award.revoke"
REOPEN: Final = "certification.reopen"
CHANGE_OWNER: Final = "certification.owner"
PUBLISH_RULES: Final = "version.publish"
RETIRE: Final = "certification.retire"

# In the log of the administration.
OWNER_CHANGED: Final = "academy.certification.owner"

VERBS: Final[dict[str, Any]] = {
    REVIEW: _("Review a practice"),
    SIGN_OFF: _("Sign off"),
    REVOKE: _("Revoke a certificate"),
    REOPEN: _("Open a certification again"),
    CHANGE_OWNER: _("Hand a certification to another owner"),
    PUBLISH_RULES: _("Publish the rules of a certification"),
    RETIRE: _("Retire a certification, or take people again"),
}
