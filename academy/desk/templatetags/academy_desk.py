"""Rows of the team page, written in one go: a loop in a template costs more than everything else there."""

from functools import lru_cache

from django import template
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from academy.desk.reports.cells import Cell
from academy.desk.reports.matrix import Matrix, Row
from academy.templatetags.academy_ui import icon, icon_of

register = template.Library()


@register.simple_tag
def matrix_rows(matrix: Matrix, user_id: int) -> SafeString:
    """The body of the table. Given: matrix, and the id of whoever reads it."""
    codes = [column.certification.code for column in matrix.columns]
    return format_html_join("\n", "{}", ((_row(row, codes, user_id),) for row in matrix.rows))


def _row(row: Row, codes: list[str], user_id: int) -> SafeString:
    address = reverse("academy_desk:person", args=[row.person.uuid])
    you = format_html(' <span class="note">{}</span>', _("you")) if row.person.user_id == user_id else _left(row)
    head = format_html('<th scope="row"><span class="who"><a href="{}">{}</a>{}</span></th>', address, row.person, you)
    cells = format_html_join("", "{}", ((_cell(cell, address, code),) for cell, code in zip(row.cells, codes, strict=True)))
    return format_html("<tr>{}{}</tr>", head, cells)


def _left(row: Row) -> str:
    """A word beside whoever may not sign in any more."""
    return "" if row.person.user.is_active else format_html(' <span class="note">{}</span>', pgettext("of a person", "left"))


def _cell(cell: Cell | None, address: str, code: str) -> SafeString:
    if cell is None:
        return _nothing(_("not required"), icon("not-required", small=True))
    return format_html(
        '<td class="is-group"><a class="state is-{}{}" href="{}#{}">{}</a></td>',
        cell.kind,
        " is-mine" if cell.matches else "",
        address,
        code,
        _said(cell),
    )


@lru_cache(maxsize=8)
def _nothing(word: str, drawn: SafeString) -> SafeString:
    return format_html('<td class="is-group is-none">{}<span class="sr">{}</span></td>', drawn, word)


@lru_cache(maxsize=4096)
def _said(cell: Cell) -> SafeString:
    """Many cells say the same."""
    word = format_html('<span class="sr"> {}</span>', cell.word) if cell.word else ""
    note = format_html("<small> {}</small>", cell.note) if cell.note else ""
    return format_html("{}<span>{}{}{}</span>", icon(icon_of(cell.kind)), cell.text, word, note)
