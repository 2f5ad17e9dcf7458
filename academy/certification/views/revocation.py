"""Taking a certificate back."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from academy.certification.actions import Refused, revoke_award
from academy.certification.forms import RevocationForm
from academy.certification.models import Award, Certification
from academy.certification.models.serial import read_serial, written
from academy.certification.permissions import may_revoke
from academy.sign_in import login_required


@login_required
def revoke_search(request: HttpRequest, certification: str) -> HttpResponse:
    """From a code to the page that revokes it, for the owner of the certification or an administrator."""
    ruled = get_object_or_404(Certification.objects.visible_to(request.user), slug=certification)
    if not may_revoke(request.user, ruled):
        raise Http404
    typed = request.GET.get("code", "")
    award = Award.objects.revocable_by(request.user).with_serial(ruled, read_serial(typed))
    if award is None:
        messages.error(request, _("There is no certificate of this certification with this code."))
        kept = {"code": typed} if typed else None
        return redirect(reverse("academy_certification:certification", args=[ruled.slug], query=kept))
    return redirect("academy_certification:revoke", serial=award.serial)


@login_required
def revoke(request: HttpRequest, serial: str) -> HttpResponse:
    """Ask for the public sentence, then revoke for good."""
    award = get_object_or_404(
        Award.objects.revocable_by(request.user).whole().select_related("learner__academy_person"), serial=read_serial(serial) or ""
    )
    form = RevocationForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _revoke(request, award, form):
        return redirect("academy_verify:verify", serial=written(award.serial))
    given = {"form": form, "award": award, "code": written(award.serial), "is_revoked": award.is_revoked}
    return render(request, "academy/certification/revoke.html", given, status=422 if form.errors else 200)


def _revoke(request: HttpRequest, award: Award, form: RevocationForm) -> bool:
    """Whether the certificate is revoked now. Where it is refused, the form says why and keeps what was written."""
    if award.is_revoked:
        messages.info(request, _("This certificate was revoked already."))
        return True
    try:
        revoke_award(award, by=request.user, **form.cleaned_data, now=timezone.now())
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return False
    messages.success(request, _("The certificate %(code)s is revoked.") % {"code": written(award.serial)})
    return True
