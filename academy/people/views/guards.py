"""What stands before Wagtail's own pages of users: nobody takes over an account, or gives rights, beyond those he or she holds."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.admin import messages

from academy.audit import note
from academy.people.conf import CREATE_USER, DELETE_USER, EDIT_USER, USERS_AT_ONCE
from academy.people.permissions import may_manage_user, may_put_into


def guard_user_edit(request: HttpRequest, user: Any) -> HttpResponse | None:
    """Before a user is shown to be edited, and before what was sent is saved."""
    if not may_manage_user(request.user, user):
        return _refuse_account(request, EDIT_USER, user)
    before = {group.pk for group in user.groups.all()}
    return _refuse_rights(request, EDIT_USER, [group for group in _groups_sent(request) if group.pk not in before], about=user)


def guard_user_deletion(request: HttpRequest, user: Any) -> HttpResponse | None:
    return None if may_manage_user(request.user, user) else _refuse_account(request, DELETE_USER, user)


def guard_user_creation(request: HttpRequest) -> HttpResponse | None:
    return _refuse_rights(request, CREATE_USER, _groups_sent(request), about=None)


def guard_users_at_once(request: HttpRequest, action_type: str, objects: Sequence[Any], action: Any) -> HttpResponse | None:
    """Before several users are deleted, let in or shut out, or put into a group."""
    users = [one for one in objects if isinstance(one, get_user_model())]
    beyond = next((user for user in users if not may_manage_user(request.user, user)), None)
    if beyond is not None:
        return _refuse_account(request, USERS_AT_ONCE, beyond)
    role = action.cleaned_form.cleaned_data.get("role") if users and action.cleaned_form else None
    return _refuse_rights(request, USERS_AT_ONCE, [role] if role else [], about=None) if users else None


def _groups_sent(request: HttpRequest) -> list[Group]:
    sent = set(request.POST.getlist("groups"))
    return [group for group in Group.objects.all() if str(group.pk) in sent] if sent else []


def _refuse_rights(request: HttpRequest, verb: str, groups: Iterable[Group], *, about: Any) -> HttpResponse | None:
    """Refuse to make a superuser, and to put anybody into a group with rights beyond one's own."""
    if request.user.is_superuser:
        return None
    if "is_superuser" in request.POST:
        return _refuse(request, verb, _("Only a superuser can make somebody a superuser."), about=about, code="superuser")
    joined = list(groups)
    if joined and not may_put_into(request.user, joined):
        words = _("You can put somebody only into groups that give no rights beyond your own. Nothing was changed.")
        return _refuse(request, verb, words, about=about, code="rights_beyond_own")
    return None


def _refuse_account(request: HttpRequest, verb: str, user: Any) -> HttpResponse:
    words = _("“%(user)s” has rights beyond your own, so only a superuser can change this account.") % {"user": user.get_username()}
    return _refuse(request, verb, words, about=user, code="account_protected")


def _refuse(request: HttpRequest, verb: str, words: str, *, about: Any, code: str) -> HttpResponse:
    note(verb, by=request.user, about=about, now=timezone.now(), refused=code)
    messages.error(request, words)
    return redirect("wagtailusers_users:index")
