"""Imports and references point down."""

import ast
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from django.apps import apps

from tests.architecture.house import FLOORS, PACKAGED, ROOT

REQUESTS = ("django.http", "django.shortcuts", "rest_framework")


def test_every_import_contract_is_kept():
    program = Path(sys.executable).with_name("lint-imports")

    report = subprocess.run([program, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False)

    assert report.returncode == 0, report.stdout[-3000:] + report.stderr


@pytest.mark.parametrize("label", FLOORS)
def test_no_foreign_key_points_up(label):
    upward = [
        f"{model.__name__}.{field.name} → {field.related_model._meta.label}"
        for model in apps.get_app_config(label).get_models(include_auto_created=True)
        for field in model._meta.get_fields()
        if field.is_relation and not field.auto_created and field.related_model is not None
        if field.related_model._meta.app_label in FLOORS and FLOORS.index(field.related_model._meta.app_label) > FLOORS.index(label)
    ]

    assert upward == []


def test_rows_and_verbs_know_nothing_of_requests():
    found = [
        f"{file.relative_to(ROOT)}: {name}"
        for file in PACKAGED
        if {"models", "actions", "models.py", "actions.py"} & set(file.relative_to(ROOT).parts)
        for name in imported(file)
        if name.startswith(REQUESTS)
    ]

    assert found == []


def test_nothing_is_imported_inside_a_function_except_when_an_app_is_ready():
    local = [
        f"{file.relative_to(ROOT)}:{inner.lineno}"
        for file in PACKAGED
        for outer in ast.walk(ast.parse(file.read_text()))
        if isinstance(outer, ast.FunctionDef | ast.AsyncFunctionDef) and not (file.name == "apps.py" and outer.name == "ready")
        for inner in ast.walk(outer)
        if isinstance(inner, ast.Import | ast.ImportFrom)
    ]

    assert local == []


def imported(file: Path) -> list[str]:
    names = []
    for node in ast.walk(ast.parse(file.read_text())):
        if isinstance(node, ast.Import):
            names += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            names.append(node.module or "")
    return names


def test_import_linter_is_installed():
    assert shutil.which("lint-imports", path=str(Path(sys.executable).parent))
