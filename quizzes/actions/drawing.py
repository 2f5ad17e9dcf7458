"""Which questions an attempt gets: fixed ones and drawn ones, never one twice."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from random import Random
from typing import Any

from django.db.models import Count
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from quizzes.actions.errors import PoolTooSmall
from quizzes.models import AttemptSlot, QuestionBank, QuestionTag, QuestionVersion, Quiz, QuizSlot
from quizzes.question_types import kinds_not_asked


@dataclass(frozen=True)
class Pools:
    """The parts of a quiz with the questions that each can give now: question → version."""

    parts: Sequence[QuizSlot]
    candidates: Sequence[Mapping[int, int]]

    def wanted(self, place: int) -> int:
        return self.parts[place].draw if self.parts[place].bank_id else 1


def read_pools(quiz: Quiz) -> Pools:
    """Read what every part of a quiz can give. Five queries for any number of parts and questions."""
    return pools_of(list(quiz.slots.all()))


def pools_of(parts: Sequence[QuizSlot]) -> Pools:
    """Read what these parts can give, which need not be saved. Four queries for any number of them."""
    fixed = {part.question_id for part in parts if part.question_id}
    banks = {part.bank_id for part in parts if part.bank_id}
    families = QuestionBank.families(banks) if any(part.include_children for part in parts) else {bank: frozenset({bank}) for bank in banks}
    drawable = QuestionVersion.objects.drawable()
    current = dict(drawable.filter(question__in=fixed).values_list("question_id", "pk")) if fixed else {}
    pinned = _pinned(parts)
    everywhere = {bank for family in families.values() for bank in family}
    rows = list(
        drawable.filter(question__bank__in=everywhere)
        .exclude(kind__in=kinds_not_asked())
        .exclude(question__in=fixed)
        .values_list("question_id", "pk", "question__bank_id", "question__level")
        if banks
        else ()
    )
    tags = _tags(rows) if any(part.tags for part in parts) else {}
    return Pools(parts, [_of_part(part, current, pinned, rows, families, tags) for part in parts])


def _pinned(parts: Sequence[QuizSlot]) -> dict[int, int]:
    """Pinned versions whose questions are still in use."""
    wanted = [part.version_id for part in parts if part.version_id]
    usable = QuestionVersion.objects.published().filter(pk__in=wanted, question__retired_at=None)
    return dict(usable.values_list("pk", "question_id")) if wanted else {}


def _tags(rows: Collection[tuple[int, int, int, int]]) -> dict[int, set[str]]:
    found: dict[int, set[str]] = defaultdict(set)
    tagged = QuestionTag.objects.filter(content_object__in={row[0] for row in rows})
    for question, name in tagged.values_list("content_object_id", "tag__name"):
        found[question].add(name.casefold())
    return found


def _of_part(
    part: QuizSlot,
    current: Mapping[int, int],
    pinned: Mapping[int, int],
    rows: Collection[tuple[int, int, int, int]],
    families: Mapping[int, frozenset[int]],
    tags: Mapping[int, set[str]],
) -> dict[int, int]:
    if part.version_id:
        return {pinned[part.version_id]: part.version_id} if part.version_id in pinned else {}
    if part.question_id:
        return {part.question_id: current[part.question_id]} if part.question_id in current else {}
    family = families[part.bank_id or 0] if part.include_children else frozenset({part.bank_id})
    return {
        question: version
        for question, version, bank, level in rows
        if bank in family and part.level in (None, level) and _tagged(part, tags.get(question, set()))
    }


def _tagged(part: QuizSlot, tags: set[str]) -> bool:
    wanted = {str(name).casefold() for name in part.tags}
    if not wanted:
        return True
    return wanted <= tags if part.tags_match == QuizSlot.Tags.ALL else bool(wanted & tags)


def times_seen(learner: Any, questions: Collection[int]) -> dict[int, int]:
    """How often a learner has had each of these questions, in all attempts. One query."""
    seen = AttemptSlot.objects.filter(attempt__learner=learner, version__question__in=questions)
    return dict(seen.values_list("version__question").annotate(times=Count("pk")))


def draw(pools: Pools, chance: Random, seen: Mapping[int, int]) -> list[list[int]]:
    """Choose versions for every part: what the learner has seen least comes first, by chance among equals.

    No question comes twice, and parts whose pools overlap leave each other
    what they need. Raises PoolTooSmall with the numbers.
    """
    order = [_least_seen_first(list(candidates), chance, seen) for candidates in pools.candidates]
    chosen = _matched(pools, order)
    if not chosen or any(len(listed) < pools.wanted(place) for place, listed in enumerate(chosen)):
        refuse_shortage(pools, chosen)
    return [[pools.candidates[place][question] for question in listed] for place, listed in enumerate(chosen)]


def _least_seen_first(questions: list[int], chance: Random, seen: Mapping[int, int]) -> list[int]:
    chance.shuffle(questions)
    return sorted(questions, key=lambda question: seen.get(question, 0))


class _Matching:
    """Who gets which question: every part as many different ones as it wants, as far as there are enough.

    Kuhn's augmenting paths: where only questions that another part holds are
    left, that part takes another of its own, if it has one.
    """

    def __init__(self, order: Sequence[Sequence[int]]) -> None:
        self._order = order
        self._holder: dict[int, int] = {}
        self.taken: list[list[int]] = [[] for _part in order]

    def give(self, place: int, tried: set[int]) -> bool:
        """Give a part one more question; say whether there was one."""
        free = next((question for question in self._order[place] if question not in self._holder), None)
        if free is not None:
            return self._hold(free, place)
        for question in self._order[place]:
            other = self._holder[question]
            if question in tried or other == place:
                continue
            tried.add(question)
            if self.give(other, tried):
                self.taken[other].remove(question)
                return self._hold(question, place)
        return False

    def _hold(self, question: int, place: int) -> bool:
        self._holder[question] = place
        self.taken[place].append(question)
        return True


def _matched(pools: Pools, order: Sequence[Sequence[int]]) -> list[list[int]]:
    matching = _Matching(order)
    for place in range(len(order)):
        for _one in range(pools.wanted(place)):
            if not matching.give(place, set()):
                break
    return matching.taken


def refuse_shortage(pools: Pools, chosen: Sequence[Sequence[int]]) -> None:
    """Raise PoolTooSmall naming the part that cannot be filled."""
    if not pools.parts:
        raise PoolTooSmall(_("This quiz has no questions yet."))
    fixed = [part.question_id for part in pools.parts if part.question_id]
    if len(set(fixed)) < len(fixed):
        raise PoolTooSmall(_("This quiz asks the same question twice."))
    missing = sum(1 for part, candidates in zip(pools.parts, pools.candidates, strict=True) if part.question_id and not candidates)
    if missing:
        sentence = ngettext(
            "%(missing)d question of this quiz is retired or has no published version.",
            "%(missing)d questions of this quiz are retired or have no published version.",
            missing,
        )
        raise PoolTooSmall(sentence % {"missing": missing})
    for place, part in enumerate(pools.parts):
        if len(chosen[place]) < pools.wanted(place):
            raise PoolTooSmall(_shortage(part, available=len(pools.candidates[place]), given=len(chosen[place])))


def _shortage(part: QuizSlot, *, available: int, given: int) -> str:
    if available >= part.draw:
        sentence = _(
            "“%(bank)s” has %(available)d questions that fit, but other parts of the quiz need some of them: %(given)d of %(wanted)d are left."
        )
        return sentence % {"bank": part.bank, "available": available, "given": given, "wanted": part.draw}
    sentence = ngettext(
        "“%(bank)s” has %(available)d question that fits, but %(wanted)d are drawn.",
        "“%(bank)s” has %(available)d questions that fit, but %(wanted)d are drawn.",
        available,
    )
    return sentence % {"bank": part.bank, "available": available, "wanted": part.draw}


def check_pools(quiz: Quiz) -> Pools:
    """Read the pools and raise PoolTooSmall, with the numbers, when an attempt could not be put together."""
    return check_parts(read_pools(quiz))


def check_parts(pools: Pools) -> Pools:
    """Raise PoolTooSmall, with the numbers, when an attempt could not be put together from these pools."""
    draw(pools, Random(0), {})  # noqa: S311 - nothing is drawn by it, only counted
    return pools
