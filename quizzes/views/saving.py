"""Saving the questions of a page, each for itself: what cannot be taken of one loses nothing of the others."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from quizzes.actions import AnswerError, AttemptClosed, Elsewhere, NotChecked, NoTriesLeft, NoWayBack, Sent, StaleAnswer, answer_question
from quizzes.forms.run import PageForm
from quizzes.models import Attempt, Response
from quizzes.question_types.answers import Form


@dataclass
class Outcome:
    """What became of each question of a page."""

    saved: dict[int, Response] = field(default_factory=dict)
    stale: dict[int, StaleAnswer] = field(default_factory=dict)
    refused: dict[int, str] = field(default_factory=dict)
    refused_at: dict[int, tuple[str, ...]] = field(default_factory=dict)  # the fields that a refusal names
    used_up: dict[int, str] = field(default_factory=dict)
    stopped: AttemptClosed | Elsewhere | NoWayBack | None = None

    @property
    def status(self) -> int:
        """The status of the page that says so; 200 where everything was saved."""
        if self.stale or self.used_up or isinstance(self.stopped, Elsewhere):
            return 409
        return 422 if self.refused else 200

    @property
    def attempt(self) -> Attempt | None:
        return next((response.slot.attempt for response in self.saved.values()), None)


def save_page(*, learner: Any, attempt: UUID, form: PageForm, read: Callable[[int], Form], device: str, now: datetime) -> Outcome:
    """Save every question that the page holds, each in a transaction of its own. Raises AttemptSlot.DoesNotExist."""
    outcome = Outcome()
    for position in form.positions:
        try:
            sent = Sent(
                revision=form.revision(position),
                form=read(position),
                device=device,
                certainty=form.certainty(position),
                as_try=form.checks(position),
            )
            outcome.saved[position] = answer_question(learner=learner, attempt=attempt, position=position, sent=sent, now=now)
        except StaleAnswer as error:
            outcome.stale[position] = error
        except (AnswerError, NotChecked) as error:
            outcome.refused[position] = str(error)
            outcome.refused_at[position] = error.at if isinstance(error, AnswerError) else ()
        except NoTriesLeft as error:
            outcome.used_up[position] = str(error)
        except AttemptClosed as error:
            outcome.stopped = outcome.stopped or error  # the others are looked at too: what comes late is kept, each for itself
        except (Elsewhere, NoWayBack) as error:
            outcome.stopped = error
            break
    return outcome
