"""What the layers above tell the quiz engine, without it knowing them.

Each registry is filled in an upper app's `AppConfig.ready()`.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import ngettext

from quizzes.models.attempt import Attempt
from quizzes.models.quiz import Quiz


@dataclass(frozen=True)
class Topic:
    """What a question is about, for people: a title, where to read it, and under which heading it is listed."""

    title: str
    url: str
    heading: str = ""
    minutes: int | None = None


@dataclass(frozen=True)
class Link:
    """A way on: its words, its address, and whether it is the one main thing to do."""

    label: str
    url: str
    primary: bool = False


@dataclass(frozen=True)
class Notice:
    """What stands around a quiz in the eyes of a layer above: a headline, a sentence, links, and the way back."""

    headline: str = ""
    text: str = ""
    links: tuple[Link, ...] = ()
    back: Link | None = None
    tone: str = "info"
    open_items: tuple[Link, ...] = field(default=())
    bars_start: bool | None = None  # None: it does not say


@dataclass(frozen=True)
class VerdictChange:
    """A closed attempt that counts as a pass now and would not after a change of marks, or the other way round."""

    attempt_id: int
    learner_id: int
    counted_before: bool
    counted_after: bool


@dataclass(frozen=True)
class Affected:
    """What a layer above has built upon a verdict that would change: its title, where to read it, whose it is, and what becomes of it."""

    title: str
    url: str
    learner_id: int | None
    words: str


@dataclass(frozen=True)
class Dependent:
    """What people are under way with and would miss: its kind and title, and how many people they are."""

    kind: str
    title: str
    people: int

    def __str__(self) -> str:
        words = ngettext(
            "%(kind)s “%(title)s”: %(count)s person under way", "%(kind)s “%(title)s”: %(count)s people under way", self.people
        )
        return words % {"kind": self.kind, "title": self.title, "count": self.people}


#: Given keys and who reads (None: an author of questions), the topics that this reader may know of.
TopicReader = Callable[[Collection[UUID], Any], Mapping[UUID, Topic]]
BankReader = Callable[[Collection[int]], Mapping[int, str]]
BeforeReader = Callable[[Quiz, Any, datetime], Notice | None]
TopicChoices = Callable[[], Sequence[tuple[str, Sequence[tuple[UUID, str]]]]]
AfterReader = Callable[[Attempt, Any, datetime], Notice | None]
Gate = Callable[[Quiz, Any, datetime], str]
AffectedReader = Callable[[Sequence[VerdictChange]], Sequence[Affected]]
DependentReader = Callable[[Quiz], Sequence[Dependent]]
WayBackReader = Callable[[Quiz, Any], Link | None]

_topic_readers: list[TopicReader] = []
_topic_choices: list[TopicChoices] = []
_bank_readers: list[BankReader] = []
_before_readers: list[BeforeReader] = []
_after_readers: list[AfterReader] = []
_gates: list[Gate] = []
_affected_readers: list[AffectedReader] = []
_dependent_readers: list[DependentReader] = []
_way_back_readers: list[WayBackReader] = []


def register_topics(reader: TopicReader) -> None:
    """Add a reader of topics: given keys and who reads, it returns those that it knows, in the language of the moment."""
    if reader not in _topic_readers:
        _topic_readers.append(reader)


def register_topic_choices(reader: TopicChoices) -> None:
    """Add a reader of the topics an author can choose from: headings, each with keys and titles."""
    if reader not in _topic_choices:
        _topic_choices.append(reader)


def register_banks(reader: BankReader) -> None:
    """Add a reader of what banks stand for: given primary keys of banks, it returns the titles of those that it knows."""
    if reader not in _bank_readers:
        _bank_readers.append(reader)


def register_before(reader: BeforeReader) -> None:
    """Add a reader of what a learner should know before starting a quiz (quiz, user, now)."""
    if reader not in _before_readers:
        _before_readers.append(reader)


def register_after(reader: AfterReader) -> None:
    """Add a reader of what follows from a closed attempt (attempt, user, now)."""
    if reader not in _after_readers:
        _after_readers.append(reader)


def register_gate(gate: Gate) -> None:
    """Add a gate: given quiz, learner and now it says why an attempt may not begin, or nothing."""
    if gate not in _gates:
        _gates.append(gate)


def register_affected(reader: AffectedReader) -> None:
    """Add a reader of what rests upon verdicts that would change. It only reads: it is asked in a dry run too."""
    if reader not in _affected_readers:
        _affected_readers.append(reader)


def register_dependents(reader: DependentReader) -> None:
    """Add a reader of what would miss a quiz that is retired."""
    if reader not in _dependent_readers:
        _dependent_readers.append(reader)


def register_way_back(reader: WayBackReader) -> None:
    """Add a reader of ways back: given a quiz and a learner, what the quiz is a step of and the learner is under way with, or None."""
    if reader not in _way_back_readers:
        _way_back_readers.append(reader)


def topics(keys: Collection[UUID], *, reader: Any = None) -> dict[UUID, Topic]:
    """Titles and addresses of the topics that any layer knows and this reader may know of; others are left out. Authors know of all."""
    known: dict[UUID, Topic] = {}
    wanted = {key for key in keys if key}
    for told in _topic_readers if wanted else ():
        known.update(told(wanted, reader))
    return known


def topic_choices() -> list[tuple[str, list[tuple[UUID, str]]]]:
    """What a question can be about, by heading, from every layer that registered."""
    return [(heading, list(choices)) for reader in _topic_choices for heading, choices in reader()]


def banks(keys: Collection[int]) -> dict[int, str]:
    """What banks stand for in the words of any layer, such as a capability; unknown ones are left out."""
    return {key: title for reader in _bank_readers if keys for key, title in reader(keys).items()}


def before(quiz: Quiz, user: Any, now: datetime) -> Notice | None:
    """The first notice that a layer above has about starting this quiz."""
    return next((notice for reader in _before_readers if (notice := reader(quiz, user, now))), None)


def after(attempt: Attempt, user: Any, now: datetime) -> Notice | None:
    """The first notice that a layer above has about this closed attempt."""
    return next((notice for reader in _after_readers if (notice := reader(attempt, user, now))), None)


def barred(quiz: Quiz, learner: Any, now: datetime) -> str:
    """Why a layer above does not let this learner begin now; empty when none objects."""
    return next((words for gate in _gates if (words := gate(quiz, learner, now))), "")


def affected(changes: Sequence[VerdictChange]) -> list[Affected]:
    """What every layer above has built upon verdicts that would change; nothing is asked when none does."""
    return [one for reader in _affected_readers if changes for one in reader(changes)]


def dependents(quiz: Quiz) -> list[Dependent]:
    """What every layer above would miss if nobody could start this quiz any more."""
    return [one for reader in _dependent_readers for one in reader(quiz)]


def way_back(quiz: Quiz, user: Any) -> Link | None:
    """What the user is under way with and this quiz is a step of, as the first layer that knows of it says; None where nothing is."""
    return next((link for reader in _way_back_readers if (link := reader(quiz, user))), None)
