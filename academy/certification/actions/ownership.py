"""Who owns a certification."""

from datetime import datetime
from typing import Any

from wagtail.log_actions import log

from academy.audit import audited
from academy.certification.actions.refusals import NotTheOwner
from academy.certification.conf import CHANGE_OWNER, OWNER_CHANGED
from academy.certification.models import Certification
from academy.certification.permissions import may_change_owner


@audited(CHANGE_OWNER, by="by", about="certification")
def change_owner(certification: Certification, *, owner: Any, by: Any, now: datetime) -> Certification:
    """Hand a certification to another owner, and write it into the log of the administration.

    Harmless to repeat. Raises NotTheOwner unless it is asked by the owner or
    an academy administrator.
    """
    certification = Certification.objects.select_for_update(of=("self",), no_key=True).get(pk=certification.pk)
    if not may_change_owner(by, certification):
        raise NotTheOwner
    if certification.owner_id != owner.pk:
        before, certification.owner = certification.owner_id, owner
        certification.save(update_fields=["owner"])
        log(instance=certification, action=OWNER_CHANGED, user=by, data={"from": before, "to": owner.pk})
    return certification
