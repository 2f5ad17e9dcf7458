"""Forms of certification."""

from academy.certification.forms.practice import PracticeForm, ReviewForm
from academy.certification.forms.revocation import RevocationForm
from academy.certification.forms.shown import ShownNameForm

__all__ = ["PracticeForm", "ReviewForm", "RevocationForm", "ShownNameForm"]
