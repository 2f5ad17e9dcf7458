"""A template database is named by what decides its content."""

import pytest
from django.apps import apps
from django.db import models

from tests import databases

decide = databases.digest.__wrapped__


@pytest.fixture
def one_model_more():
    """A model that somebody imports beside those of the installed apps, as the benchmarks do."""

    class Meta:
        app_label = "taggit"

    yield type("Imported", (models.Model,), {"__module__": __name__, "Meta": Meta})
    del apps.all_models["taggit"]["imported"]
    apps.clear_cache()


@pytest.fixture
def usual():
    return {content: decide(content) for content in databases.CONTENTS}


def test_a_process_with_one_model_more_makes_templates_of_its_own(usual, one_model_more):
    assert [content for content in databases.CONTENTS if decide(content) == usual[content]] == []


def test_the_same_code_finds_the_same_templates(usual):
    assert {content: decide(content) for content in databases.CONTENTS} == usual
