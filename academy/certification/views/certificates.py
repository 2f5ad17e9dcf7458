"""My certificates, and the PDF of one."""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from academy.certification.actions import choose_shown_name
from academy.certification.certificates import render as draw
from academy.certification.forms import ShownNameForm
from academy.certification.models import Award, AwardEvent
from academy.certification.models.award import AwardStatus
from academy.certification.models.durations import local_day
from academy.certification.models.serial import read_serial, written
from academy.certification.reports.addresses import verify_address
from academy.certification.reports.periods import full_date
from academy.certification.reports.sheets import sheet_of
from academy.certification.reports.verification import full_name, initials
from academy.sign_in import login_required
from academy.texts import content_languages, localised

LOOK = {
    AwardStatus.ACTIVE: "certified",
    AwardStatus.RENEWAL_DUE: "expiring",
    AwardStatus.EXPIRED: "expired",
    AwardStatus.SUPERSEDED: "superseded",
    AwardStatus.REVOKED: "revoked",
}


@dataclass(frozen=True)
class Card:
    """One certificate as its holder sees it."""

    award: Award
    status: AwardStatus
    title: str
    proves: str
    code: str
    verify_url: str
    full_name: str
    initials: str
    ended: AwardEvent | None

    @property
    def issued(self) -> str:
        return full_date(self.award.issued_on)

    @property
    def valid_until(self) -> str:
        return full_date(self.award.last_day)

    @property
    def ended_on(self) -> str:
        return full_date(local_day(self.ended.at, self.award.time_zone)) if self.ended else ""

    @property
    def look(self) -> str:
        return LOOK[self.status]

    @property
    def is_valid(self) -> bool:
        return self.status in {AwardStatus.ACTIVE, AwardStatus.RENEWAL_DUE}


def card_of(award: Award, now: datetime) -> Card:
    said = award.snapshot["certification"]
    return Card(
        award=award,
        status=award.status(now),
        title=str(localised(said["title"])),
        proves=str(localised(said["proves"])),
        code=written(award.serial),
        verify_url=verify_address(award.serial),
        full_name=full_name(award.holder),
        initials=initials(award.holder),
        ended=award.event(AwardEvent.Kind.REVOKED) or award.event(AwardEvent.Kind.SUPERSEDED),
    )


@login_required
def certificates(request: HttpRequest) -> HttpResponse:
    """What I hold and what I held."""
    now = timezone.now()
    cards = [card_of(award, now) for award in Award.objects.of(request.user).whole()]
    given = {
        "valid": [card for card in cards if card.is_valid],
        "history": [card for card in cards if not card.is_valid],
        "today": timezone.localdate(now),
    }
    return render(request, "academy/certification/certificates.html", given)


@login_required
def certificate_pdf(request: HttpRequest, serial: str) -> HttpResponse:
    """The PDF: same award and language, same bytes. A revoked certificate has none."""
    award = _visible(request, serial)
    if award.is_revoked:
        return render(
            request,
            "academy/certification/withdrawn.html",
            {"code": written(award.serial), "card": card_of(award, timezone.now())},
            status=410,
        )
    sheet = sheet_of(award, language=_language(request))
    tag = f'"{hashlib.sha256(repr(sheet).encode()).hexdigest()[:32]}"'
    if request.headers.get("If-None-Match") == tag:
        return HttpResponseNotModified(headers={"ETag": tag})
    name = f"{award.snapshot['certification']['code']}-{written(award.serial)}.pdf"
    headers = {"ETag": tag, "Content-Disposition": f'inline; filename="{name}"'}
    return HttpResponse(draw(sheet), content_type="application/pdf", headers=headers)


@require_POST
@login_required
def holder_shown(request: HttpRequest, serial: str) -> HttpResponse:
    """Choose the name that strangers read; only one's own."""
    award = get_object_or_404(Award.objects.of(request.user), serial=read_serial(serial) or "")
    form = ShownNameForm(request.POST)
    if form.is_valid():
        choose_shown_name(award, shown=form.cleaned_data["shown"])
        messages.success(request, _("Saved. Strangers read this name from now on."))
    else:
        messages.error(request, _("Choose one of the two names."))
    return redirect("academy_certification:certificates")


def _visible(request: HttpRequest, serial: str) -> Award:
    return get_object_or_404(Award.objects.visible_to(request.user).whole(), serial=read_serial(serial) or "")


def _language(request: HttpRequest) -> str:
    wanted: Any = request.GET.get("lang", "")
    return wanted if wanted in dict(content_languages()) else ""
