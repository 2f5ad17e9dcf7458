"""Signals are the seams upward: few, documented, and harmless when a receiver fails."""

import ast
from pathlib import Path

import pytest

from tests.architecture.house import PACKAGED, ROOT

FILES = [file for file in PACKAGED if file.name == "signals.py"]


def signals(file: Path) -> dict[str, str]:
    """Every signal of a module with the text that stands right below it."""
    body = ast.parse(file.read_text()).body
    found = {}
    for node, following in zip(body, [*body[1:], None], strict=True):
        value = getattr(node, "value", None)
        if isinstance(node, ast.Assign | ast.AnnAssign) and isinstance(value, ast.Call) and ast.unparse(value.func).endswith("Signal"):
            target = node.targets[0] if isinstance(node, ast.Assign) else node.target
            text = following.value.value if isinstance(following, ast.Expr) and isinstance(following.value, ast.Constant) else ""
            found[ast.unparse(target)] = str(text)
    return found


@pytest.mark.parametrize("file", FILES, ids=str)
def test_every_signal_names_its_arguments(file):
    lines = file.read_text()
    silent = [name for name, text in signals(file).items() if not (text or comment_above(lines, name))]

    assert silent == []


@pytest.mark.parametrize("file", FILES, ids=str)
def test_every_signal_carries_the_time(file):
    lines = file.read_text()
    timeless = [name for name, text in signals(file).items() if "now" not in (text + comment_above(lines, name))]

    assert timeless == []


def test_signals_are_sent_robustly():
    names = [name for file in FILES for name in signals(file)]
    weak = [f"{file.relative_to(ROOT)}: {name}" for file in PACKAGED for name in names if f"{name}.send(" in file.read_text()]

    assert weak == []


def comment_above(source: str, name: str) -> str:
    """The comment lines right above a signal."""
    lines = source.splitlines()
    at = next(number for number, line in enumerate(lines) if line.startswith(name))
    comments = []
    while at and lines[at - 1].startswith("#"):
        at -= 1
        comments.append(lines[at])
    return " ".join(comments)
