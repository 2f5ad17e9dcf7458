"""What a form would save if nobody typed anything: all that is stored, as one short text."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256
from typing import Any, Final

from django.db.models import Manager, Model, QuerySet
from wagtail.blocks import StreamValue

# The hidden field that says what was stored when the form was loaded, and the box that says what is to be replaced.
SEEN: Final = "academy_seen"
OVER: Final = "academy_over"
MOST_ROWS: Final = 1000


def digest(form: Any, stamp: Any = None) -> str:
    """A short text that changes with any stored value of an unbound form and its lists of rows, and with the stamp."""
    return digest_of([_values(form), stamp])


def digest_of(values: Any) -> str:
    written = json.dumps(plain(values), sort_keys=True, default=str)
    return sha256(written.encode()).hexdigest()[:32]


def seen_in(sent: Mapping[str, Any]) -> str:
    """What the person has looked at: what stood beside the ticked box, else what the form was loaded with."""
    return str(sent.get(OVER) or sent.get(SEEN) or "")


def formsets_of(form: Any) -> dict[str, Any]:
    """Lists of rows inside a form, without the comments that Wagtail adds to a page's."""
    return {name: formset for name, formset in getattr(form, "formsets", {}).items() if name != "comments"}


def key_of(row: Any) -> str:
    """The key of the row that a form of a list stands for, empty for one that is new."""
    return "" if row.instance.pk is None else str(row.instance.pk)


def plain(value: Any) -> Any:
    """A value as JSON knows it, the same in every language and whatever order the database gives."""
    if isinstance(value, StreamValue):
        return value.get_prep_value()
    if isinstance(value, Model):
        return str(value.pk)
    if isinstance(value, Manager | QuerySet):
        return sorted(str(one.pk) for one in value.all())
    if isinstance(value, Mapping):
        return {str(key): plain(one) for key, one in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return _listed(value)
    return value if value is None or isinstance(value, bool | int) else str(value)


def without_gone_rows(sent: Any, stored: Any) -> Any:
    """What was sent (a QueryDict), with every row that is not stored any more as a new row, so that it can be saved again."""
    data = sent.copy()
    for key in list(_keys_of_gone_rows(data, stored)):
        data[key] = ""
    return data


def _values(form: Any) -> dict[str, Any]:
    rows = {name: [[row.instance.pk, _values(row)] for row in formset.initial_forms] for name, formset in formsets_of(form).items()}
    return {"fields": {name: form[name].initial for name in form.fields}, "rows": rows}


def _listed(values: Iterable[Any]) -> list[Any]:
    """Rows have no order of their own; other lists do."""
    known = list(values)
    made = [plain(one) for one in known]
    unordered = isinstance(values, set | frozenset) or any(isinstance(one, Model) for one in known)
    return sorted(made, key=str) if unordered else made


def _keys_of_gone_rows(data: Any, form: Any, place: str = "") -> Iterator[str]:
    """Names of the fields that hold the key of such a row, here and in the lists of rows inside."""
    for name, formset in formsets_of(form).items():
        key = formset.model._meta.pk.name
        rows = {key_of(row): row for row in formset.initial_forms}
        prefix = f"{place}-{name}" if place else formset.prefix
        for number in _numbers(data, prefix):
            here = f"{prefix}-{number}"
            row = rows.get(data.get(f"{here}-{key}", ""))
            if row is not None:
                yield from _keys_of_gone_rows(data, row, here)
            else:
                inside = re.compile(rf"{re.escape(here)}(-\w+-\d+)*-{key}")
                yield from (sent for sent in data if inside.fullmatch(sent))


def _numbers(data: Any, prefix: str) -> range:
    total = str(data.get(f"{prefix}-TOTAL_FORMS", ""))
    return range(min(int(total), MOST_ROWS) if total.isascii() and total.isdigit() and len(total) < 9 else 0)
