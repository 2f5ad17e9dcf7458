"""Rules for rows that no constraint can hold."""

import ast
import io

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import models
from django.db.models.fields.related import ForeignObject

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


def test_what_points_to_a_model_of_others_cannot_clash_with_their_names():
    """A host may have its own `Person`, its own `awards` of a user, its own `CoursePage`."""
    relations = [
        (f"{model._meta.label}.{field.name}", field.remote_field.get_accessor_name(), field.related_query_name())
        for model in MODELS
        for field in model._meta.get_fields()
        if isinstance(field, ForeignObject) or field.many_to_many
        if not field.auto_created and field.model is model
        if field.remote_field.model._meta.app_label not in FLOORS
    ]

    clashing = [
        f"{name}: {word}"
        for name, *words in relations
        for word in words
        if word and not word.endswith("+") and not word.startswith("academy_")
    ]

    assert relations
    assert clashing == []


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
