"""Two languages from the first line: every interface string has its Chinese, and nothing is missing from the catalogue."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import django
import polib
import pytest
import rest_framework
import wagtail

from academy.people.forms.account import SAID_BY_DJANGO
from tests.architecture.house import ROOT

CATALOGUE = "academy/locale/zh_Hans/LC_MESSAGES/django.po"
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%%|\{\w+\}")


def entries(path):
    return [entry for entry in polib.pofile(str(path)) if not entry.obsolete]


def test_every_string_of_the_catalogue_is_translated():
    untranslated = [entry.msgid for entry in entries(ROOT / CATALOGUE) if not entry.translated() or entry.fuzzy]

    assert untranslated == []


def test_translations_keep_the_placeholders():
    broken = [
        entry.msgid
        for entry in entries(ROOT / CATALOGUE)
        if set(PLACEHOLDER.findall(entry.msgid + entry.msgid_plural)) != set(PLACEHOLDER.findall(entry.msgstr or entry.msgstr_plural[0]))
    ]

    assert broken == []


@pytest.mark.skipif(shutil.which("xgettext") is None, reason="gettext is not installed")
def test_no_string_of_the_code_is_missing_from_the_catalogue(tmp_path):
    for folder in ("academy", "courses", "quizzes", "templates", "tools"):
        shutil.copytree(ROOT / folder, tmp_path / folder, ignore=shutil.ignore_patterns("__pycache__", "*.ttf", "*.mo", "data"))
    for file in ("manage.py", "hatch_build.py", "pyproject.toml"):
        shutil.copy(ROOT / file, tmp_path)

    subprocess.run([sys.executable, "tools/messages.py"], cwd=tmp_path, check=True, capture_output=True)

    missing = [entry.msgid for entry in entries(tmp_path / CATALOGUE) if not entry.translated() or entry.fuzzy]
    assert missing == []


# Said by Wagtail or Django too, and our words fit there as well. A word that does not gets a context (`pgettext`, `context "…"`).
FITTING = {
    "Account",
    "All",
    "Breadcrumb",
    "Filter",
    "Owner",
    "Saving…",
    "Search",
    "Search term",
    "Text",
    "finished at",
    "name",
    "owner",
    "revision",
    "slug",
    "started at",
}


def test_no_word_of_ours_takes_the_place_of_another_in_the_administration():
    ours = {entry.msgid: entry.msgstr for entry in entries(ROOT / CATALOGUE) if entry.msgstr and not entry.msgctxt}
    packages = [Path(package.__file__).parent for package in (django, rest_framework, wagtail)]
    theirs = [file for package in packages for file in package.rglob("locale/zh_Hans/LC_MESSAGES/django.po")]

    replaced = {
        entry.msgid
        for file in theirs
        for entry in entries(file)
        if entry.msgstr and not entry.msgctxt and ours.get(entry.msgid, entry.msgstr) != entry.msgstr
    }

    assert replaced - FITTING - set(SAID_BY_DJANGO) == set()
