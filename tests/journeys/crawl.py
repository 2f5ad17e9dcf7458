"""Going everywhere that pages lead to."""

from collections import deque
from urllib.parse import urljoin, urlsplit

from bs4 import BeautifulSoup

ADDRESS_IN = ("href", "action", "data-answer-url")
OUR_HOSTS = ("testserver", "127.0.0.1:8000")
# Files, and the door that closes all others.
NOT_OURS = ("/static/", "/academy/account/sign-out/")


class Crawl:
    """Opens addresses and everything they link to, and notes what each answered and where it was found."""

    def __init__(self, client, *, also=()):
        self.client = client
        self.selector = ", ".join(["a[href]", *also])
        self.answers = {}
        self.found_at = {}

    def run(self, addresses):
        waiting = deque(addresses)
        while waiting:
            address = waiting.popleft()
            if address in self.answers:
                continue
            answer = self.client.get(address)
            self.answers[address] = answer.status_code
            self.heard(address, answer)
            for way in self._ways_on(address, answer):
                self.found_at.setdefault(way, address)
                waiting.append(way)
        return self

    def heard(self, address, answer):
        """What else is to be noted of an answer."""

    def ends(self):
        """Addresses that answered anything but a page or the way to one, and the page that led there."""
        return {address: (status, self.found_at.get(address)) for address, status in self.answers.items() if status >= 400}

    def _ways_on(self, address, answer):
        """Links, and where it redirects to, as long as they stay on this site."""
        found = [answer["Location"]] if "Location" in answer else []
        if answer.get("Content-Type", "").startswith("text/html"):
            tags = BeautifulSoup(answer.content.decode(), "html.parser").select(self.selector)
            found += [tag[name] for tag in tags for name in ADDRESS_IN if tag.get(name)]
        for one in found:
            parts = urlsplit(urljoin(f"http://testserver{address}", one))
            if parts.netloc in OUR_HOSTS and not parts.path.startswith(NOT_OURS):
                yield parts._replace(scheme="", netloc="", fragment="").geturl()
