"""The accounts behind people: a name to sign in with, an address, and whether signing in is allowed."""

from datetime import datetime
from typing import Any

from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils.crypto import get_random_string
from django.utils.translation import gettext as _

from academy.audit import audited, note
from academy.people.actions.refusals import AccountProtected
from academy.people.conf import CHANGE_ACCOUNT, OPEN_ACCOUNT
from academy.people.permissions import may_administer_account


@transaction.atomic
def open_account(*, username: str, email: str, password: str = "", by: Any, now: datetime) -> Any:
    """Make an account, or return the one of that name unchanged.

    Without a password the account gets one that nobody knows; the person
    asks for a new one by e-mail. `by=None` is the system.
    """
    users = get_user_model()
    known = users.objects.filter(**{users.USERNAME_FIELD: username}).first()
    if known is not None:
        return known
    user = users(**{users.get_email_field_name(): email, users.USERNAME_FIELD: username})
    user.set_password(password or get_random_string(64))
    user.save()
    note(OPEN_ACCOUNT, by=by, about=user, now=now)
    return user


@audited(CHANGE_ACCOUNT, by="by", about="user")
def change_account(user: Any, *, username: str, email: str, active: bool, by: Any, now: datetime) -> None:
    """Give an account another name or address, or let it sign in or not. What is as it was is no change.

    Raises AccountProtected where the account has rights that whoever asks has
    not. Flags, groups and rights of an account are never touched here.
    """
    names = {type(user).get_email_field_name(): email, type(user).USERNAME_FIELD: username, "is_active": active}
    changed = [field for field, value in names.items() if getattr(user, field) != value]
    if not changed:
        return
    refuse_protected(user, by=by)
    for field in changed:
        setattr(user, field, names[field])
    user.save(update_fields=changed)


def refuse_protected(account: Any, *, by: Any, words: str = "") -> None:
    """Raise AccountProtected unless `by` may administer the account. The system (None) may administer all."""
    if by is not None and not may_administer_account(by, account):
        raise AccountProtected(words)


def refuse_adopting(account: Any, *, by: Any) -> None:
    """Raise AccountProtected where an account that is there already must not be made a person of the academy by `by`."""
    words = _("The account of this name has rights beyond your own, so only a superuser can make its owner a person of the academy.")
    refuse_protected(account, by=by, words=words)
