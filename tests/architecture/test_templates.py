"""Templates run under `Content-Security-Policy: default-src 'self'`."""

import re

import pytest

from tests.architecture.house import ROOT, TEMPLATES

COMMENT = re.compile(r"{#.*?#}|{% comment.*?endcomment %}|<!--.*?-->", re.DOTALL)
INLINE = {
    "a script": re.compile(r"<script\b(?![^>]*\bsrc=)(?![^>]*type=[\"']application/(?:json|ld\+json)[\"'])", re.IGNORECASE),
    "a style sheet": re.compile(r"<style\b", re.IGNORECASE),
    "a style attribute": re.compile(r"<[^>]*\sstyle\s*=", re.IGNORECASE),
    "a handler": re.compile(r"<[^>]*\son[a-z]+\s*=", re.IGNORECASE),
    "a javascript: address": re.compile(r"javascript:", re.IGNORECASE),
    "a foreign source": re.compile(r"<(?:script|link|img|iframe)\b[^>]*(?:src|href)=[\"'](?:https?:)?//", re.IGNORECASE),
    "text that is not escaped": re.compile(r"\|\s*safe\b|{%\s*autoescape off"),
}


def test_the_walk_finds_templates():
    assert len(TEMPLATES) > 10


@pytest.mark.parametrize("what", INLINE)
def test_no_template_holds(what):
    found = [str(file.relative_to(ROOT)) for file in TEMPLATES if INLINE[what].search(COMMENT.sub("", file.read_text()))]

    assert found == []


def test_a_fragment_says_what_it_is_given():
    silent = [str(file.relative_to(ROOT)) for file in TEMPLATES if file.name.startswith("_") and "{#" not in file.read_text()[:600]]

    assert silent == []


def test_no_template_of_ours_goes_before_one_of_a_host():
    """What the wheel carries has our prefix: an error page, or anything else beside it, would replace the host's own."""
    assert [file.name for file in (ROOT / "templates").iterdir()] == ["academy"]
    assert {file.name for file in (ROOT / "academy" / "site" / "templates").iterdir()} == {
        "403.html",
        "403_csrf.html",
        "404.html",
        "500.html",
    }
