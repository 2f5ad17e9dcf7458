"""How a line is looked for: by the paths of the teams that somebody manages, which are read first."""

import re

import pytest
from django.db import connection

from academy.certification.models import Award, Cycle, PracticeSubmission, Standing
from academy.people.models import Person, Team
from quizzes.models import Attempt

pytestmark = pytest.mark.django_db

LEARNERS_ROWS = [Standing, Award, Cycle]
A_RANGE_OF_PATHS = re.compile(r"Index Cond: .*path\)?::text ~>=~")


def tables_in(queryset):
    return set(re.findall(r'(?:FROM|JOIN) "(\w+)"', str(queryset.query)))


def plan_of(queryset):
    """How PostgreSQL would go about it in a table that is worth an index."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
    return queryset.explain()


@pytest.fixture
def below(manager, rep, team, make_team):
    """A team inside the rep's team, and one beside it whose path begins alike."""
    make_team("velocity2")
    return make_team("night-shift", parent=team)


@pytest.mark.parametrize("model", [*LEARNERS_ROWS, Person])
def test_whoever_leads_nobody_is_asked_for_by_key_alone(rep, stranger, model):
    assert tables_in(model.objects.visible_to(rep)) == {model._meta.db_table}


def test_the_teams_of_a_line_are_found_without_comparing_them_with_each_other(manager, below):
    line = Team.objects.managed_by(manager)

    assert str(line.query).count("SELECT") == 1
    assert [team.slug for team in line] == ["velocity", "night-shift"]


def test_a_team_inside_another_that_the_same_person_manages_is_not_asked_for_twice(manager, team, make_team):
    make_team("inside", parent=team, manager=manager)

    assert str(Team.objects.managed_by(manager).query).count("LIKE") == 1
    assert [found.slug for found in Team.objects.managed_by(manager)] == ["velocity", "inside"]


def test_signs_that_stand_for_any_letter_stand_for_themselves_in_a_path(manager, make_team, make_person):
    make_person("mine", team=make_team("a_b", manager=manager))
    make_person("other", team=make_team("axb"))

    assert set(Person.objects.managed_by(manager).values_list("user__username", flat=True)) == {"rep", "mine"}


def test_more_teams_and_people_cost_no_more_queries(manager, rep, team, make_team, make_person, django_assert_num_queries):
    for number in range(5):
        make_person(f"p{number}", team=make_team(f"t{number}", parent=team, manager=manager))

    seen = Person.objects.visible_to(manager)

    with django_assert_num_queries(1):
        assert len(seen) == 7
    with django_assert_num_queries(2):
        list(Standing.objects.visible_to(manager))


@pytest.mark.postgres
def test_a_line_is_a_range_of_the_index_on_paths(manager, below):
    for rows in (Team.objects.managed_by(manager), Person.objects.managed_by(manager), Attempt.objects.led_by(manager)):
        assert A_RANGE_OF_PATHS.search(plan_of(rows)), rows.model


@pytest.mark.postgres
@pytest.mark.parametrize("model", [*LEARNERS_ROWS, PracticeSubmission, Person])
def test_what_a_manager_sees_is_looked_up_from_the_line(manager, below, model):
    rows = model.objects.visible_to(manager)

    plan = plan_of(rows)

    assert A_RANGE_OF_PATHS.search(plan)
    assert f"Seq Scan on {model._meta.db_table}" not in plan
