"""Signing in and out. A host may keep its own pages (`ACADEMY["ACCOUNT_PAGES"]`)."""

from typing import Any

from django.conf import settings
from django.contrib.auth import views
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.forms import AuthenticationForm
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render, resolve_url
from django.urls import reverse
from django.utils import translation
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from academy.people.conf import SESSION_KEY, WAIT
from academy.people.forms import SignInForm
from academy.sign_in import has_account_pages, offers_reset, sign_in_address

TOO_MANY = 429


class AccountPage:
    """A page that is there while people sign in on the academy's own pages."""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)  # type: ignore[misc]  # always mixed into a view
        if not has_account_pages():
            raise Http404


class SignInView(AccountPage, views.LoginView):
    """Signs in, and brings the person's language along where none was chosen on this device."""

    template_name = "academy/registration/login.html"
    authentication_form = SignInForm
    next_page = "academy_desk:home"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Whoever is signed in already is asked what to do: the page that sent them here may have refused this account."""
        if not request.user.is_authenticated:
            return super().get(request, *args, **kwargs)
        if not self.get_redirect_url():
            return redirect(self.get_default_redirect_url())
        return render(request, "academy/registration/signed_in.html", {"next": self.get_redirect_url()})

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(offers_reset=offers_reset(), **kwargs)

    def form_valid(self, form: AuthenticationForm) -> HttpResponse:
        response = super().form_valid(form)
        locale = self.request.session.get(SESSION_KEY, {}).get("locale", "")
        if locale and settings.LANGUAGE_COOKIE_NAME not in self.request.COOKIES and translation.check_for_language(locale):
            remember_language(response, locale)
        return response

    def form_invalid(self, form: AuthenticationForm) -> HttpResponse:
        response = super().form_invalid(form)
        if getattr(self.request, WAIT, 0):
            response.status_code = TOO_MANY
        return response


@method_decorator(login_not_required, name="dispatch")
class SignOutView(views.LogoutView):
    """Signs out; only by POST. It is there for every host, so that everybody can leave."""

    def get_default_redirect_url(self) -> str:
        return resolve_url(settings.LOGOUT_REDIRECT_URL or "academy_people:signed_out")


@require_safe
@never_cache
@login_not_required
def signed_out(request: HttpRequest) -> HttpResponseBase:
    """Say that it is done, and lead back in."""
    if request.user.is_authenticated:
        return redirect(reverse("academy_desk:home"))
    return render(request, "academy/registration/signed_out.html", {"sign_in_url": sign_in_address()})


def remember_language(response: HttpResponse, language: str) -> None:
    """Set the cookie that Django's own language switch sets."""
    options: dict[str, Any] = {
        "max_age": settings.LANGUAGE_COOKIE_AGE,
        "path": settings.LANGUAGE_COOKIE_PATH,
        "domain": settings.LANGUAGE_COOKIE_DOMAIN,
        "secure": settings.LANGUAGE_COOKIE_SECURE,
        "httponly": settings.LANGUAGE_COOKIE_HTTPONLY,
        "samesite": settings.LANGUAGE_COOKIE_SAMESITE,
    }
    response.set_cookie(settings.LANGUAGE_COOKIE_NAME, language, **options)
