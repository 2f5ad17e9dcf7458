"""What can be found fault with on a page: by axe, by its width, and by the size of what a finger has to hit."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

AXE = Axe()
PHONE, DESK = (360, 740), (1280, 800)
SCHEMES = ("light", "dark")
NARROWEST = 320
FINGER = 44  # CSS pixels
# Nothing fades while axe looks.
STILL = {"reduced_motion": "reduce"}
IS_TOO_WIDE = "document.documentElement.scrollWidth > innerWidth"

TARGETS = """least => {
  const all = document.querySelectorAll("a[href], button, input:not([type=hidden]), select, textarea, summary, .grip, [data-drag-word]");
  const targets = new Set([...all].map(one => one.matches("[type=radio], [type=checkbox]") ? one.closest("label") ?? one : one));
  const seen = [...targets].filter(one => one.checkVisibility() && !one.matches(".sr, .skip"));
  return seen.map(one => [one, one.getBoundingClientRect()])
    .filter(([, box]) => box.width < least || box.height < least)
    .map(([one, box]) => `${one.outerHTML.slice(0, 80)} is ${Math.round(box.width)} × ${Math.round(box.height)}`);
}"""


def faults_of(page: Page) -> list[str]:
    """What axe finds on the page as it is, on a phone and a desk, in light and dark; and whether it must be scrolled sideways."""
    found = too_wide(page, NARROWEST, 740)
    for width, height in (PHONE, DESK):
        found += too_wide(page, width, height)
        for scheme in SCHEMES:
            page.emulate_media(color_scheme=scheme)
            for violation in AXE.run(page).response["violations"]:
                places = ", ".join(" ".join(map(str, node["target"])) for node in violation["nodes"])
                found.append(f"{page.url} {width} {scheme}: {violation['id']} at {places}")
    return found


def too_wide(page: Page, width: int, height: int) -> list[str]:
    page.set_viewport_size({"width": width, "height": height})
    return [f"{page.url} {width}: wider than the screen"] if page.evaluate(IS_TOO_WIDE) else []


def faults_at(page: Page, *addresses: str) -> list[str]:
    found = []
    for address in addresses:
        response = page.goto(address)
        assert response is not None
        assert response.ok, f"{address} answers {response.status}"
        found += faults_of(page)
    return found


def small_targets(page: Page) -> list[str]:
    """What a finger on a phone may miss."""
    page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    small: list[str] = page.evaluate(TARGETS, FINGER)
    return small
