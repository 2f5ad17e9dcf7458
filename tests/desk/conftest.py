"""A certification with an exam, and people who stand differently with it."""

from datetime import timedelta

import pytest

from academy.certification.models import Standing
from academy.certification.models.standing import State
from tests.certification.conftest import (
    answering,
    assign,
    award,
    bank,
    certification,
    cycle,
    exam_quiz,
    make_certification,
    make_quiz,
    owner,
    questions,
    sit,
)

__all__ = [
    "answering",
    "assign",
    "award",
    "bank",
    "certification",
    "cycle",
    "exam_quiz",
    "make_certification",
    "make_quiz",
    "owner",
    "questions",
    "sit",
]


@pytest.fixture
def stand(now):
    """Write a standing as it is: `stand(rep, certification, State.EXPIRED, due=-3, expires=20)`, days counted from today."""

    def write(learner, certification, state=State.IN_PROGRESS, *, due=None, expires=None, done=1, total=4):
        return Standing.objects.create(
            learner=learner,
            certification=certification,
            team=learner.academy_person.team,
            state=state,
            due_on=None if due is None else now.date() + timedelta(days=due),
            expires_on=None if expires is None else now.date() + timedelta(days=expires),
            done=done,
            total=total,
            changed_at=now,
        )

    return write


@pytest.fixture(autouse=True)
def clock(clock_at, now):
    """The day on which every page of these tests is read."""
    clock_at(now)
