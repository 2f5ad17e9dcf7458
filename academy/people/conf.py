"""Names that the doors and verbs of people share."""

from typing import Any, Final

from django.utils.translation import gettext_lazy as _

# Where the session keeps what the header of every page says.
SESSION_KEY: Final = "academy"

# The groups that are ours. Their names are kept in the language of the code.
PMM: Final = "Academy PMM"
MANAGER: Final = "Academy manager"
ADMIN: Final = "Academy admin"
OUR_GROUPS: Final = (PMM, MANAGER, ADMIN)

CHANGE_PERSON: Final = "person.change"
CHANGE_ROLE: Final = "person.role"
OPEN_ACCOUNT: Final = "account.open"
CHANGE_ACCOUNT: Final = "account.change"
EDIT_USER: Final = "user.edit"
DELETE_USER: Final = "user.delete"
CREATE_USER: Final = "user.create"
USERS_AT_ONCE: Final = "user.bulk"

VERBS: Final[dict[str, Any]] = {
    CHANGE_PERSON: _("Add or change a person"),
    CHANGE_ROLE: _("Put an account into another group"),
    OPEN_ACCOUNT: _("Open an account"),
    CHANGE_ACCOUNT: _("Change an account"),
    EDIT_USER: _("Edit a user"),
    DELETE_USER: _("Delete a user"),
    CREATE_USER: _("Add a user"),
    USERS_AT_ONCE: _("Change several users"),
}
# What a request carries while somebody signs in: the try that was counted, and for how many minutes one was refused.
TRY: Final = "academy_try"
WAIT: Final = "academy_wait"
