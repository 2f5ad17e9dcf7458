"""A door finds, asks, acts and answers: which rows there are is said where they are kept."""

import ast

import pytest

from tests.architecture.house import PACKAGED, ROOT

DOORS = {"views", "api", "viewsets"}
# Narrowing rows belongs to a QuerySet method; `visible_to` and its like are what a door may say.
REFUSED = {"filter", "exclude", "raw", "extra", "annotate"}
# Nothing else is called like them: a template filter is registered, a button is no query.
SHUT = [file for file in PACKAGED if DOORS & set(file.relative_to(ROOT).parts[:-1]) or file.name in {"receivers.py", "wagtail_hooks.py"}]


def narrowings(file):
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in REFUSED:
            yield f"{file.relative_to(ROOT)}:{node.lineno} .{node.func.attr}("


def test_there_are_doors():
    assert len(SHUT) > 30


@pytest.mark.parametrize("file", SHUT, ids=lambda file: str(file.relative_to(ROOT)))
def test_no_door_narrows_rows_itself(file):
    assert list(narrowings(file)) == []
