"""The form of a version of the rules."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from academy.certification.models import CertificationVersion


class VersionForm(WagtailAdminModelForm):
    """Rules, and a tick that puts them in force."""

    publish = forms.BooleanField(
        label=_("Publish now"), required=False, help_text=_("Published rules are frozen. They hold for everybody who begins from now on.")
    )

    def clean(self) -> dict[str, Any]:
        if self.instance.published_at is not None:
            raise forms.ValidationError(_("These rules are published and frozen. Make a new version from them."))
        return super().clean() or {}

    def save(self, commit: bool = True) -> CertificationVersion:
        if self.instance.pk is None:
            self.instance.number = CertificationVersion.objects.next_number(self.instance.certification)
        version: CertificationVersion = super().save(commit)
        return version
