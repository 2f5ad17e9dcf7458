"""Telling who acts for a person that the name alone stands in the way of the certificate."""

from django.contrib import messages
from django.http import HttpRequest
from django.utils.translation import gettext as _

from academy.certification.actions.snapshot import holder_of
from academy.certification.models import Cycle


def warn_of_name(request: HttpRequest, cycle: Cycle) -> None:
    """Say why no certificate was given, where the fonts lack characters of the name."""
    letters = holder_of(cycle.learner).unprintable
    if letters and Cycle.objects.still_open(cycle):
        sentence = _(
            "The certificate waits: it cannot print these characters of the name: %(letters)s. Change the name on certificates of this person."
        )
        messages.warning(request, sentence % {"letters": " ".join(letters)})
