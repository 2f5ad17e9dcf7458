"""The form of a quiz."""

from datetime import datetime
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from quizzes.actions import publish_quiz, retire_quiz
from quizzes.forms.fields import ReviewTableField
from quizzes.forms.quiz_slots import PARTS, offer_versions, sent_parts
from quizzes.models import Quiz, QuizSlot, seams


class QuizForm(WagtailAdminModelForm):
    """A quiz and whether learners may start it."""

    DRAFT, PUBLISHED, RETIRED, RETIRED_ALL_THE_SAME = "draft", "published", "retired", "retired_all_the_same"

    state = forms.ChoiceField(
        label=_("State"), help_text=_("A published quiz needs enough questions. A retired one can be finished, but not begun.")
    )
    review_table = ReviewTableField(
        label=_("Review in detail"),
        required=False,
        help_text=_("Counts only where “as the table below says” is chosen. Without questions and own answers, only totals are shown."),
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        quiz: Quiz = self.instance
        choices = [(self.PUBLISHED, _("published")), (self.RETIRED, _("retired"))]
        if quiz.published_at is None:
            choices = [(self.DRAFT, _("draft")), (self.PUBLISHED, _("published"))]
        self.fields["state"].choices = choices
        if self.is_bound and self.data.get(self.add_prefix("state")) == self.RETIRED_ALL_THE_SAME:
            self._offer_all_the_same()
        self.fields["state"].initial = self._state(quiz)
        offer_versions(self.formsets[PARTS].forms)

    @classmethod
    def _state(cls, quiz: Quiz) -> str:
        if quiz.published_at is None:
            return cls.DRAFT
        return cls.PUBLISHED if quiz.is_open else cls.RETIRED

    def _offer_all_the_same(self) -> None:
        self.fields["state"].choices = [*self.fields["state"].choices, (self.RETIRED_ALL_THE_SAME, _("retired all the same"))]

    def clean_state(self) -> str:
        """Refuse to retire once where people are under way, and say what they are under way with."""
        state: str = self.cleaned_data["state"]
        if state == self.RETIRED_ALL_THE_SAME:
            return self.RETIRED
        if state == self.RETIRED and self.instance.is_open:
            missed = seams.dependents(self.instance)
            if missed:
                self._offer_all_the_same()
                first = _(
                    "Nothing was saved. This quiz would be missed; choose “retired all the same” if you mean it. A course goes on without it, and whoever has done its lessons is done with the course at once; a certification goes on asking for its exam."
                )
                raise forms.ValidationError([first, *map(str, missed)], code="missed")
        return state

    def current_parts(self) -> list[QuizSlot]:
        """The parts as the page shows them: sent, else saved."""
        if self.is_bound:
            return sent_parts(self.data)
        return list(QuizSlot.objects.filter(quiz=self.instance).select_related("question", "bank")) if self.instance.pk else []

    def apply_state(self, quiz: Quiz, *, now: datetime) -> None:
        """Publish or retire a saved quiz. Raises PoolTooSmall with the numbers."""
        wanted = self.cleaned_data["state"]
        if wanted == self.PUBLISHED:
            publish_quiz(quiz, now=now)
        elif wanted == self.RETIRED:
            retire_quiz(quiz, now=now)


class SketchForm(forms.Form):
    """What a dry run needs of a quiz that is not saved; what is faulty is taken as usual."""

    pass_percent = forms.DecimalField(min_value=0, max_value=100, required=False)
    time_limit_minutes = forms.IntegerField(min_value=1, max_value=100_000, required=False)

    def sketch(self) -> Quiz:
        """A quiz that was never saved, with the pass line and time limit that were sent."""
        self.full_clean()
        line = self.cleaned_data.get("pass_percent")
        return Quiz(pass_percent=Decimal(80) if line is None else line, time_limit_minutes=self.cleaned_data.get("time_limit_minutes"))
