"""Filling a question in, whatever its type: the names in an answer say which of its fields are meant."""

from collections.abc import Callable
from typing import Any

from playwright.sync_api import Locator, expect

from tests.browser.hands import Hand

Sent = dict[str, Any]

HAS_SCRIPTS = "() => matchMedia('(scripting: enabled)').matches"
VALUES = "fields => fields.map(field => field.value)"


class Fields:
    """The fields of one question. In an attempt their names begin with the prefix of the question."""

    def __init__(self, question: Locator) -> None:
        self.question = question
        self.prefix = question.get_attribute("data-question") or ""

    def named(self, name: str, value: str | None = None) -> Locator:
        valued = "" if value is None else f'[value="{value}"]'
        return self.question.locator(f'[name="{self.prefix}{name}"]{valued}')

    def values(self, name: str) -> list[str]:
        """What is chosen or written in the fields of a name."""
        kept: list[str] = self.named(name).and_(self.question.locator(":checked, :not([type=radio], [type=checkbox])")).evaluate_all(VALUES)
        return kept


def give(question: Locator, answer: Sent, *, hand: Hand) -> None:
    """Fill in a question of an attempt, or the check of a lesson."""
    fields = Fields(question)
    for name, said in answer.items():
        FILLING[name](fields, said, hand)


def shows(question: Locator, answer: Sent) -> bool:
    """Whether the fields of a question hold this answer."""
    fields = Fields(question)
    return all(SHOWING.get(name, _shows_one)(fields, name, said) for name, said in answer.items())


def _choose_one(fields: Fields, said: str, hand: Hand) -> None:
    hand.choose(fields.named("choice", said))


def _choose_several(fields: Fields, said: list[str], hand: Hand) -> None:
    for token in said:
        hand.choose(fields.named("choices", token))


def _match(fields: Fields, said: dict[str, str], hand: Hand) -> None:
    for row, option in said.items():
        hand.select(fields.named(f"pair-{row}"), option)


def _fill_gaps(fields: Fields, said: dict[str, str], hand: Hand) -> None:
    """A gap is a list to choose from, or a field to write in."""
    for gap, words in said.items():
        field = fields.named(f"gap-{gap}")
        use = hand.select if field.evaluate("field => field.matches('select')") else hand.write
        use(field, words)


def _bring_into_order(fields: Fields, said: list[str], hand: Hand) -> None:
    """Move items up one place at a time, which without JavaScript loads the page each time."""
    items = fields.named("order")
    for goal, token in enumerate(said):
        now = fields.values("order").index(token)
        for place in range(now, goal, -1):
            hand.press(fields.named("up", token))
            expect(items.nth(place - 1)).to_have_value(token)


def _go_on_saying(fields: Fields, said: list[str], hand: Hand) -> None:
    """Every step of a conversation loads the page with the next one."""
    for token in said:
        hand.choose(fields.question.locator(f'[type="radio"][name="{fields.prefix}path"][value="{token}"]'))
        hand.press(fields.question.get_by_role("button", name="Say this"))
        expect(fields.question.locator(f'[type="hidden"][value="{token}"]')).to_be_attached()


def _hand_in_file(fields: Fields, said: str, hand: Hand) -> None:
    """With JavaScript a file is sent as soon as it is chosen, and the page comes back with it."""
    sent_at_once = fields.question.evaluate(HAS_SCRIPTS)  # asked before: the page may be on its way as soon as a file is chosen
    hand.choose_file(fields.named("upload"), said)
    if not sent_at_once:
        hand.press(fields.question.get_by_role("button", name="Hand in and stay here"))
    expect(fields.question.locator(".handed-in")).to_be_visible()


def _writing(name: str) -> Callable[[Fields, str, Hand], None]:
    return lambda fields, said, hand: hand.write(fields.named(name), said)


FILLING: dict[str, Callable[[Fields, Any, Hand], None]] = {
    "choice": _choose_one,
    "choices": _choose_several,
    "value": _writing("value"),
    "text": _writing("text"),
    "link": _writing("link"),
    "unit": lambda fields, said, hand: hand.select(fields.named("unit"), said),
    "pairs": _match,
    "gaps": _fill_gaps,
    "order": _bring_into_order,
    "path": _go_on_saying,
    "file": _hand_in_file,
}


def _shows_one(fields: Fields, name: str, said: str) -> bool:
    return fields.values(name) == [said]


def _shows_each(prefix: str) -> Callable[[Fields, str, Any], bool]:
    return lambda fields, _name, said: all(fields.values(f"{prefix}-{key}") == [value] for key, value in said.items())


SHOWING: dict[str, Callable[[Fields, str, Any], bool]] = {
    "choices": lambda fields, name, said: sorted(fields.values(name)) == sorted(said),
    "order": lambda fields, name, said: fields.values(name) == said,
    "path": lambda fields, name, said: fields.values(name) == said,
    "pairs": _shows_each("pair"),
    "gaps": _shows_each("gap"),
}
