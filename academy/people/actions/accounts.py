"""The accounts behind people: a name to sign in with, an address, and whether signing in is allowed."""

from datetime import datetime
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import transaction
from django.utils.crypto import get_random_string
from django.utils.translation import gettext as _

from academy.audit import audited, note
from academy.letters import without_stray
from academy.people.actions.refusals import AccountProtected
from academy.people.conf import CHANGE_ACCOUNT, OPEN_ACCOUNT
from academy.people.permissions import may_administer_account, may_give_password
from academy.users import email_field, login_field, signs_in_with_email


def normal_name(name: str) -> str:
    """A name to sign in with, as accounts keep it: without stray signs, and an address with its domain in small letters."""
    name = without_stray(name)
    normal: str = BaseUserManager.normalize_email(name) if signs_in_with_email() else AbstractBaseUser.normalize_username(name)
    return normal


def named(user: Any, *, username: str, email: str) -> Any:
    """Write name and address into an account, unsaved. In a site of e-mail addresses the name is the address."""
    if email_field():
        setattr(user, email_field(), email)
    setattr(user, login_field(), normal_name(username))
    return user


def new_account(*, username: str, email: str) -> Any:
    """An account that is not in the database yet."""
    return named(get_user_model()(), username=username, email=email)


def find_account(username: str) -> Any | None:
    """The account of that name, if there is one. Two names that differ in the size of letters only are one."""
    users, name = get_user_model()._default_manager, normal_name(username)
    known = users.filter(**{login_field(): name}).first()
    if known is None:
        return users.filter(**{f"{login_field()}__iexact": name}).first()
    return known


@transaction.atomic
def open_account(*, username: str, email: str, password: str = "", by: Any, now: datetime) -> Any:
    """Make an account, or return the one of that name unchanged.

    Without a password the account gets one that nobody knows; the person
    asks for a new one by e-mail. `by=None` is the system.
    """
    known = find_account(username)
    if known is not None:
        return known
    user = new_account(username=username, email=email)
    user.set_password(password or get_random_string(64))
    user.save()
    note(OPEN_ACCOUNT, by=by, about=user, now=now)
    return user


@audited(CHANGE_ACCOUNT, by="by", about="user")
def change_account(user: Any, *, username: str, email: str, active: bool, password: str = "", by: Any, now: datetime) -> None:
    """Give an account another name, address or password, or let it sign in or not. What is as it was is no change.

    Raises AccountProtected where the account has rights that whoever asks has
    not, and for a new password of one's own. Flags, groups and rights of an account are never touched here.
    """
    names = {email_field(): email, login_field(): normal_name(username), "is_active": active}
    changed = [field for field, value in names.items() if field and getattr(user, field) != value]
    if not changed and not password:
        return
    refuse_protected(user, by=by)
    if password and by is not None and not may_give_password(by, user):
        raise AccountProtected(_("Change your own password on the page of your account, which asks for the old one."))
    for field in changed:
        setattr(user, field, names[field])
    if password:
        user.set_password(password)
        changed.append("password")
    user.save(update_fields=changed)


def refuse_protected(account: Any, *, by: Any, words: str = "") -> None:
    """Raise AccountProtected unless `by` may administer the account. The system (None) may administer all."""
    if by is not None and not may_administer_account(by, account):
        raise AccountProtected(words)


def refuse_adopting(account: Any, *, by: Any) -> None:
    """Raise AccountProtected where an account that is there already must not be made a person of the academy by `by`."""
    words = _("The account of this name has rights beyond your own, so only a superuser can make its owner a person of the academy.")
    refuse_protected(account, by=by, words=words)
