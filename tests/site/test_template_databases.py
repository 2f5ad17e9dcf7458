"""A template database is named by what decides its content."""

import pytest

from tests import databases

decide = databases.digest.__wrapped__


@pytest.fixture
def usual():
    return {content: decide(content) for content in databases.CONTENTS}


def test_a_process_with_one_model_more_makes_templates_of_its_own(usual, unmigrated_model):
    assert [content for content in databases.CONTENTS if decide(content) == usual[content]] == []


def test_the_same_code_finds_the_same_templates(usual):
    assert {content: decide(content) for content in databases.CONTENTS} == usual
