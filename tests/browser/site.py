"""The site as visitors meet it: each with a browser of their own, and with everything their browser complained about."""

from typing import Any

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page

from tests.contents import PASSWORD

PATIENCE = 15_000  # milliseconds: the machine may be busy
TELL_VIOLATIONS = """
document.addEventListener("securitypolicyviolation", (event) =>
  console.error(`content security policy: ${event.violatedDirective} ${event.blockedURI}`));
"""


class Site:
    """A live server and a browser. Close it, and all visitors leave."""

    def __init__(self, url: str, chromium: Browser) -> None:
        self.url = url
        self.chromium = chromium
        self.contexts: list[BrowserContext] = []
        self.complaints: list[str] = []

    def visitor(self, **options: Any) -> Page:
        """A page of somebody who is not signed in, in a browser that remembers nothing."""
        context = self.chromium.new_context(base_url=self.url, **{"locale": "en-GB", **options})
        context.set_default_timeout(PATIENCE)
        context.add_init_script(TELL_VIOLATIONS)
        context.on("console", self._hear)
        context.on("weberror", lambda error: self.complaints.append(str(error.error)))
        self.contexts.append(context)
        return context.new_page()

    def sign_in(self, username: str, **options: Any) -> Page:
        """A page of somebody of the company, at the first page after the login."""
        page = self.visitor(**options)
        page.goto("/academy/account/sign-in/")
        page.fill("#id_username", username)
        page.fill("#id_password", PASSWORD)
        page.press("#id_password", "Enter")
        page.wait_for_url(lambda url: "/account/" not in url)
        return page

    def close(self) -> None:
        for context in self.contexts:
            context.set_offline(True)  # the last words of a page would reach the database of the next test
            context.close()

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.complaints.append(f"{message.text} ({message.location.get('url', '')})")
