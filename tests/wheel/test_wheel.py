"""The wheel works in somebody else's Wagtail site."""

import json
import re
from pathlib import Path
from zipfile import ZipFile

import pytest

from tests.wheel.host import ASKED_FOR, Host, build_wheel, interpreter

pytestmark = pytest.mark.wheel
MATRIX = {"3.11": "Django>=5.2,<5.3", "3.13": "Django>=6.1,<6.2"}
VISIT = Path(__file__).with_name("visit.py")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    return build_wheel(tmp_path_factory.mktemp("wheel"))


# The push gate installs into the newest; everything else of it runs on the oldest.
HOSTS = [pytest.param("3.11", marks=pytest.mark.exhaustive), "3.13"]


@pytest.fixture(scope="module", params=HOSTS)
def bare_host(request, wheel, tmp_path_factory):
    """A site with our apps and one address, and nothing else added."""
    python = interpreter(request.param)
    if python is None:
        pytest.skip(f"Python {request.param} is not installed")
    return Host.begin(tmp_path_factory.mktemp("host"), python=python, django=MATRIX[request.param], wheel=wheel)


@pytest.fixture(scope="module")
def host(bare_host):
    """The same site after its owner did what the system checks ask for, with the demo company in it."""
    bare_host.manage("migrate", "--verbosity", "0")
    bare_host.append("settings/base.py", ASKED_FOR)
    bare_host.manage("migrate", "--verbosity", "0")
    bare_host.manage("seed_demo")
    return bare_host


def test_our_apps_and_one_address_are_enough_to_begin(bare_host):
    said = bare_host.manage("check")
    bare_host.manage("migrate", "--verbosity", "0")

    assert "System check identified" in said
    assert "No changes detected" in bare_host.manage("makemigrations", "--check", "--dry-run")


def test_the_checks_are_content_when_what_they_ask_for_is_there(host):
    assert "(academy." not in host.manage("check")
    assert "No changes detected" in host.manage("makemigrations", "--check", "--dry-run")


def test_every_page_a_learner_can_reach_renders(host):
    walk = json.loads(host.call("python", str(VISIT), "noah.beck", "en", "60"))

    assert len(walk["pages"]) > 10
    assert {address: status for address, status in walk["pages"].items() if status != 200} == {}


def test_a_page_speaks_chinese(host):
    walk = json.loads(host.call("python", str(VISIT), "xu.an", "zh-hans", "1"))

    assert '<html lang="zh-hans"' in walk["home"].lower()
    assert "我的学院" in walk["home"]


def test_the_pages_for_errors_are_left_to_the_host(wheel):
    names = ZipFile(wheel).namelist()

    assert any(name.startswith("academy/templates/academy/") for name in names)
    assert [name for name in names if re.fullmatch(r"academy/templates/[^/]+", name) or name.startswith("academy/site/")] == []
