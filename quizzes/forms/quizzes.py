"""The form of a quiz."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from quizzes.actions import publish_quiz, retire_quiz
from quizzes.models import Quiz


class QuizForm(WagtailAdminModelForm):
    """A quiz and whether learners may start it."""

    DRAFT, PUBLISHED, RETIRED = "draft", "published", "retired"

    state = forms.ChoiceField(
        label=_("State"), help_text=_("A published quiz needs enough questions. A retired one can be finished, but not begun.")
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        quiz: Quiz = self.instance
        choices = [(self.PUBLISHED, _("published")), (self.RETIRED, _("retired"))]
        if quiz.published_at is None:
            choices = [(self.DRAFT, _("draft")), (self.PUBLISHED, _("published"))]
        self.fields["state"].choices = choices
        self.fields["state"].initial = self._state(quiz)

    @classmethod
    def _state(cls, quiz: Quiz) -> str:
        if quiz.published_at is None:
            return cls.DRAFT
        return cls.PUBLISHED if quiz.is_open else cls.RETIRED

    def apply_state(self, quiz: Quiz, *, now: datetime) -> None:
        """Publish or retire a saved quiz. Raises PoolTooSmall with the numbers."""
        wanted = self.cleaned_data["state"]
        if wanted == self.PUBLISHED:
            publish_quiz(quiz, now=now)
        elif wanted == self.RETIRED:
            retire_quiz(quiz, now=now)
