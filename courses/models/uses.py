"""What a course counts for, as the layers above tell it, without courses knowing them.

The registry is filled in an upper app's `AppConfig.ready()`.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Use:
    """One thing that needs a course: a short sign for cards ("Needed for FDS"), its title and its address."""

    label: str
    title: str
    url: str


#: Given course keys (translation keys of course pages), the uses of each, in the language of the moment. A bounded number of queries.
UseReader = Callable[[Collection[UUID]], Mapping[UUID, Sequence[Use]]]

_readers: list[UseReader] = []


def register_use(reader: UseReader) -> None:
    """Add a reader of uses. Registering twice does no harm."""
    if reader not in _readers:
        _readers.append(reader)


def uses(course_keys: Collection[UUID]) -> dict[UUID, list[Use]]:
    """Everything that needs these courses, in the order in which the readers were registered."""
    found: dict[UUID, list[Use]] = {}
    for reader in _readers if course_keys else ():
        for key, known in reader(course_keys).items():
            found.setdefault(key, []).extend(known)
    return found
