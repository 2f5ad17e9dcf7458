"""The API says about itself what is true, and leaves nothing out."""

import pytest
from django.urls import include, path
from drf_spectacular.drainage import GENERATOR_STATS
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.validation import validate_schema


@pytest.fixture
def schema():
    GENERATOR_STATS.reset()
    with GENERATOR_STATS.silence():
        return SchemaGenerator(patterns=[path("academy/api/v1/", include("academy.api"))]).get_schema(request=None, public=True)


def test_nothing_had_to_be_guessed(schema):
    assert dict(GENERATOR_STATS._warn_cache) == {}
    assert dict(GENERATOR_STATS._error_cache) == {}


def test_it_is_valid_openapi(schema):
    validate_schema(schema)


def test_every_operation_has_a_name_of_its_own(schema):
    names = [verb["operationId"] for operations in schema["paths"].values() for verb in operations.values()]

    assert len(names) == len(set(names))
