"""Where what somebody typed differs from what is stored, in words that can be put side by side."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any, Final

from django import forms
from django.db.models import Manager, Model, QuerySet
from django.utils.html import strip_tags
from django.utils.translation import gettext as _
from wagtail.blocks import StreamValue

from academy.editing.stored import OVER, SEEN, formsets_of, key_of
from academy.editing.streams import lines_of_stream, say_the_same
from academy.texts import LocalisedFormField, content_languages

# Fields of a list of rows that say nothing to a reader.
UNSAID: Final = frozenset({"id", "ORDER", "DELETE", SEEN, OVER})
SHOWN_WHOLE: Final = 8  # lines; of longer texts only what differs is shown


@dataclass(frozen=True, slots=True)
class Difference:
    """One field or row: what is stored now, and what was typed. `overwrites`: whether saving would replace what is stored."""

    label: str
    stored: Sequence[str]
    yours: Sequence[str]
    overwrites: bool = True


def differences(stored: Any, mine: Any) -> list[Difference]:
    """Compare an unbound form of what is stored with a bound one on the same row."""
    return [*_of_fields(stored, mine, ""), *_of_rows(stored, mine, "")]


def _of_fields(stored: Any, mine: Any, before: str) -> Iterator[Difference]:
    for name, field in mine.fields.items():
        # Not `changed_data`: where a default is made by a function, that looks for a hidden field of Django's own. And a field of ours
        # may find a change in what is written as before.
        if name in UNSAID or field.disabled or not field.has_changed(mine[name].initial, mine[name].data):
            continue
        label = before + str(mine[name].label or name)
        if isinstance(field.widget, forms.PasswordInput):
            yield Difference(label, [], [_("has to be written again")])
            continue
        kept = lines_of(field, stored[name].initial) if name in stored.fields else []
        typed = lines_of(field, mine[name].data)
        if kept != typed:
            yield Difference(label, *_what_differs(kept, typed))
        elif _is_other_thing(field, mine[name]):
            yield Difference(label, kept, [*typed, _("Differs in formatting, or in what it refers to.")])


def _is_other_thing(field: forms.Field, bound: Any) -> bool:
    """Whether what reads the same is something else: another row of the same name, or a text with other formatting."""
    if isinstance(bound.initial, StreamValue):
        return not say_the_same(bound.initial, bound.data)
    return isinstance(field, forms.ModelChoiceField)


def _of_rows(stored: Any, mine: Any, before: str) -> Iterator[Difference]:
    for name, formset in formsets_of(mine).items():
        kind = before + str(formset.model._meta.verbose_name)
        kept = {key_of(row): row for row in formsets_of(stored)[name].initial_forms} if name in formsets_of(stored) else {}
        for number, row in enumerate(formset.forms, start=1):
            yield from _of_row(kept.pop(key_of(row), None), row, f"{kind} {number}")
        for row in kept.values():
            yield Difference(kind, _summary(row, stored=True), [_("not there; it stays")], overwrites=False)
        yield from _of_order(formsets_of(stored).get(name), formset, kind)


def _of_row(kept: Any | None, row: Any, label: str) -> Iterator[Difference]:
    taken_away = "DELETE" in row.fields and bool(row["DELETE"].data) and row["DELETE"].data != "false"
    if kept is None:
        if not taken_away and row.has_changed():
            yield Difference(label, [], _summary(row, stored=False))
    elif taken_away:
        yield Difference(label, _summary(kept, stored=True), [_("taken away")])
    else:
        yield from _of_fields(kept, row, f"{label}: ")
        yield from _of_rows(kept, row, f"{label}: ")


def _of_order(stored: Any | None, mine: Any, kind: str) -> Iterator[Difference]:
    """Rows that both have, where they stand in another order."""
    rows = [row for row in mine.forms if key_of(row) and "ORDER" in row.fields]
    placed = sorted(rows, key=lambda row: int(row["ORDER"].data) if str(row["ORDER"].data or "").isdecimal() else len(rows))
    common = {key_of(row) for row in placed}
    before = [row for row in (stored.initial_forms if stored is not None else ()) if key_of(row) in common]
    if [key_of(row) for row in before] != [key_of(row) for row in placed]:
        label = _("%(rows)s: order") % {"rows": kind}
        yield Difference(label, [str(row.instance) for row in before], [str(row.instance) for row in placed])


def _summary(row: Any, *, stored: bool) -> list[str]:
    """A whole row, one line for each field that says something."""
    said = []
    for name, field in row.fields.items():
        lines = [] if name in UNSAID else lines_of(field, row[name].initial if stored else row[name].data)
        if lines:
            said.append(f"{row[name].label}: {' / '.join(lines)}")
    return said


def lines_of(field: forms.Field, value: Any) -> list[str]:
    """A value of a field in words, whether it comes from a row or was sent."""
    if isinstance(value, StreamValue):
        return list(lines_of_stream(value))
    if isinstance(field.widget, forms.MultiWidget):
        return _parts(field, value)
    if isinstance(value, bool):
        return [_("yes") if value else _("no")]
    if isinstance(value, Mapping):
        return [f"{key}: {', '.join(map(str, one)) if isinstance(one, list) else one}" for key, one in value.items() if one]
    if isinstance(field, forms.ModelChoiceField):
        return [", ".join(sorted(_named(field, one) for one in _each(value)))] if value not in (None, "") else []
    if isinstance(field, forms.ChoiceField):
        choices: Any = field.choices
        names = dict(_flat(choices))
        return [str(names.get(str(one), one)) for one in _each(value)] if value not in (None, "") else []
    return _written(field, value)


def _written(field: forms.Field, value: Any) -> list[str]:
    if isinstance(value, list | tuple | set | Manager | QuerySet):
        text = ", ".join(sorted(str(one) for one in _each(value)))
    else:
        text = str(field.widget.format_value(field.prepare_value(value)) or "") if value is not None else ""
    return [line for line in strip_tags(text).splitlines() if line.strip()]


def _parts(field: Any, value: Any) -> list[str]:
    """A text in several languages, each line with its language."""
    parts = value if isinstance(value, list) else field.widget.decompress(value)
    names = [name for _code, name in content_languages()] if isinstance(field, LocalisedFormField) else [""] * len(parts)
    several = sum(1 for part in parts if part) > 1
    lines = []
    for name, part in zip(names, parts, strict=False):
        lines += [f"{name}: {line}" if name and several else line for line in str(part or "").splitlines() if line.strip()]
    return lines


def _each(value: Any) -> list[Any]:
    if isinstance(value, Manager | QuerySet):
        return list(value.all())
    return list(value) if isinstance(value, list | tuple | set) else [value]


def _named(field: Any, value: Any) -> str:
    if isinstance(value, Model):
        return str(value)
    try:
        found = field.queryset.filter(**{field.to_field_name or "pk": value}).first()
    except (TypeError, ValueError):
        found = None
    return str(value if found is None else found)


def _flat(choices: Iterable[Any]) -> Iterator[tuple[str, Any]]:
    for value, label in choices:
        if isinstance(label, list | tuple):
            yield from _flat(label)
        else:
            yield str(value), label


def _what_differs(stored: list[str], yours: list[str]) -> tuple[list[str], list[str]]:
    """Both whole where they are short; of long texts the lines that differ, with a sign for those between."""
    if max(len(stored), len(yours)) <= SHOWN_WHOLE:
        return stored, yours
    left: list[str] = []
    right: list[str] = []
    for what, from_stored, to_stored, from_yours, to_yours in SequenceMatcher(None, stored, yours, autojunk=False).get_opcodes():
        left += ["…"] if what == "equal" else stored[from_stored:to_stored]
        right += ["…"] if what == "equal" else yours[from_yours:to_yours]
    return left, right
