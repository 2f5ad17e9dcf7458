"""Questions that a person marks, by a rubric where the author wrote one."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from random import Random
from typing import Any, ClassVar

from quizzes.question_types.answers import Answer
from quizzes.question_types.faults import Fault
from quizzes.question_types.grains import of_whole
from quizzes.question_types.layouts import Layout
from quizzes.question_types.question_type import WRONG, QuestionType, Spec
from quizzes.question_types.rubrics import RUBRIC, level_points, most_points, rubric_faults, rubric_of, rubric_texts, shown_rubric
from quizzes.question_types.spec import Fields
from quizzes.question_types.texts import Texts


class MarkedByHand(QuestionType):
    """What all questions have in common that no rule can mark: an answer waits, a blank earns nothing."""

    is_marked_by_hand = True
    optional: ClassVar[Fields] = {"rubric": RUBRIC}

    def faults(self, spec: Spec) -> Iterator[Fault]:
        yield from rubric_faults(spec)

    def texts(self, spec: Spec) -> Iterator[Texts]:
        yield from rubric_texts(spec)

    def lay_out(self, spec: Spec, *, chance: Random, shuffle: bool) -> Layout:
        return {}

    def as_data(self, layout: Layout, answer: Answer | None) -> dict[str, Any]:
        return dict(answer) if answer else {}

    def grade(self, spec: Spec, answer: Answer | None) -> Fraction:
        return WRONG

    def unit(self, spec: Spec) -> int:
        """With a rubric; without one, whoever marks says how fine, and is held to what can be kept."""
        levels = [level_points(level) for row in rubric_of(spec) for level in row["levels"]]
        return 2 * of_whole(levels, most_points(spec)) if levels else 1  # 2: the mean of two markers

    def right_answer(self, spec: Spec) -> Answer | None:
        return None

    def wrong_answer(self, spec: Spec) -> Answer | None:
        return None

    def key(self, spec: Spec, layout: Layout, language: str, answer: Answer | None) -> dict[str, Any]:
        return {"rubric": shown_rubric(spec, language)}
