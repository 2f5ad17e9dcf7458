"""People who may not sign in any more are in no count and in no list, but for the history, which keeps and marks them."""

from datetime import timedelta

import pytest
from django.urls import reverse

from academy.certification.actions import open_cycle, submit_practice
from academy.certification.models import Award, Requirement
from academy.certification.models.standing import State
from tests.desk.test_team import TEAM, figure, rows_of

pytestmark = pytest.mark.django_db

STANDINGS = "/academy/api/v1/standings/"
AWARDS = "/academy/api/v1/awards/"


def leave(user):
    user.is_active = False
    user.save(update_fields=["is_active"])


@pytest.fixture
def leaver(make_certification, make_person, team, stand, rep):
    """Certified like the rep, in the same team, and gone."""
    certification = make_certification("FDS")
    gone = make_person("leaver", team=team)
    for learner in (rep, gone):
        stand(learner, certification, State.CERTIFIED, due=-5, expires=90)
    leave(gone)
    return gone


@pytest.fixture
def as_manager(client, manager):
    client.force_login(manager)
    return client


def test_the_team_page_neither_lists_nor_counts_whoever_left(as_manager, leaver):
    page = as_manager.get(TEAM)

    assert figure(page) == ("1", "1")
    assert [row.split()[0] for row in rows_of(page)] == ["Rep"]


@pytest.mark.parametrize("state", ["current", "certified"])
def test_no_filter_lists_whoever_left(as_manager, leaver, state):
    assert [row.split()[0] for row in rows_of(as_manager.get(TEAM, {"state": state}))] == ["Rep"]


@pytest.mark.parametrize("state", ["", "current"])
def test_the_history_keeps_and_marks_them_and_counts_nobody_more(as_manager, leaver, state):
    page = as_manager.get(TEAM, {"history": "1", "state": state})

    rows = {row.split()[0]: " ".join(row.split()) for row in rows_of(page)}

    assert set(rows) == {"Rep", "Leaver"}
    assert rows["Leaver"].startswith("Leaver left")
    assert "left" not in rows["Rep"]
    assert figure(page) == ("1", "1")


def test_a_certification_that_only_leavers_hold_is_a_column_of_the_history_alone(as_manager, leaver, make_certification, make_quiz, stand):
    stand(leaver, make_certification("CSA", exam=make_quiz("csa", draw=2, purpose="certification")), State.CERTIFIED)

    assert "CSA" not in as_manager.get(TEAM).content.decode()
    assert "CSA" in as_manager.get(TEAM, {"history": "1"}).content.decode()


def test_the_page_of_whoever_left_says_so(as_manager, leaver):
    page = as_manager.get(reverse("academy_desk:person", args=[leaver.academy_person.uuid])).content.decode()

    assert '<span class="note">left</span>' in page


def test_the_api_lists_standings_of_people_who_are_here(as_manager, leaver):
    listed = as_manager.get(STANDINGS).json()
    kept = as_manager.get(STANDINGS, {"history": "true"}).json()

    assert [(row["name"], row["left"]) for row in listed["results"]] == [("Rep", False)]
    assert sorted((row["name"], row["left"]) for row in kept["results"]) == [("Leaver", True), ("Rep", False)]


def test_the_api_lists_awards_of_people_who_are_here_and_finds_each(as_manager, award, rep):
    leave(rep)

    listed = as_manager.get(AWARDS).json()
    kept = as_manager.get(AWARDS, {"history": "true"}).json()

    assert listed["count"] == 0
    assert [row["left"] for row in kept["results"]] == [True]
    assert as_manager.get(f"{AWARDS}{award.serial}/").status_code == 200


def test_nothing_of_whoever_left_waits_for_a_manager(as_manager, leaver, make_certification, stand, now):
    practice = make_certification("CMC", practice=True, sign_off=True)
    leaver.is_active = True
    run = open_cycle(learner=leaver, certification=practice, path="initial", now=now)
    asked = Requirement.objects.get(version=run.version, kind="practice", path="initial")
    submit_practice(cycle=run, requirement=asked, note="Ready", link="", now=now)
    assert leaver.academy_standings.filter(state=State.AWAITING_REVIEW).exists()

    assert "Needs you (0)" in as_manager.get(TEAM).content.decode()


def test_the_figure_of_the_team_on_a_certifications_page_counts_people_who_are_here(client, rep, make_person, team, leaver, stand):
    certification = leaver.academy_standings.get().certification
    for number in range(4):
        stand(make_person(f"p{number}", team=team), certification, State.CERTIFIED, due=-5, expires=90)
    client.force_login(rep)

    page = " ".join(client.get(reverse("academy_certification:certification", args=[certification.slug])).content.decode().split())

    assert "5 of 5" in page
    assert "6 of 6" not in page


def test_the_list_of_people_in_the_administration_says_who_may_sign_in(client, admin, leaver):
    client.force_login(admin)

    page = client.get(reverse("wagtailsnippets_academy_people_person:list")).content.decode()

    assert "May sign in" in page


def test_a_stranger_still_verifies_the_certificate_of_whoever_left(client, award, rep, now):
    leave(rep)

    assert client.get(f"/v/{award.serial}").status_code == 200
    assert Award.objects.get(pk=award.pk).status(now + timedelta(days=1)) == "active"
