"""The form of a certification."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm


class CertificationForm(WagtailAdminModelForm):
    """What it is, and whether it still takes people."""

    retired = forms.BooleanField(
        label=_("Retired"),
        required=False,
        help_text=_("Nobody begins or renews it any more. Certificates that were given run out by themselves and keep verifying."),
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["retired"].initial = self.initial["retired"] = self.instance.retired_at is not None
