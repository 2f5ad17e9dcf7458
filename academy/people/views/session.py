"""Signing in and out. The site mounts these under its own addresses; a host may keep its own."""

from typing import Any

from django.conf import settings
from django.contrib.auth import views
from django.contrib.auth.forms import AuthenticationForm
from django.http import HttpResponse
from django.utils import translation

from academy.people.conf import SESSION_KEY


class LoginView(views.LoginView):
    """Signs in, and brings the person's language along where none was chosen on this device."""

    template_name = "academy/registration/login.html"
    redirect_authenticated_user = True

    def form_valid(self, form: AuthenticationForm) -> HttpResponse:
        response = super().form_valid(form)
        locale = self.request.session.get(SESSION_KEY, {}).get("locale", "")
        if locale and settings.LANGUAGE_COOKIE_NAME not in self.request.COOKIES and translation.check_for_language(locale):
            remember_language(response, locale)
        return response


class LogoutView(views.LogoutView):
    """Signs out; only by POST."""


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
