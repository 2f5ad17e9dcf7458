"""Signing in, and what the header of every page knows without asking the database."""

import pytest
from django.template import Context, Template
from django.test import RequestFactory

from academy.people.actions import register_person

pytestmark = pytest.mark.django_db

LOGIN = "/academy/account/sign-in/"
CREDENTIALS = {"username": "xu.an", "password": "open sesame"}


@pytest.fixture
def xu_an(django_user_model, team, now):
    user = django_user_model.objects.create_user("xu.an", "xu.an@example.com", "open sesame")
    register_person(user=user, name={"en": "Xu An", "zh-hans": "徐安"}, locale="zh-hans", team=team, now=now)
    return user


def test_signing_in_brings_the_persons_language_along(client, xu_an):
    answer = client.post(LOGIN, CREDENTIALS)

    assert answer.status_code == 302
    assert answer.cookies["django_language"].value == "zh-hans"
    assert "徐安" in client.get("/academy/").content.decode()


def test_a_language_chosen_on_this_device_stays(client, xu_an):
    client.cookies["django_language"] = "en"

    answer = client.post(LOGIN, CREDENTIALS)

    assert "django_language" not in answer.cookies


def test_a_wrong_password_says_so_and_signs_nobody_in(client, xu_an):
    answer = client.post(LOGIN, {**CREDENTIALS, "password": "wrong"})

    assert answer.status_code == 200
    assert answer.context["form"].errors
    assert "_auth_user_id" not in client.session


def test_the_language_is_switched_by_post_and_leads_back(client, rep):
    client.force_login(rep)

    answer = client.post("/academy/language/", {"language": "zh-hans", "next": "/academy/team/"})
    elsewhere = client.post("/academy/language/", {"language": "zh-hans", "next": "https://evil.example.com/"})

    assert answer.url == "/academy/team/"
    assert answer.cookies["django_language"].value == "zh-hans"
    assert elsewhere.url == "/"


def test_signing_out_takes_a_post(client, rep):
    client.force_login(rep)

    assert client.get("/academy/account/sign-out/").status_code == 405
    client.post("/academy/account/sign-out/")

    assert client.get("/academy/").status_code == 302


def header(session, user=None):
    request = RequestFactory().get("/academy/")
    request.session, request.user = session, user
    return Template("{% load academy_masthead %}{% masthead current='home' %}").render(Context({"request": request}))


def test_the_header_asks_the_database_nothing(client, manager, team, django_assert_num_queries):
    client.force_login(manager)
    session = dict(client.session.items())

    with django_assert_num_queries(0):
        page = header(session)

    assert "Manager" in page
    assert "/academy/team/" in page
    assert "/cms/" not in page


def test_the_header_of_an_author_leads_to_the_administration(client, pmm):
    client.force_login(pmm)

    page = header(dict(client.session.items()))

    assert "/cms/" in page
    assert "/academy/team/" not in page


def test_a_session_from_before_the_academy_shows_the_users_own_name(rep):
    page = header({"_auth_user_id": str(rep.pk)}, rep)

    assert "rep, account" in page


def test_a_stranger_sees_the_brand_and_nothing_of_anybody():
    page = header({})

    assert "My academy" not in page
    assert "Wagtail Academy" in page
