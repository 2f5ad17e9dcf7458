"""Who is asked when an author sends a page to Wagtail's own workflow."""

from typing import Final

from django.contrib.auth.models import Group
from django.db.models import Model
from wagtail.models import GroupApprovalTask

WORKFLOW_STANDS_IN: Final[tuple[type[Model], ...]] = (GroupApprovalTask,)
# The group and the task that Wagtail's migrations make. Nobody is in that group by itself.
MODERATORS: Final = "Moderators"
TASK: Final = "Moderators approval"


def ensure_moderators(*groups: Group) -> None:
    """Ask these groups too in the approval that Wagtail makes, while it asks nobody: its one group has no member.

    Harmless to repeat. An approval that somebody has changed, or whose group
    has a member, stays as it is.
    """
    for task in GroupApprovalTask.objects.filter(name=TASK, active=True):
        asked = list(task.groups.all())
        if [group.name for group in asked] == [MODERATORS] and not asked[0].user_set.exists():
            task.groups.add(*groups)
