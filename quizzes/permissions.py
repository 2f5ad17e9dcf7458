"""Who may decide about whom."""

from typing import Any


def may_decide_on(user: Any, learner: Any) -> bool:
    """Mark, grant, regrade, review, sign, revoke or open again for a learner: never for oneself, whatever the rights.

    The one rule that every such verb asks, here and in the layers above. The
    learner is a user or the key of one; the system (None) decides on anybody.
    """
    return user is None or user.pk != getattr(learner, "pk", learner)
