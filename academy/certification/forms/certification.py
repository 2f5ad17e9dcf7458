"""The form of a certification."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from academy.certification.actions import NotTheOwner, change_owner
from academy.certification.actions.snapshot import printable
from academy.certification.models import Certification
from academy.certification.permissions import may_change_owner
from academy.people.models import Person
from academy.printing import not_printable


def unsigned_by(owner: Any) -> str:
    """What becomes of the signature of an owner whose name certificates cannot print; nothing where they can."""
    person: Person | None = getattr(owner, "academy_person", None)
    if person is None or printable(person.name):
        return ""
    words = _("Certificates cannot print these characters: %(letters)s. The signature of %(name)s is left out.")
    return words % {"letters": " ".join(not_printable(person.name)), "name": person}


class CertificationForm(WagtailAdminModelForm):
    """What it is, whose it is, and whether it still takes people."""

    retired = forms.BooleanField(
        label=_("Retired"),
        required=False,
        help_text=_("Nobody begins or renews it any more. Certificates that were given run out by themselves and keep verifying."),
    )

    instance: Certification

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["retired"].initial = self.initial["retired"] = self.instance.retired_at is not None
        self._owner = self.instance.owner if self.instance.pk else None
        if self._owner is not None:
            self.fields["owner"].help_text = unsigned_by(self._owner)
        if self._owner is not None and not may_change_owner(self.for_user, self.instance):
            self.fields["owner"].disabled = True
            only = _("Only the owner or an academy administrator can hand it to somebody else.")
            self.fields["owner"].help_text = " ".join(filter(None, [str(only), unsigned_by(self._owner)]))

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        sent = self.data.get(self.add_prefix("owner"))
        if self.fields["owner"].disabled and sent and sent != str(self.instance.owner_id):
            try:
                change_owner(self.instance, owner=self.instance.owner, by=self.for_user, now=timezone.now())
            except NotTheOwner as refusal:
                self.add_error("owner", str(refusal))
        return cleaned

    def save(self, commit: bool = True) -> Certification:
        """Save all but a change of owner, which is an action of its own."""
        wanted, before = self.instance.owner, self._owner
        if before is not None and before.pk != wanted.pk:
            self.instance.owner = before
        certification: Certification = super().save(commit)
        if certification.owner_id != wanted.pk:
            change_owner(certification, owner=wanted, by=self.for_user, now=timezone.now())
            certification.owner = wanted
        return certification
