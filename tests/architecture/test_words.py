"""Every sentence of the interface is there in Chinese, with the same holes in it."""

import re

import polib

from tests.architecture.house import ROOT

CATALOGUE = polib.pofile(str(ROOT / "academy" / "locale" / "zh_Hans" / "LC_MESSAGES" / "django.po"))
ENTRIES = [entry for entry in CATALOGUE if not entry.obsolete]
HOLE = re.compile(r"%\(\w+\)s|%\(\w+\)d|%s|%d|{\w*}")


def test_every_sentence_is_translated():
    assert [entry.msgid for entry in ENTRIES if not entry.translated()] == []


def test_no_translation_was_guessed():
    assert [entry.msgid for entry in ENTRIES if entry.fuzzy] == []


def test_a_translation_has_no_hole_that_its_sentence_lacks():
    torn = [
        entry.msgid
        for entry in ENTRIES
        for said in (entry.msgstr_plural.values() if entry.msgid_plural else [entry.msgstr])
        if entry.translated() and not set(HOLE.findall(said)) <= set(HOLE.findall(entry.msgid + entry.msgid_plural))
    ]

    assert torn == []
