"""What the two lock files pin."""

import re
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path

from packaging.markers import Marker
from packaging.specifiers import SpecifierSet

ROOT = Path(__file__).resolve().parents[2]
TOOLS = {
    "pytest",
    "pytest-django",
    "pytest-xdist",
    "hypothesis",
    "playwright",
    "axe-playwright-python",
    "ruff",
    "mypy",
    "djlint",
    "import-linter",
}
PIN = re.compile(r"^(?P<name>[a-z0-9._-]+)==(?P<version>\S+)(?: ; (?P<marker>[^\\]+))?", re.MULTILINE)


def pins(file):
    return {pin["name"]: pin["version"] for pin in PIN.finditer((ROOT / file).read_text())}


def test_the_site_installs_no_tools_of_its_developers():
    assert TOOLS & pins("requirements.lock").keys() == set()
    assert pins("requirements-dev.lock").keys() >= TOOLS


def test_the_site_has_what_production_runs_on():
    assert {"wagtail", "gunicorn", "whitenoise", "redis", "psycopg", "psycopg-binary"} <= pins("requirements.lock").keys()


def test_developers_have_the_versions_of_the_site():
    assert pins("requirements.lock").items() <= pins("requirements-dev.lock").items()


def test_no_lock_names_an_index():
    assert [
        line for file in ("requirements.lock", "requirements-dev.lock") for line in (ROOT / file).read_text().splitlines() if "/" in line
    ] == []


def test_every_pin_has_hashes():
    for file in ("requirements.lock", "requirements-dev.lock"):
        blocks = re.split(r"\n(?=\S)", (ROOT / file).read_text().strip())
        assert [block.split("\n")[0] for block in blocks if "--hash=sha256:" not in block] == []


def test_every_pin_runs_on_the_oldest_python():
    oldest, needs = "3.11.0", {}
    for name, version in pins("requirements-dev.lock").items():
        try:
            known = metadata(name)
        except PackageNotFoundError:  # for another system or another Python
            continue
        if known["Version"] == version:
            needs[name] = known["Requires-Python"] or ""

    assert len(needs) > 50
    assert {name: asked for name, asked in needs.items() if not SpecifierSet(asked).contains(oldest)} == {}


def test_what_only_the_oldest_python_needs_is_pinned_for_it():
    text = (ROOT / "requirements.lock").read_text()

    markers = [Marker(pin["marker"].strip()) for pin in PIN.finditer(text) if pin["name"] == "async-timeout"]

    assert [marker.evaluate({"python_full_version": "3.11.2"}) for marker in markers] == [True]
