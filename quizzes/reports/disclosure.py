"""What may be told of a closed attempt: one reading for the result, the API and whatever else shows its questions."""

from dataclasses import dataclass
from datetime import datetime

from quizzes.models import Aspect, Attempt, AttemptSlot, Question, Review, review_of


@dataclass(frozen=True)
class Disclosure:
    """What the review of the quiz allows now, less what would help in attempts that the learner has open."""

    review: Review
    withheld: frozenset[int] = frozenset()  # questions
    score_withheld: bool = False

    def tells_of(self, slot: AttemptSlot) -> bool:
        """Whether anything may be said of this question. With a score that is held back, all of its questions are."""
        return not self.score_withheld and slot.version.question_id not in self.withheld

    def shows(self, slot: AttemptSlot, aspect: Aspect) -> bool:
        return self.tells_of(slot) and self.review.shows(aspect)


def disclosure_of(attempt: Attempt, *, now: datetime) -> Disclosure:
    """Read it in one query, or in two where the learner has an attempt open.

    Nothing is shown of an attempt whose score is held back: some reviews open
    by passing, and would tell it.
    """
    asked = Question.objects.withheld_in_reviews_from(attempt.learner_id, quiz_id=attempt.quiz_id)
    withheld = frozenset(asked.values_list("pk", flat=True))
    score_withheld = bool(withheld) and Attempt.objects.holds_back(attempt)
    review = Review(frozenset()) if score_withheld else review_of(attempt, now=now)
    return Disclosure(review, withheld, score_withheld)
