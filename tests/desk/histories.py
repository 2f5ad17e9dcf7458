"""Everything that may happen to a rep who works on one certification, by the name of what happened."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db import transaction

from academy.audit import Refusal
from academy.certification.actions import (
    begin_exam,
    open_cycle,
    reopen,
    retire_certification,
    review_practice,
    review_standing,
    revoke_award,
    sign_off,
    submit_practice,
    tick,
)
from academy.certification.models import Award, Certification, Cycle, Requirement
from academy.people.models import Person
from courses.actions import complete_step, enrol
from quizzes.actions import (
    ActionRefused,
    StartRefused,
    ask_for_attempt,
    decline_attempt,
    grant_attempt,
    publish_quiz,
    retire_quiz,
)
from quizzes.models import Quiz
from tests.certification.conftest import requirement

REFUSED = (Refusal, StartRefused, ActionRefused, Cycle.DoesNotExist, Award.DoesNotExist, Requirement.DoesNotExist)
# More than a certificate is valid takes two of these.
PASSES = {"a_day": 1, "a_year": 340}


@dataclass
class History:
    """Lets things happen to the rep through the actions; what is refused changes nothing."""

    rep: Any
    manager: Any
    admin: Any
    certification: Any
    lesson: Any
    sit: Any

    def happen(self, what, at):
        self.certification = Certification.objects.get(pk=self.certification.pk)
        with suppress(*REFUSED), transaction.atomic():
            getattr(self, what)(at)

    @property
    def exam(self):
        return Quiz.objects.get(slug="fds-exam")

    @property
    def run(self):
        return Cycle.objects.open().of(self.rep).get()

    def assign(self, at):
        open_cycle(learner=self.rep, certification=self.certification, path="initial", now=at)

    def start(self, at):
        begin_exam(learner=self.rep, certification=self.certification, now=at)

    def leave_open(self, at):
        """Begun so long ago that its time is over."""
        begin_exam(learner=self.rep, certification=self.certification, now=at - timedelta(hours=1))

    def pass_it(self, at):
        self.sit(self.rep, self.certification, at=at, right=8)

    def fail(self, at):
        self.sit(self.rep, self.certification, at=at, right=0)

    def use_up(self, at):
        for number in range(3):
            self.sit(self.rep, self.certification, at=at - timedelta(minutes=60 - 20 * number), right=0)

    def do_lesson(self, at):
        course = self.lesson.get_parent()
        enrol(learner=self.rep, course_key=course.translation_key, now=at)
        complete_step(learner=self.rep, course_key=course.translation_key, step_key=self.lesson.translation_key, now=at)

    def hand_in(self, at):
        return submit_practice(cycle=self.run, requirement=requirement(self.run, "practice"), note="Done.", now=at)

    def pass_practice(self, at):
        review_practice(self.hand_in(at), reviewer=self.manager, points={"listens": 3, "next": 3}, now=at)

    def fail_practice(self, at):
        review_practice(self.hand_in(at), reviewer=self.manager, points={"listens": 0, "next": 0}, now=at)

    def sign(self, at):
        sign_off(cycle=self.run, requirement=requirement(self.run, "sign_off"), by=self.manager, now=at)

    def finish(self, at):
        """All four requirements of a first certificate."""
        for step in (self.do_lesson, self.pass_it, self.pass_practice, self.sign):
            with suppress(*REFUSED), transaction.atomic():
                step(at)

    def ask(self, at):
        ask_for_attempt(quiz=self.exam, learner=self.rep, now=at)

    def decline(self, at):
        decline_attempt(quiz=self.exam, learner=self.rep, reason="Read the lesson first.", by=self.manager, now=at)

    def grant(self, at):
        grant_attempt(quiz=self.exam, learner=self.rep, reason="Again", by=self.manager, now=at)

    def revoke(self, at):
        revoke_award(Award.objects.of(self.rep).newest().get(), by=self.admin, public_text="To be repeated.", now=at)

    def reopen(self, at):
        reopen(learner=self.rep, certification=self.certification, by=self.admin, now=at)

    def unprintable(self, at):
        self._name("Re𝄞p", at)

    def printable(self, at):
        self._name("Rep", at)

    def _name(self, text, at):
        Person.objects.filter(user=self.rep).update(certificate_name=text)
        review_standing(learner=self.rep, now=at)

    def a_day(self, at):
        tick(now=at)

    def a_year(self, at):
        tick(now=at)

    def retire_exam(self, at):
        retire_quiz(self.exam, now=at)

    def publish_exam(self, at):
        publish_quiz(self.exam, now=at)

    def close_exam(self, at):
        Quiz.objects.filter(pk=self.exam.pk).update(closes_at=at - timedelta(minutes=1))

    def retire_certification(self, at):
        retire_certification(self.certification, retired=True, now=at)

    def offer_certification(self, at):
        retire_certification(self.certification, retired=False, now=at)


HAPPENED = sorted(name for name in vars(History) if not name.startswith("_") and name not in {"happen", "exam", "run"})
