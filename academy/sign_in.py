"""Where people sign in: on the academy's own pages, or where the host's `LOGIN_URL` leads."""

from collections.abc import Callable
from typing import Any, Final, TypeVar
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth import views
from django.contrib.auth.decorators import login_required as django_login_required
from django.http import HttpResponseRedirect
from django.shortcuts import resolve_url
from django.urls import NoReverseMatch, Resolver404, resolve, reverse
from django.utils.functional import lazy

from academy.conf import academy_setting

View = TypeVar("View", bound=Callable[..., Any])

OWN_PAGE: Final = "academy_people:sign_in"
# Names that sign-out pages of hosts go by: Django's own and django-allauth's.
SIGN_OUT_NAMES: Final = ("logout", "account_logout")
CATCH_ALL: Final = "wagtail_serve"


def has_account_pages() -> bool:
    """Whether the academy's own account pages are in use: as `ACADEMY["ACCOUNT_PAGES"]` says, else where the host has none."""
    wanted = academy_setting("ACCOUNT_PAGES")
    return not host_signs_in() if wanted is None else bool(wanted)


def offers_reset() -> bool:
    """Whether a forgotten password can be replaced by e-mail."""
    return has_account_pages() and bool(academy_setting("PASSWORD_RESET"))


def host_signs_in() -> bool:
    """Whether `LOGIN_URL` leads to a page that is neither ours nor an address that only Wagtail's page server would answer."""
    try:
        parts = urlsplit(resolve_url(settings.LOGIN_URL))
        if parts.netloc:
            return True
        found = resolve(parts.path)
    except (NoReverseMatch, Resolver404):
        return False
    return found.url_name != CATCH_ALL and found.view_name != OWN_PAGE


def sign_in_address() -> str:
    """The page that people are sent to when they are not signed in."""
    if has_account_pages():
        try:
            return reverse(OWN_PAGE)
        except NoReverseMatch:
            pass  # the addresses of the academy are not included; academy.W010 says so
    return resolve_url(settings.LOGIN_URL)


def sign_out_address() -> str:
    """Where a signed-in person signs out, by POST: the host's page when people sign in there, else ours."""
    for name in () if has_account_pages() else SIGN_OUT_NAMES:
        try:
            return reverse(name)
        except NoReverseMatch:
            continue
    return reverse("academy_people:sign_out")


def login_required(view: View) -> View:
    """Django's decorator, which sends people to the sign-in page that there is."""
    return django_login_required(view, login_url=_SIGN_IN)


def redirect_to_login(following: str) -> HttpResponseRedirect:
    """Send somebody to the sign-in page, and from there to `following`."""
    return views.redirect_to_login(following, login_url=sign_in_address())


# Looked up when it is needed: the addresses are not known while views are imported.
_SIGN_IN: Any = lazy(sign_in_address, str)()
