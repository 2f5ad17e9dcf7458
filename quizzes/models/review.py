"""What a learner may see of a closed attempt, and when: eight aspects at four moments.

The aspects and moments are those of Moodle (`mod/quiz/classes/question/display_options.php`);
three presets stand for the tables that nearly every quiz wants.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from django.db import models
from django.utils.translation import gettext_lazy as _

from quizzes.models.attempt import Attempt
from quizzes.models.override import QuizOverride
from quizzes.models.quiz import Quiz

JUST_AFTER: Final = timedelta(minutes=2)


class Aspect(models.TextChoices):
    """A piece of a closed attempt."""

    ANSWERS = "answers", _("questions and own answers")
    CORRECTNESS = "correctness", _("whether right")
    MAX_MARKS = "max_marks", _("points to be had")
    MARKS = "marks", _("points")
    FEEDBACK = "feedback", _("feedback on the answer")
    WHY = "why", _("reason")
    RIGHT_ANSWER = "right_answer", _("right answer")
    OVERALL = "overall", _("closing words")


class Moment(models.TextChoices):
    """When it is looked at."""

    DURING = "during", _("while answering")
    JUST_AFTER = "just_after", _("in the two minutes after handing in")
    WHILE_OPEN = "while_open", _("later, while the quiz is open")
    AFTER_CLOSE = "after_close", _("after the quiz has closed")


EVERYTHING: Final = frozenset(Aspect)
SCORE: Final = frozenset({Aspect.MARKS, Aspect.MAX_MARKS, Aspect.OVERALL})
AFTER: Final = (Moment.JUST_AFTER, Moment.WHILE_OPEN, Moment.AFTER_CLOSE)

PRESETS: Final[Mapping[str, Mapping[Moment, frozenset[Aspect]]]] = {
    Quiz.Review.PRACTICE: {
        Moment.DURING: frozenset({Aspect.ANSWERS, Aspect.CORRECTNESS, Aspect.FEEDBACK}),
        **dict.fromkeys(AFTER, EVERYTHING),
    },
    Quiz.Review.GRADED: {
        Moment.DURING: frozenset(),
        Moment.JUST_AFTER: SCORE,
        Moment.WHILE_OPEN: SCORE,
        Moment.AFTER_CLOSE: EVERYTHING,
    },
    Quiz.Review.CERTIFICATION: {Moment.DURING: frozenset(), **dict.fromkeys(AFTER, SCORE)},
}


@dataclass(frozen=True)
class Review:
    """The aspects of one attempt that its learner may see now."""

    aspects: frozenset[Aspect]

    def shows(self, aspect: str) -> bool:
        return aspect in self.aspects

    @property
    def shows_questions(self) -> bool:
        """Whether there is anything to be said of single questions."""
        return Aspect.ANSWERS in self.aspects

    @property
    def shows_key(self) -> bool:
        return Aspect.ANSWERS in self.aspects and Aspect.RIGHT_ANSWER in self.aspects


def review_of(attempt: Attempt, *, now: datetime) -> Review:
    """What the quiz allows for this attempt at this moment.

    A graded quiz shows everything once it was passed. One query where the
    quiz closes at some time: it has closed when it has for everybody.
    """
    quiz = attempt.quiz
    if quiz.review == Quiz.Review.GRADED and attempt.passed:
        return Review(EVERYTHING)
    moment = moment_of(attempt, now=now)
    if quiz.review == Quiz.Review.EXPERT:
        return Review(table_of(quiz.review_table)[moment])
    return Review(PRESETS[quiz.review][moment])


def moment_of(attempt: Attempt, *, now: datetime) -> Moment:
    """At which of the four moments an attempt is looked at."""
    if attempt.submitted_at is None:
        return Moment.DURING
    if attempt.quiz.has_closed(now) and not _open_for_somebody(attempt.quiz, now):
        return Moment.AFTER_CLOSE
    return Moment.JUST_AFTER if now < attempt.submitted_at + JUST_AFTER else Moment.WHILE_OPEN


def table_of(stored: Mapping[str, Any]) -> dict[Moment, frozenset[Aspect]]:
    """Read an author's table {moment: [aspects]}; what is not known is not shown."""
    known = set(Aspect.values)
    return {moment: frozenset(Aspect(one) for one in stored.get(moment, ()) if one in known) for moment in Moment}


def _open_for_somebody(quiz: Quiz, now: datetime) -> bool:
    return QuizOverride.objects.standing().filter(quiz=quiz, closes_at__gt=now).exists()
