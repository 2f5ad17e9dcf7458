"""One learner at a time."""

from typing import Any

from django.contrib.auth import get_user_model


def hold(learner: Any) -> Any:
    """Lock a learner's row until the transaction ends, and return it with person and team.

    All that is derived of one learner (cycles, awards, standings) is written
    under this lock, so two requests never derive from each other's half.
    """
    users = get_user_model()._default_manager
    return (
        users.select_for_update(of=("self",), no_key=True)
        .select_related("academy_person__team__manager__academy_person")
        .get(pk=learner.pk)
    )
