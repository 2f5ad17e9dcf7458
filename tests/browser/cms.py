"""Writing in the Wagtail administration, one method for each thing a hand does there."""

from playwright.sync_api import Locator, Page, expect


class Desk:
    """A page of the administration in the hands of an author."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def open(self, address: str) -> None:
        response = self.page.goto(address)
        assert response is not None
        assert response.ok, f"{address} answers {response.status}"

    def write(self, field: str, text: str) -> None:
        self.page.locator(f'[name="{field}"]').fill(text)

    def pick(self, field: str, label: str) -> None:
        self.page.locator(f"#id_{field}").select_option(label=label)

    def tick(self, field: str) -> None:
        self.page.locator(f"#id_{field}").check()

    def choose(self, field: str, words: str, *, search: bool = False) -> None:
        """Open a chooser, and take the row with these words from its list or from what a search finds."""
        self.choose_in(self.page.locator(f"#id_{field}-chooser"), words, search=search)

    def choose_in(self, chooser: Locator, words: str, *, search: bool) -> None:
        chooser.locator(".unchosen [data-chooser-action-choose]").click()
        window = self.page.get_by_role("dialog")
        if search:
            window.locator('input[name="q"]').fill(words)
        window.get_by_role("link", name=words).first.click()
        expect(chooser.locator("[data-chooser-title]")).to_be_visible()

    def add(self, formset: str) -> str:
        """Add a row to a list of rows; its fields begin with what is returned."""
        number = int(self.page.locator(f"#id_{formset}-TOTAL_FORMS").input_value())
        self.page.locator(f"#id_{formset}-ADD").click()
        expect(self.page.locator(f"#id_{formset}-TOTAL_FORMS")).to_have_value(str(number + 1))
        return f"{formset}-{number}"

    def save(self) -> None:
        """Save a snippet; the administration says that it did."""
        self.page.locator("footer").get_by_role("button", name="Save", exact=True).click()
        self._said()

    def publish(self) -> None:
        """Publish a page from the menu beside its button."""
        self.page.locator("footer [data-w-dropdown-target=toggle]").click()
        self.page.locator("button[name=action-publish]").click()
        self._said()

    def add_block(self, kind: str) -> Locator:
        """Add a block at the end of a lesson's body."""
        body = self.page.locator('[data-contentpath="body"]')
        blocks = body.locator("[data-streamfield-child]")
        number = blocks.count()
        body.locator(".c-sf-add-button").last.click()
        self.page.get_by_role("option", name=kind, exact=True).click()
        expect(blocks).to_have_count(number + 1)
        return blocks.last

    def write_paragraph(self, text: str) -> None:
        self.add_block("Paragraph").locator("[contenteditable=true]").click()
        self.page.keyboard.type(text)

    def add_check(self, question: str) -> None:
        self.choose_in(self.add_block("Check").locator(".chooser"), question, search=True)

    def _said(self) -> None:
        expect(self.page.locator(".messages .success").first).to_be_visible()
