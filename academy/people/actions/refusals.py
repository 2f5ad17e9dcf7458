"""Why a verb was refused. As a string each is a sentence for the person who asked."""

from django.utils.translation import gettext as _

from academy.audit import Refusal


class AccountProtected(Refusal):
    """The account has rights that whoever asks has not."""

    code = "account_protected"

    def __init__(self, words: str = "") -> None:
        super().__init__(
            words
            or _("This account has rights beyond your own, so only a superuser can change its name, its address or whether it may sign in.")
        )


class RoleProtected(Refusal):
    """The group of a job role gives rights that whoever asks has not."""

    code = "role_protected"

    def __init__(self) -> None:
        super().__init__(_("This role comes with rights that you do not hold yourself, so only a superuser can give it."))
