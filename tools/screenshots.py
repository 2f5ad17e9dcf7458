"""Takes pictures of the demo company with Chromium, while `make demo` serves it.

    python tools/screenshots.py                the three small ones of the README, into docs/images/
    python tools/screenshots.py --all FOLDER   every screen, on a phone and on a desk, light and dark, English and Chinese

`--url` names the address (http://127.0.0.1:8000) and ACADEMY_DEMO_PASSWORD everybody's password, else the one that the demo
has made. `--only WORD` keeps the screens with that word in their name.
"""

import argparse
import os
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from itertools import product
from pathlib import Path
from typing import Final, Literal

from PIL import Image
from playwright.sync_api import Browser, Error, Page, StorageState, ViewportSize, sync_playwright

ROOT: Final = Path(__file__).resolve().parents[1]
IMAGES: Final = ROOT / "docs" / "images"
ARGUMENTS: Final = ("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run")
COLOURS: Final = 255  # of a README picture: keeps the file small
PATIENCE: Final = 15_000  # milliseconds
PHONE: Final = (360, 740)
DESK: Final = (1280, 800)

Scheme = Literal["light", "dark"]


@dataclass(frozen=True)
class Screen:
    """A page, who looks at it, and the links or buttons that lead on from its address."""

    name: str
    user: str
    address: str
    follow: tuple[str, ...] = ()


@dataclass(frozen=True)
class Look:
    """How a screen is looked at."""

    size: tuple[int, int]
    scheme: Scheme = "light"
    language: str = "en"
    whole: bool = False

    @property
    def name(self) -> str:
        return f"{self.size[0]}-{self.scheme}-{self.language}"


README: Final = (
    (Screen("home", "noah.beck", "/academy/"), Look(PHONE)),
    (Screen("lesson", "noah.beck", "/academy/courses/security-and-data-trust/who-can-see-it/"), Look(PHONE)),
    (Screen("team", "karin.holt", "/academy/team/"), Look((1080, 740))),
)
START = 'main form[action$="/start/"] button, main a.button[href*="/attempts/"]'
SCREENS: Final = (
    Screen("login", "", "/academy/account/sign-in/"),
    Screen("verify-search", "", "/v/"),
    Screen("error", "", "/academy/courses/nothing/"),
    Screen("home", "noah.beck", "/academy/"),
    Screen("home-new", "xu.an", "/academy/"),
    Screen("home-expiring", "tang.shu", "/academy/"),
    Screen("home-expired", "gu.cheng", "/academy/"),
    Screen("home-failed", "bai.lu", "/academy/"),
    Screen("home-manager", "karin.holt", "/academy/"),
    Screen("catalogue", "noah.beck", "/academy/catalogue/"),
    Screen("catalogue-empty", "noah.beck", "/academy/catalogue/?q=nothing"),
    Screen("course", "noah.beck", "/academy/courses/security-and-data-trust/"),
    Screen("course-done", "noah.beck", "/academy/courses/fast-deal-playbook/"),
    Screen("lesson", "noah.beck", "/academy/courses/security-and-data-trust/three-never/"),
    Screen("lesson-table", "noah.beck", "/academy/courses/security-and-data-trust/where-data-lives/"),
    Screen("lesson-done", "noah.beck", "/academy/courses/desk-essentials/the-promise-clock/"),
    Screen("capability", "noah.beck", "/academy/capabilities/answer-security/"),
    Screen("quiz", "noah.beck", "/academy/quizzes/security-and-data-trust/"),
    Screen("question", "elif.kaya", "/academy/quizzes/security-and-data-trust/", (START,)),
    Screen("hand-in", "elif.kaya", "/academy/quizzes/security-and-data-trust/", (START, ".split aside > button")),
    Screen("result", "noah.beck", "/academy/quizzes/desk-essentials/", ('a[href$="/result/"]',)),
    Screen("certification", "noah.beck", "/academy/certifications/fast-deal-seller/"),
    Screen("certification-waiting", "june.abe", "/academy/certifications/solution-advisor/"),
    Screen("certification-held", "ji.mo", "/academy/certifications/fast-deal-seller/"),
    Screen("certificates", "ji.mo", "/academy/certificates/"),
    Screen("certificates-revoked", "peng.hao", "/academy/certificates/"),
    Screen("certificates-none", "noah.beck", "/academy/certificates/"),
    Screen("verify", "ji.mo", "/academy/certificates/", ('main a[href*="/v/" i]',)),
    Screen("verify-revoked", "peng.hao", "/academy/certificates/", ('main a[href*="/v/" i]',)),
    Screen("team", "wei.lan", "/academy/team/"),
    Screen("team-needs", "karin.holt", "/academy/team/"),
    Screen("team-all", "academy.admin", "/academy/team/"),
    Screen("person", "karin.holt", "/academy/team/", ('main .matrix th a[href*="/academy/team/"]',)),
    Screen("practice-review", "karin.holt", "/academy/team/", ('main a[href*="/academy/practice/"]',)),
    Screen("cms", "grace.okoye", "/cms/"),
    Screen("cms-questions", "grace.okoye", "/cms/snippets/academy_quizzes/question/"),
    Screen("cms-quiz", "grace.okoye", "/cms/snippets/academy_quizzes/quiz/", ("main .listing a[href*='/edit/']",)),
)


