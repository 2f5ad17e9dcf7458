"""Taking a certificate back."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from academy.texts import LocalisedFormField


class RevocationForm(forms.Form):
    """A sentence for the public, and a note that stays inside."""

    public_text = LocalisedFormField(
        label=_("What strangers read"), help_text=_("On the verification page, below the word revoked. Name nobody."), long=True
    )
    internal_note = forms.CharField(
        label=_("Internal note"),
        required=False,
        max_length=4000,
        help_text=_("Never shown to the holder or in public."),
        widget=forms.Textarea(attrs={"rows": 3, "class": "input"}),
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for widget in self.fields["public_text"].widget.widgets:
            widget.attrs["class"] = "input"
