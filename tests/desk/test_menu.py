"""The menu of the administration: authors need nothing else."""

import pytest
from django.urls import reverse

pytestmark = pytest.mark.django_db

AUTHORED = (
    "academy_courses_capability",
    "academy_quizzes_questionbank",
    "academy_quizzes_question",
    "academy_quizzes_quiz",
    "academy_certification_certification",
    "academy_certification_certificationversion",
)
ABOUT_PEOPLE = ("academy_people_team", "academy_people_person")


def doors(noun):
    return [reverse(f"wagtailsnippets_{noun}:{door}") for door in ("list", "add")]


@pytest.mark.parametrize("noun", AUTHORED)
def test_a_product_marketer_lists_and_writes_everything_that_is_taught(client, pmm, noun, certification):
    client.force_login(pmm)

    for door in doors(noun):
        assert client.get(door).status_code == 200


@pytest.mark.parametrize("noun", ABOUT_PEOPLE)
def test_people_and_teams_are_for_administrators(client, pmm, admin, noun):
    seen = {}
    for user in (pmm, admin):
        client.force_login(user)
        seen[user.username] = [client.get(door).status_code for door in doors(noun)]

    assert seen == {"pmm": [302, 302], "admin": [200, 200]}


def test_a_rep_has_no_administration(client, rep):
    client.force_login(rep)

    assert client.get(reverse("wagtailadmin_home")).status_code == 302


def test_the_menu_names_them_all_in_one_place(client, pmm):
    client.force_login(pmm)

    page = client.get(reverse("wagtailadmin_home")).content.decode()

    assert "Academy" in page
    assert all(reverse(f"wagtailsnippets_{noun}:list") in page for noun in AUTHORED)
    assert not any(reverse(f"wagtailsnippets_{noun}:list") in page for noun in ABOUT_PEOPLE)


def test_the_menu_leads_to_the_grading_desk_and_to_regrades(client, pmm):
    client.force_login(pmm)

    page = client.get(reverse("wagtailadmin_home")).content.decode()

    assert reverse("academy_quizzes:marking") in page
    assert reverse("academy_quizzes:regrades") in page
