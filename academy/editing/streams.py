"""The body of a page in words, one line for each value in its blocks."""

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from django.utils.html import strip_tags
from wagtail.blocks import ChoiceBlock, ListBlock, StreamBlock, StructBlock
from wagtail.rich_text import RichText

# Wagtail's editor gives every paragraph without one a key of its own, by chance.
KEY: Final = re.compile(r' data-block-key="[^"]*"')


def say_the_same(one: Any, other: Any) -> bool:
    """Whether two bodies are equal for a reader: keys of blocks and of paragraphs are left out."""
    return bool(_without_keys(one.get_prep_value()) == _without_keys(other.get_prep_value()))


def _without_keys(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {name: _without_keys(inner) for name, inner in value.items() if name != "id"}
    if isinstance(value, list | tuple):
        return [_without_keys(inner) for inner in value]
    return KEY.sub("", value) if isinstance(value, str) else value


def lines_of_stream(value: Any) -> Iterator[str]:
    """Every block with its name, and what it says."""
    for child in value:
        label = str(child.block.label or child.block_type)
        lines = list(_lines(child.block, child.value))
        yield from (f"{label}: {line}" for line in lines) if lines else (label,)


def _lines(block: Any, value: Any) -> Iterator[str]:
    if isinstance(block, StreamBlock):
        yield from lines_of_stream(value)
    elif isinstance(block, ListBlock):
        for one in value:
            yield from _lines(block.child_block, one)
    elif isinstance(block, StructBlock):
        for name, child in block.child_blocks.items():
            yield from (f"{child.label or name}: {line}" for line in _lines(child, value.get(name)))
    elif value is not None:
        yield from _said(block, value)


def _said(block: Any, value: Any) -> Iterator[str]:
    if isinstance(value, RichText):
        text = strip_tags(value.source.replace("</p>", "</p>\n").replace("</li>", "</li>\n"))
    elif isinstance(block, ChoiceBlock):
        text = str(dict(block.field.choices).get(value, value))
    else:
        text = str(value)
    yield from (line.strip() for line in text.splitlines() if line.strip())
