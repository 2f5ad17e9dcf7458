"""A forgotten password, and another one."""

import logging
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import views
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse, reverse_lazy
from django.utils import timezone, translation
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.debug import sensitive_post_parameters
from django.views.generic import FormView

from academy.addresses import client_address
from academy.people.actions import Try, forgive_tries, may_ask_for_mail
from academy.people.forms import NewPasswordForm, PasswordForm, ResetForm
from academy.people.tasks import send_reset_mails
from academy.people.views.session import TOO_MANY, AccountPage
from academy.sign_in import login_required, offers_reset, sign_in_address

if TYPE_CHECKING:
    ResetFormView = FormView[ResetForm]
else:
    ResetFormView = FormView

log = logging.getLogger("academy")


class AnswerFirst(HttpResponseRedirect):
    """Leads on, and does something once the answer has been sent, so that how long it takes tells the visitor nothing."""

    def __init__(self, address: str, work: Callable[[], Any]) -> None:
        super().__init__(address)
        self.work = work

    def close(self) -> None:
        try:
            self.work()
        except Exception:  # the answer is gone already: nobody is left to be told
            log.exception("What was to be done after an answer failed.")
        finally:
            super().close()


class ResetPage(AccountPage):
    """A page that is there while forgotten passwords can be replaced by e-mail."""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        if not offers_reset():
            raise Http404


@method_decorator([login_not_required, never_cache, csrf_protect], name="dispatch")
class PasswordResetView(ResetPage, ResetFormView):
    """Asks for the e-mail address. The answer is the same, and as quick, whether an account has it or not."""

    template_name = "academy/registration/reset.html"
    form_class = ResetForm

    def form_valid(self, form: ResetForm) -> HttpResponse:
        email, address = form.cleaned_data["email"], client_address(self.request)
        work: Callable[[], Any] = bool
        if may_ask_for_mail(email=email, address=address, now=timezone.now()):
            work = partial(send_reset_mails.enqueue, email, _site(self.request), translation.get_language() or "")
        return AnswerFirst(reverse("academy_people:password_reset_sent"), work)


class PasswordResetSentView(ResetPage, views.PasswordResetDoneView):
    """Says that a mail is on its way, if there is an account."""

    template_name = "academy/registration/reset_sent.html"


class PasswordResetConfirmView(ResetPage, views.PasswordResetConfirmView):
    """Takes the new password of whoever holds a link that is still good."""

    template_name = "academy/registration/reset_confirm.html"
    form_class = NewPasswordForm
    success_url = reverse_lazy("academy_people:password_reset_done")

    def get_user(self, uidb64: str) -> Any:
        """Nobody whose account was closed, or was moved to another way of signing in, after the mail was sent."""
        user: Any = super().get_user(uidb64)
        return user if user is not None and user.is_active and user.has_usable_password() else None

    def form_valid(self, form: Any) -> HttpResponse:
        forgive_tries(Try(form.user.get_username(), client_address(self.request)), now=timezone.now())
        return super().form_valid(form)


class PasswordResetDoneView(ResetPage, views.PasswordResetCompleteView):
    """Leads to the sign-in page."""

    template_name = "academy/registration/reset_done.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(sign_in_url=sign_in_address(), **kwargs)


class PasswordChangeView(AccountPage, views.PasswordChangeView):
    """Another password for whoever is signed in, who stays signed in here and nowhere else."""

    template_name = "academy/registration/change.html"
    form_class = PasswordForm
    success_url = reverse_lazy("academy_desk:home")

    @method_decorator([sensitive_post_parameters(), never_cache, csrf_protect, login_required])
    def dispatch(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.has_usable_password():
            raise Http404  # this account signs in elsewhere
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "address": client_address(self.request)}

    def form_valid(self, form: Any) -> HttpResponse:
        messages.success(self.request, _("Your password has been changed. Other devices are signed out."))
        return super().form_valid(form)

    def form_invalid(self, form: Any) -> HttpResponse:
        response = super().form_invalid(form)
        if form.wait:
            response.status_code = TOO_MANY
            response.headers["Retry-After"] = str(60 * form.wait)
        return response


def _site(request: HttpRequest) -> str:
    """The address of the site for mails: as configured, because the name in a request is what its sender wrote."""
    return getattr(settings, "WAGTAILADMIN_BASE_URL", None) or request.build_absolute_uri("/")
