"""Two ways of using a page: with a mouse, and with nothing but the keyboard."""

from collections.abc import Callable

from playwright.sync_api import Locator, expect

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

    def choose_file(self, field: Locator, path: str) -> None:
        field.set_input_files(path)


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
        """Write in place of what stands there."""
        self.reach(field)
        field.page.keyboard.press("Control+A")
        field.page.keyboard.type(text)

    def select(self, field: Locator, value: str) -> None:
        self.reach(field)
        self._arrow_until(lambda: field.input_value() == value, field)
        expect(field).to_have_value(value)

    def choose_file(self, field: Locator, path: str) -> None:
        """Open the window of the browser that asks for a file. What happens in there is not the page's."""
        with field.page.expect_file_chooser() as window:
            self.reach(field)
            field.page.keyboard.press("Enter")
        window.value.set_files(path)

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
