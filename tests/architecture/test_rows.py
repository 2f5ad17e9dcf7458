"""Rules for rows that no constraint can hold."""

import ast
import io

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import models

from tests.architecture.house import FLOORS, PACKAGED, ROOT

MODELS = [model for label in FLOORS for model in apps.get_app_config(label).get_models()]


@pytest.mark.django_db
def test_no_migration_is_missing():
    said = io.StringIO()

    call_command("makemigrations", check_changes=True, dry_run=True, stdout=said)

    assert "No changes detected" in said.getvalue()


def test_no_row_reads_the_clock_by_itself():
    clocks = [
        f"{model._meta.label}.{field.name}"
        for model in MODELS
        for field in model._meta.local_fields
        if getattr(field, "auto_now", False) or getattr(field, "auto_now_add", False)
    ]

    assert clocks == []


def test_tables_are_named_after_their_app():
    assert [model._meta.db_table for model in MODELS if not model._meta.db_table.startswith("academy_")] == []


def test_constraints_are_sentences():
    short = [
        f"{model._meta.label}: {constraint.name}"
        for model in MODELS
        for constraint in model._meta.constraints
        if isinstance(constraint, models.BaseConstraint) and constraint.name.count("_") < 2
    ]

    assert short == []


def test_no_model_does_work_when_it_is_saved():
    saves = [
        f"{file.relative_to(ROOT)}:{node.lineno}"
        for file in PACKAGED
        if "models" in file.relative_to(ROOT).parts
        for node in ast.walk(ast.parse(file.read_text()))
        if isinstance(node, ast.FunctionDef) and node.name == "save"
    ]

    assert saves == []
