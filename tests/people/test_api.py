"""The door of the API: who is asking, and the schema."""

import json

import pytest
from wagtail.models import APIToken

pytestmark = pytest.mark.django_db

ROOT = "/academy/api/v1/"


def test_me_says_who_is_asking(client, rep):
    client.force_login(rep)

    me = client.get(f"{ROOT}me/").json()

    assert me == {
        "username": "rep",
        "name": "Rep",
        "role": "rep",
        "team": {"slug": "velocity", "name": "Velocity"},
        "locale": "",
        "time_zone": "UTC",
        "rights": [],
    }


def test_a_manager_and_an_author_are_told_their_rights(client, manager, team, admin):
    rights = {}
    for user in (manager, admin):
        client.force_login(user)
        rights[user.username] = client.get(f"{ROOT}me/").json()["rights"]

    assert rights == {"manager": ["manage_team"], "admin": ["author", "see_everybody"]}


def test_a_token_of_wagtail_opens_the_same_door(client, rep):
    _token, key = APIToken.create_token(user=rep, name="reports")

    answer = client.get(f"{ROOT}me/", headers={"Authorization": f"Bearer {key}"})

    assert answer.json()["username"] == "rep"


def test_nobody_is_let_in_without_signing_in(client):
    for door in ("", "me/", "schema/"):
        assert client.get(ROOT + door).status_code == 401


def test_the_schema_speaks_of_our_api_alone_and_under_its_own_address(client, rep):
    client.force_login(rep)

    schema = json.loads(client.get(f"{ROOT}schema/", headers={"Accept": "application/vnd.oai.openapi+json"}).content)

    assert f"{ROOT}me/" in schema["paths"]
    assert all(path.startswith(ROOT) for path in schema["paths"])


@pytest.mark.parametrize(("language", "words"), [("en", "Not found."), ("zh-hans", "未找到。")])
def test_what_is_not_there_is_told_in_the_readers_language_without_names_of_models(client, rep, language, words):
    client.force_login(rep)

    answer = client.get("/academy/api/v1/quizzes/nothing/", HTTP_ACCEPT_LANGUAGE=language)

    assert (answer.status_code, answer.json()["detail"]) == (404, words)
