"""The part of a question's form that is peculiar to its type: one file each, found by itself."""

import inspect
import pkgutil
from collections.abc import Collection, Iterator
from copy import copy
from importlib import import_module

from quizzes.forms.parts.spec_part import Group, SpecPart, Spot, most_sent, text_field


def _found() -> Iterator[tuple[str, SpecPart]]:
    """One of every concrete part in the modules of this package, by the kinds it serves."""
    for module in pkgutil.iter_modules(__path__, f"{__name__}."):
        for _name, member in inspect.getmembers(import_module(module.name), inspect.isclass):
            if issubclass(member, SpecPart) and not inspect.isabstract(member) and member.__module__ == module.name:
                yield from ((kind, member()) for kind in member.kinds)


_BY_KIND = dict(_found())


def part_of(kind: str, sent: Collection[str] = ()) -> SpecPart:
    """The fields of a type of question, with a row for everything that was sent; an unknown kind raises KeyError."""
    part = copy(_BY_KIND[kind])
    part.sent = sent
    return part


__all__ = ["Group", "SpecPart", "Spot", "most_sent", "part_of", "text_field"]
