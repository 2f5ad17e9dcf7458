"""However many wait for a manager: all are counted, the first are read and drawn, the others are found by name."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from academy.certification.models import Standing
from academy.certification.models.standing import State
from academy.desk.reports.needs import SHOWN, read_needs
from academy.desk.reports.teams import FEW, read_choice
from academy.people.models import Line, Person, Team
from tests import contents

pytestmark = pytest.mark.django_db

TEAM = "/academy/team/"


@pytest.fixture
def as_manager(client, manager):
    client.force_login(manager)
    return client


@pytest.fixture
def waiting(make_person, team, certification, now):
    """So many people wait for a sign-off, each an hour longer than the next: `waiting(30)`; the last is called Zoe."""

    def wait(many):
        there = Standing.objects.count()
        for number in range(there, there + many):
            person = make_person(f"p{number}", team=team)
            hours = timedelta(hours=1000 - number)
            Standing.objects.create(
                learner=person, certification=certification, team=team, state=State.AWAITING_SIGN_OFF,
                waiting_since=now - hours, due_on=now.date(), done=1, total=2, changed_at=now,
            )  # fmt: skip
        Person.objects.filter(user=person).update(name={"en": "Zoe Quill", "zh-hans": "佐伊"})

    return wait


def words(answer):
    return " ".join(answer.content.decode().split())


def cost(user, **asked):
    line = Line.of(user)  # which asks for the rights, the first time
    user.has_perm("academy_quizzes.add_quizoverride")
    with CaptureQueriesContext(connection) as captured:
        needs = read_needs(user, line, **asked)
    return len(captured), needs


def test_all_are_counted_and_those_who_wait_longest_are_drawn(as_manager, waiting):
    waiting(SHOWN + 7)

    page = words(as_manager.get(TEAM))

    assert f"Needs you ({SHOWN + 7})" in page
    assert page.count("Read and sign off") == SHOWN
    assert "P0, sign-off" in page
    assert "Zoe" not in page.split("Who can sell what")[0]
    assert f"The {SHOWN} who have waited longest, of {SHOWN + 7}." in page


@pytest.mark.parametrize("name", ["zoe", "Quill", "佐伊", f"p{SHOWN + 6}"])
def test_the_others_are_found_by_name_in_any_language(as_manager, waiting, name):
    waiting(SHOWN + 7)

    page = words(as_manager.get(TEAM, {"who": name})).split("Who can sell what")[0]

    assert "Zoe Quill, sign-off" in page
    assert page.count("Read and sign off") == 1
    assert f"Needs you ({SHOWN + 7})" in page


def test_who_is_not_there_is_said_and_nothing_hostile_breaks_it(as_manager, waiting):
    waiting(1)

    page = words(as_manager.get(TEAM, {"who": "Nobody\x00 %_'"}))

    assert "waits for you." in page
    assert "Read and sign off" not in page


def test_no_more_rows_and_queries_are_read_for_three_times_as_many(manager, waiting):
    waiting(SHOWN + 5)
    before, few = cost(manager)
    waiting(2 * SHOWN)
    after, many = cost(manager)

    assert before == after <= 5
    assert (len(few.rows), len(many.rows)) == (SHOWN, SHOWN)
    assert (few.counts.total, many.counts.total) == (SHOWN + 5, 3 * SHOWN + 5)


def test_nobody_outside_the_line_is_counted_or_found(waiting, stranger, pmm):
    waiting(3)

    for user in (stranger, pmm):
        assert cost(user)[1].counts.total == 0
        assert cost(user, search="p1")[1].rows == ()


# The choice of a team


@pytest.fixture
def many_teams(manager, team):
    """More teams below the manager's than a list to choose from holds."""
    for number in range(FEW + 3):
        contents.make_team(f"shop-{number}", parent=team, name={"en": f"Shop {number}", "zh-hans": f"{number} 号店"})


def test_a_few_teams_are_a_list_to_choose_from(as_manager, team):
    contents.make_team("shop", parent=team)

    page = as_manager.get(TEAM).content.decode()

    assert page.count('<option value="shop"') == 1
    assert 'name="find"' not in page


def test_many_teams_are_looked_for(as_manager, many_teams):
    page = as_manager.get(TEAM).content.decode()

    assert 'name="find"' in page
    assert 'value="shop-1"' not in page


@pytest.mark.parametrize("sought", ["Shop 21", "shop-21", "21 号店"])
def test_words_that_fit_one_team_choose_it(as_manager, many_teams, sought):
    page = words(as_manager.get(TEAM, {"find": sought}))

    assert "<h1> Shop 21 </h1>" in page


def test_words_that_fit_several_name_the_first_and_how_many_more(as_manager, many_teams):
    page = words(as_manager.get(TEAM, {"find": "shop"}))

    assert page.count('class="pill" href="?team=shop-') == FEW
    assert "3 more teams are called so." in page
    assert "No team of yours is called “Nowhere”." in words(as_manager.get(TEAM, {"find": "Nowhere\x00"}))


def test_no_more_teams_are_read_than_are_offered(manager, many_teams, django_assert_max_num_queries):
    with django_assert_max_num_queries(4):
        choice = read_choice(Line.of(manager), slug="", words="")

    assert Team.objects.count() > FEW
    assert (choice.options, choice.is_short) == ((), False)
