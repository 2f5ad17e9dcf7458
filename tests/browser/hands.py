"""Two ways of using a page: with a mouse, and with nothing but the keyboard."""

from collections.abc import Callable
from typing import Any

from playwright.sync_api import Locator, expect

Sent = dict[str, Any]

MOST_TABS = 80
HAS_FOCUS = "element => element === document.activeElement"


class Mouse:
    """Clicks."""

    def press(self, button: Locator) -> None:
        button.click()

    def choose(self, option: Locator) -> None:
        option.check()

    def write(self, field: Locator, text: str) -> None:
        field.fill(text)

    def select(self, field: Locator, value: str) -> None:
        field.select_option(value)


class Keyboard:
    """Tab, Space, Enter, arrows and letters."""

    def press(self, button: Locator) -> None:
        self.reach(button)
        button.page.keyboard.press("Enter")

    def choose(self, option: Locator) -> None:
        """Tick a box, or go to a radio button: Tab leads into its group, and arrows lead on."""
        if option.get_attribute("type") == "checkbox":
            self.reach(option)
            option.page.keyboard.press("Space")
        else:
            group = option.page.locator(f'input[type="radio"][name="{option.get_attribute("name")}"]')
            self.reach(group)
            option.page.keyboard.press("Space")
            self._arrow_until(option.is_checked, option)
        expect(option).to_be_checked()

    def write(self, field: Locator, text: str) -> None:
        self.reach(field)
        field.page.keyboard.type(text)

    def select(self, field: Locator, value: str) -> None:
        self.reach(field)
        self._arrow_until(lambda: field.input_value() == value, field)
        expect(field).to_have_value(value)

    def reach(self, targets: Locator) -> None:
        """Press Tab until one of the targets has the focus."""
        for _tab in range(MOST_TABS):
            if any(target.evaluate(HAS_FOCUS) for target in targets.all()):
                return
            targets.page.keyboard.press("Tab")
        raise AssertionError(f"{targets} cannot be reached with the Tab key")

    def _arrow_until(self, reached: Callable[[], bool], near: Locator) -> None:
        for _arrow in range(10):
            if reached():
                return
            near.page.keyboard.press("ArrowDown")


Hand = Mouse | Keyboard


def give(form: Locator, answer: Sent, *, hand: Hand) -> None:
    """Fill a question in."""
    for token in [*answer.get("choices", []), *([answer["choice"]] if "choice" in answer else [])]:
        hand.choose(form.locator(f'input[value="{token}"]'))
    if "value" in answer:
        hand.write(form.locator('input[name="value"]'), answer["value"])
    for row, option in answer.get("pairs", {}).items():
        hand.select(form.locator(f'select[name="pair-{row}"]'), option)
    if "order" in answer:
        bring_into_order(form, answer["order"], hand=hand)


def bring_into_order(form: Locator, order: list[str], *, hand: Hand) -> None:
    """Move items up one place at a time, which without JavaScript loads the page each time."""
    items = form.locator('input[name="order"]')
    for goal, token in enumerate(order):
        now = [item.get_attribute("value") for item in items.all()].index(token)
        for place in range(now, goal, -1):
            hand.press(form.locator(f'button[name="up"][value="{token}"]'))
            expect(items.nth(place - 1)).to_have_value(token)


def shows(form: Locator, answer: Sent) -> bool:
    """Whether the form shows this answer."""
    chosen = form.locator("input:checked").evaluate_all("inputs => inputs.map(input => input.value)")
    shown: Sent = {
        "choice": chosen[0] if chosen else None,
        "choices": sorted(chosen),
        "value": "".join(field.input_value() for field in form.locator('input[name="value"]').all()),
        "pairs": {row: form.locator(f'select[name="pair-{row}"]').input_value() for row in answer.get("pairs", {})},
        "order": form.locator('input[name="order"]').evaluate_all("inputs => inputs.map(input => input.value)"),
    }
    return all(shown[field] == (sorted(value) if field == "choices" else value) for field, value in answer.items())
