"""Sign-offs: a manager's word for a person."""

from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from academy.audit import audited
from academy.certification.actions.learner import hold
from academy.certification.actions.practice import open_one
from academy.certification.actions.refusals import AlreadyDecided, NotOneself
from academy.certification.actions.review import review_standing
from academy.certification.conf import SIGN_OFF
from academy.certification.models import Cycle, Requirement, SignOff
from quizzes.permissions import may_decide_on


@audited(SIGN_OFF, by="by", about="cycle")
def sign_off(*, cycle: Cycle, requirement: Requirement, by: Any, now: datetime) -> SignOff:
    """Sign for a learner, with the sentence as it stands now in the signer's language.

    Raises NotOneself, CycleClosed, and AlreadyDecided when it is signed
    already, by whoever was faster.
    """
    if not may_decide_on(by, cycle.learner_id):
        raise NotOneself
    hold(cycle.learner)
    signed = SignOff.objects.filter(cycle=cycle, requirement=requirement).select_related("by__academy_person").first()
    if signed is not None:
        raise AlreadyDecided(_("Already signed by %(name)s.") % {"name": str(getattr(signed.by, "academy_person", signed.by))})
    cycle = open_one(cycle)
    try:
        with transaction.atomic():
            signed = SignOff.objects.create(
                cycle=cycle, requirement=requirement, by=by, statement=str(requirement.statement), signed_at=now
            )
    except IntegrityError as error:  # a database without row locks
        raise AlreadyDecided(_("Already signed.")) from error
    review_standing(learner=cycle.learner, now=now, certification=cycle.certification)
    return signed
