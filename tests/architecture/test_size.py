"""Files and functions stay small enough to be read, and are called by a noun."""

import ast

import pytest

from tests.architecture.house import OURS, ROOT

LONGEST_FILE = 400
LONGEST_FUNCTION = 39
BANNED_NAMES = {"utils", "util", "helpers", "helper", "common", "misc", "core", "lib", "services", "selectors"}


def test_the_walk_finds_the_house():
    assert len(OURS) > 50


def test_no_file_is_longer_than_400_lines():
    long = {str(file.relative_to(ROOT)): lines for file in OURS if (lines := len(file.read_text().splitlines())) > LONGEST_FILE}

    assert long == {}


def test_no_function_is_longer_than_39_lines():
    long = [
        f"{file.relative_to(ROOT)}:{node.lineno} {node.name} ({node.end_lineno - node.lineno + 1})"
        for file in OURS
        for node in ast.walk(ast.parse(file.read_text()))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.end_lineno - node.lineno + 1 > LONGEST_FUNCTION
    ]

    assert long == []


def test_no_file_is_called_by_a_word_that_says_nothing():
    empty_words = [str(file.relative_to(ROOT)) for file in OURS if file.stem in BANNED_NAMES or file.parent.name in BANNED_NAMES]

    assert empty_words == []


def test_the_package_itself_imports_nothing():
    assert (ROOT / "academy" / "__init__.py").read_text() == ""


@pytest.mark.parametrize("file", [file for file in OURS if file.name == "wagtail_hooks.py"], ids=str)
def test_hooks_only_register(file):
    assert len(file.read_text().splitlines()) < 60
