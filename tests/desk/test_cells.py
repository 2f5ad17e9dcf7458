"""A large table is read as values, and puts each different cell into words once."""

import pytest
from django.db.models.signals import post_init
from django.utils.dateformat import DateFormat

from academy.certification.models import Standing
from academy.certification.models.standing import State
from tests.desk.test_team import TEAM, rows_of

pytestmark = pytest.mark.django_db

PEOPLE = 24


@pytest.fixture
def alike(make_certification, make_person, team, stand):
    """Many people whose certificates end on two days, each due on a day of its own."""
    certification = make_certification("FDS")
    for number in range(PEOPLE):
        stand(make_person(f"p{number:02}", team=team), certification, State.CERTIFIED, due=-number - 1, expires=90 + number % 2)


@pytest.fixture
def as_manager(client, manager):
    client.force_login(manager)
    return client


def test_no_row_is_made_of_a_standing(as_manager, alike):
    made = []

    def count(instance, **_kwargs):
        made.append(instance)

    post_init.connect(count, sender=Standing)
    try:
        page = as_manager.get(TEAM)
    finally:
        post_init.disconnect(count, sender=Standing)

    assert len(rows_of(page)) == PEOPLE + 1
    assert made == []


def test_a_day_is_put_into_words_once_for_all_cells_that_say_it(as_manager, alike, monkeypatch):
    as_manager.get(TEAM)
    written, of_django = [], DateFormat.format

    def counting(self, letters):
        written.append(letters)
        return of_django(self, letters)

    monkeypatch.setattr(DateFormat, "format", counting)
    as_manager.get(TEAM)

    assert len(written) < PEOPLE / 2


def test_words_are_those_of_the_reader_at_every_reading(as_manager, alike, now):
    english = as_manager.get(TEAM, headers={"accept-language": "en"}).content.decode()
    chinese = as_manager.get(TEAM, headers={"accept-language": "zh-hans"}).content.decode()
    again = as_manager.get(TEAM, headers={"accept-language": "en"}).content.decode()

    assert "30 Aug" in english
    assert "30 Aug" not in chinese
    assert "8月30日" in chinese
    assert "30 Aug" in again
