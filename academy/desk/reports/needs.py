"""What waits for a manager: nobody else can do it."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any, Final

from django.urls import reverse
from django.utils.translation import gettext as _

from academy.certification.models import PracticeSubmission, Standing
from academy.certification.models.standing import State
from academy.people.models import Line, Person
from quizzes.models import AttemptRequest

LONG_AGO: Final = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Need:
    """One person, what is asked for, since when, and where it is done."""

    person: Person
    what: str
    certification: str
    since: datetime | None
    due_on: date | None
    url: str
    label: str
    words: str = ""
    acts: bool = False  # the button does it at once


def needs_of(user: Any, line: Line) -> list[Need]:
    """Practices to review, sign-offs to give and requests to answer in the whole line, the longest wait first. Four queries."""
    found = [*_reviews(user, line), *_sign_offs(user, line), *_requests(user)]
    return sorted(found, key=lambda need: need.since or LONG_AGO)


def _reviews(user: Any, line: Line) -> list[Need]:
    waiting = PracticeSubmission.objects.visible_to(line).waiting().of_people_here().exclude(cycle__learner=user)
    rows = list(waiting.select_related("cycle__certification", "cycle__learner__academy_person", "requirement"))
    of_these = Standing.objects.filter(learner__in=[row.cycle.learner_id for row in rows])
    due = (
        {(learner, asked): day for learner, asked, day in of_these.values_list("learner_id", "certification_id", "due_on")} if rows else {}
    )
    return [
        Need(
            person=row.cycle.learner.academy_person,
            what=_("practice review"),
            certification=str(row.cycle.certification),
            since=row.submitted_at,
            due_on=due.get((row.cycle.learner_id, row.cycle.certification_id)),
            url=reverse("academy_certification:practice_review", args=[row.uuid]),
            label=_("Review"),
        )
        for row in rows
    ]


def _sign_offs(user: Any, line: Line) -> list[Need]:
    waiting = Standing.objects.visible_to(line).of_people_here().filter(state=State.AWAITING_SIGN_OFF).exclude(learner=user)
    return [
        Need(
            person=row.learner.academy_person,
            what=_("sign-off"),
            certification=str(row.certification),
            since=row.waiting_since,
            due_on=row.due_on,
            url=f"{reverse('academy_desk:person', args=[row.learner.academy_person.uuid])}#{row.certification.code}",
            label=_("Read and sign off"),
        )
        for row in waiting.select_related("certification", "learner__academy_person")
    ]


def _requests(user: Any) -> list[Need]:
    """Who asks for one more attempt. Granting answers it."""
    asked = AttemptRequest.objects.open().filter(learner__academy_person__in=Person.objects.grantable_by(user).active())
    return [
        Need(
            person=row.learner.academy_person,
            what=_("asks for one more attempt"),
            certification=str(row.quiz),
            since=row.asked_at,
            due_on=None,
            url=reverse("academy_desk:grant", args=[row.learner.academy_person.uuid, row.quiz.slug]),
            label=_("Grant one more attempt"),
            words=row.words,
            acts=True,
        )
        for row in asked.select_related("quiz", "learner__academy_person")
    ]
