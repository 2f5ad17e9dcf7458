"""Checks: the questions inside a lesson, as one learner stands with them."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from random import Random
from typing import Any, Self
from uuid import UUID

from django.db.models import F, FilteredRelation, OuterRef, Q, Subquery
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from quizzes.models import AttemptSlot, QuestionVersion
from quizzes.question_types import Answer, AnswerError, Layout, QuestionType, question_type


@dataclass(frozen=True, slots=True)
class Check:
    """One question of a lesson: its newest version, and the learner's newest answer to any version of it."""

    question: UUID
    version: QuestionVersion
    learner_id: int
    answered_at: datetime | None
    answer: Answer | None
    held_by: UUID | None = None  # the learner's open attempt that asks the same question

    @property
    def withheld(self) -> bool:
        """Whether the key may not be told now."""
        return self.held_by is not None

    @property
    def is_answered(self) -> bool:
        """Whether it counts for the lesson: an answer to an older wording counts too."""
        return self.answered_at is not None

    @property
    def type(self) -> QuestionType:
        return question_type(self.version.kind)

    @property
    def layout(self) -> Layout:
        """The learner's own order and tokens, the same at every visit without a row that holds them."""
        seed = salted_hmac("courses.check", f"{self.learner_id}:{self.version.pk}").digest()
        chance = Random(seed)  # noqa: S311  # the seed is a keyed digest that the learner cannot know
        return self.type.lay_out(self.version.spec, chance=chance, shuffle=True)

    def shown(self, *, language: str, answer: Answer | None = None) -> dict[str, Any]:
        """What may be seen before answering."""
        return self.type.shown(self.version.spec, self.layout, language=language, answer=answer)

    def reviewed(self, *, language: str) -> dict[str, Any]:
        """What may be seen once it is answered and not withheld."""
        return self.type.review(self.version.spec, self.layout, self.answer, language=language)

    def read(self, sent: Mapping[str, Any]) -> Answer:
        """Turn what was sent, in tokens, into an answer in ids. Raises AnswerError, also for a blank."""
        answer = self.type.read(self.version.spec, self.layout, sent)
        if answer is None:
            raise AnswerError(_("Give an answer first."))
        return answer

    @classmethod
    def drafts(cls, question_ids: Collection[int]) -> dict[int, Self]:
        """The newest published wordings for a preview, where nobody answers."""
        versions = QuestionVersion.objects.current().filter(question__in=question_ids).select_related("question")
        return {
            version.question_id: cls(version.question.uuid, version, learner_id=0, answered_at=None, answer=None)
            for version in versions
            if question_type(version.kind).fits_a_lesson
        }


def checks_of(learner: Any, *, lesson_key: UUID, question_ids: Collection[int]) -> dict[int, Check]:
    """The checks that can be answered now, by question. One query.

    Retired and unpublished questions are left out, and those whose newest
    wording a lesson cannot ask: what a person marks, or what asks nothing.

    Its rows are every published wording beside every answer of the learner to
    any wording of the question; the newest of both are put together here.
    """
    if not question_ids:
        return {}
    mine = FilteredRelation(
        "question__versions__check_answers",
        condition=Q(question__versions__check_answers__learner=learner.pk, question__versions__check_answers__lesson_key=lesson_key),
    )
    held = AttemptSlot.objects.kept_back_in_lessons_from(learner).filter(version__question=OuterRef("question")).order_by("pk")
    rows = (
        QuestionVersion.objects.published()
        .filter(question__in=question_ids, question__retired_at=None)
        .annotate(mine=mine, held_by=Subquery(held.values("attempt__uuid")[:1]))
        .order_by("number", F("mine__pk").asc(nulls_first=True))
        .values_list("question_id", "question__uuid", "pk", "kind", "spec", "mine__version", "mine__answer", "mine__answered_at", "held_by")
    )
    checks = {row[0]: _check(learner, *row) for row in rows}  # later rows are newer and take the place of older ones
    return {question: check for question, check in checks.items() if check.type.fits_a_lesson}


def unfit_for_a_lesson(question_ids: Collection[int]) -> list[QuestionVersion]:
    """The newest wordings, among those of these questions, that a lesson cannot ask."""
    versions = QuestionVersion.objects.current().filter(question__in=question_ids)
    return [version for version in versions if not question_type(version.kind).fits_a_lesson]


def _check(learner: Any, question_id: int, question: UUID, version: int, kind: str, spec: Any, *answered: Any) -> Check:
    answered_version, answer, answered_at, held_by = answered
    return Check(
        question=question,
        version=QuestionVersion(pk=version, question_id=question_id, kind=kind, spec=spec),
        learner_id=learner.pk,
        answered_at=answered_at,
        answer=answer if answered_version == version else None,  # an answer to an older wording is not shown with the newer one
        held_by=held_by,
    )
