"""Which name strangers read."""

from django import forms

from academy.certification.models import AwardHolder


class ShownNameForm(forms.Form):
    """Full name or initials."""

    shown = forms.ChoiceField(choices=AwardHolder.Shown.choices)