class Camera:
    """A browser that is signed in once for each person."""

    def __init__(self, browser: Browser, url: str, password: str) -> None:
        self.browser = browser
        self.url = url.rstrip("/")
        self.password = password
        self.signed_in: dict[str, StorageState] = {}

    def take(self, screen: Screen, look: Look) -> bytes:
        """A picture of a screen, as PNG."""
        size: ViewportSize = {"width": look.size[0], "height": look.size[1]}
        context = self.browser.new_context(
            base_url=self.url, viewport=size, color_scheme=look.scheme, reduced_motion="reduce", storage_state=self._state(screen.user)
        )
        context.add_cookies([{"name": "django_language", "value": look.language, "url": self.url}])
        context.set_default_timeout(PATIENCE)
        page = context.new_page()
        try:
            page.goto(screen.address)
            for link in screen.follow:
                page.locator(link).first.click()
                page.wait_for_load_state()
            return page.screenshot(full_page=look.whole)
        finally:
            context.close()

    def _state(self, user: str) -> StorageState | None:
        if user and user not in self.signed_in:
            page = self.browser.new_page(base_url=self.url)
            self._sign_in(page, user)
            self.signed_in[user] = page.context.storage_state()
            page.close()
        return self.signed_in.get(user)

    def _sign_in(self, page: Page, user: str) -> None:
        page.goto("/academy/account/sign-in/")
        page.fill("#id_username", user)
        page.fill("#id_password", self.password)
        page.press("#id_password", "Enter")
        page.wait_for_url(lambda url: "/account/" not in url)


def small(picture: bytes) -> bytes:
    """The same picture with few colours, so that the repository stays small."""
    file = BytesIO()
    Image.open(BytesIO(picture)).convert("RGB").quantize(COLOURS, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE).save(
        file, "PNG", optimize=True
    )
    return file.getvalue()


def all_looks() -> Iterator[Look]:
    schemes: tuple[Scheme, ...] = ("light", "dark")
    for size, scheme, language in product((PHONE, DESK), schemes, ("en", "zh-hans")):
        yield Look(size, scheme, language, whole=True)


def password_of_demo() -> str:
    note = ROOT / "var" / "demo-password"
    return os.environ.get("ACADEMY_DEMO_PASSWORD") or (note.read_text("utf-8") if note.exists() else "")


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--url", default=f"http://127.0.0.1:{os.environ.get('PORT') or 8000}")
    parser.add_argument("--all", type=Path, metavar="FOLDER")
    parser.add_argument("--only", default="")
    wanted = parser.parse_args()
    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    with sync_playwright() as playwright:
        camera = Camera(playwright.chromium.launch(executable_path=chromium, args=[*ARGUMENTS]), wanted.url, password_of_demo())
        if wanted.all is None:
            IMAGES.mkdir(parents=True, exist_ok=True)
            for screen, look in README:
                file = IMAGES / f"{screen.name}.png"
                file.write_bytes(small(camera.take(screen, look)))
                say(f"{file.relative_to(ROOT)}  {file.stat().st_size // 1000} kB")
            return
        wanted.all.mkdir(parents=True, exist_ok=True)
        for screen, look in product((one for one in SCREENS if wanted.only in one.name), all_looks()):
            try:
                (wanted.all / f"{screen.name}-{look.name}.png").write_bytes(camera.take(screen, look))
            except Error as error:  # an attempt that was begun for an earlier picture may be over
                say(f"{screen.name} {look.name}: left out, {error.message.splitlines()[0]}")
            else:
                say(f"{screen.name} {look.name}")


if __name__ == "__main__":
    main()
