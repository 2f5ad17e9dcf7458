"""Declining what somebody asked for."""

from django import forms
from django.utils.translation import gettext_lazy as _


class DeclineForm(forms.Form):
    """Why not: a sentence for whoever asked."""

    reason = forms.CharField(
        label=_("Why not"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3, "class": "input"}),
        help_text=_("Whoever asked reads this, with the day. Say what helps instead, if anything does."),
    )
