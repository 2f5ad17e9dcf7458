"""Regrades at their doors: page and API."""

import json
from urllib.parse import parse_qs
from uuid import uuid4

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse

from academy.models import Job
from quizzes.models import Attempt, Regrade, led

HOME = "/academy/regrades/paper/"


@pytest.fixture
def wrong(rep, stranger, paper, sit, newer):
    """Two attempts with a wrong key; the version that they were asked."""
    sit(rep, paper, "c", True, False)
    sit(stranger, paper, "b", True, False)
    return newer()


@pytest.fixture
def asked(wrong):
    """The same in the address: the form is filled in with it."""
    return f"{HOME}?versions={wrong.uuid}&method=new_key&keeps_higher=on"


@pytest.fixture
def look(client, wrong):
    """Send the form: `look(keeps_higher="on")` gives the page of the dry run."""

    def send(**choices):
        return client.post(HOME, {"versions": str(wrong.uuid), "method": "new_key", "keeps_higher": "on", **choices}, follow=True)

    return send


@pytest.fixture
def apply(client):
    """Apply what a page shows."""

    def send(page, reason="The key was wrong."):
        return client.post(f"{page.request['PATH_INFO']}apply/", {"reason": reason}, follow=True)

    return send


@pytest.fixture
def post(client):
    """Send something to the API: `post(pmm, "dry-run", body)`."""

    def send(user, name, *args, **body):
        client.force_login(user)
        return client.post(reverse(f"academy_api:regrade-{name}", args=args), json.dumps(body), content_type="application/json")

    return send


def points():
    return {attempt.learner.username: attempt.points for attempt in Attempt.objects.all()}


@pytest.mark.parametrize("who", ["rep", "manager", "stranger"])
def test_nobody_else_gets_in(request, client, pmm, asked, look, who):
    client.force_login(pmm)
    work = look().request["PATH_INFO"]
    client.force_login(request.getfixturevalue(who))

    statuses = [client.get(one).status_code for one in ("/academy/regrades/", asked, work)]
    statuses += [client.post(one).status_code for one in (HOME, work, f"{work}apply/")]

    assert statuses == [404] * 6


@pytest.mark.parametrize(("who", "name"), [("pmm", "Learner 1"), ("admin", "Rep")])
def test_looking_applying_and_undoing(request, client, asked, look, apply, who, name):
    client.force_login(request.getfixturevalue(who))

    listed, looked = client.get("/academy/regrades/"), look()
    assert HOME in listed.text
    assert name in looked.text
    assert points() == {"rep": 1, "stranger": 2}

    done = apply(looked)
    assert points() == {"rep": 2, "stranger": 2}
    assert "The key was wrong." in done.text
    assert name in done.text

    client.post(f"{done.request['PATH_INFO']}undo/")
    assert points() == {"rep": 1, "stranger": 2}
    assert "undone" in client.get(HOME).text


def test_names_stand_only_before_whoever_leads_them(client, pmm, admin, rep, look, monkeypatch):
    users = type(rep)._default_manager
    monkeypatch.setattr(led, "_readers", [lambda user: users.exclude(pk=user.pk) if user == admin else users.none()])

    pages = {}
    for user in (pmm, admin):
        client.force_login(user)
        pages[user.username] = look().text

    assert ">rep<" in pages["admin"].lower()
    assert ">rep<" not in pages["pmm"].lower()
    assert "Learner 1" in pages["pmm"]


def test_what_changed_meanwhile_is_not_applied_and_leads_back_to_the_choices(client, pmm, look, apply):
    client.force_login(pmm)
    looked = look()
    Attempt.objects.filter(learner__username="rep").update(points="0")

    page = apply(looked)

    assert "have changed since you looked" in page.text
    assert "?versions=" in BeautifulSoup(page.content, "html.parser").select_one("[role=alert] a")["href"]
    assert not Regrade.objects.exists()


def test_a_reason_is_asked_for_on_the_page(client, pmm, look, apply):
    client.force_login(pmm)

    page = apply(look(), reason=" ")

    assert page.status_code == 422
    assert "Say why; it is kept with the regrade." in page.text
    assert not Regrade.objects.exists()


@pytest.mark.parametrize("search", ["?method=new_key", "?versions=x&method=drop", "?versions=%00&method=%00", "?page=1"])
def test_half_a_choice_is_asked_again(client, pmm, asked, search):
    client.force_login(pmm)

    looked, sent = client.get(HOME + search), client.post(HOME, parse_qs(search[1:]))

    assert (looked.status_code, sent.status_code) == (200, 422)
    assert not Job.objects.exists()


@pytest.mark.parametrize(
    ("said", "keeps"),
    [({}, True), ({"keeps_higher": "on"}, True), ({"keeps_higher": ["false", "on"]}, True), ({"keeps_higher": "false"}, False)],
)
def test_nobody_loses_unless_the_form_says_so_in_so_many_words(client, pmm, wrong, apply, said, keeps):
    client.force_login(pmm)

    looked = client.post(HOME, {"versions": str(wrong.uuid), "method": "new_key", **said}, follow=True)
    apply(looked)

    assert looked.context["run"].plan.keeps_higher is keeps
    assert Regrade.objects.get().keeps_higher is keeps
    assert points()["stranger"] == (2 if keeps else 1)


def test_taking_the_tick_away_on_the_page_is_said_in_so_many_words(client, pmm, asked):
    client.force_login(pmm)
    form = BeautifulSoup(client.get(HOME).text, "html.parser").select_one("form[action$='/regrades/paper/']")

    sent = [(one["name"], one.get("value", "on"), one["type"]) for one in form.select("[name=keeps_higher]")]

    assert sent == [("keeps_higher", "false", "hidden"), ("keeps_higher", "on", "checkbox")]


def test_a_key_that_does_not_fit_is_named_on_the_page(client, pmm, rep, paper, sit, first):
    sit(rep, paper, "c", True, False)
    client.force_login(pmm)

    page = client.post(HOME, {"versions": first.uuid, "method": "new_key"})

    assert page.status_code == 422
    assert "has no version after version 1" in page.text


def test_applying_needs_the_token_of_the_page(pmm, asked):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(pmm)

    assert strict.post(HOME, {"method": "drop"}).status_code == 403


# The API


def test_the_same_through_the_api(client, pmm, wrong, post):
    plan = {"quiz": "paper", "versions": [str(wrong.uuid)], "method": "new_key"}
    client.force_login(pmm)
    wordings = client.get(reverse("academy_api:regrade-questions", args=["paper"])).json()

    looked = post(pmm, "dry-run", **plan).json()
    applied = post(pmm, "list", **plan, token=looked["token"], reason="The key was wrong.")
    again = post(pmm, "list", **plan, token=looked["token"], reason="The key was wrong.")
    uuid = applied.json()["uuid"]
    listed = client.get(reverse("academy_api:regrade-list")).json()["results"]
    undone = post(pmm, "undo", uuid)

    assert (str(wrong.uuid), 1, 2, 2) in {(one["uuid"], one["number"], one["newest"], one["attempts"]) for one in wordings}
    assert [(row["learner"], row["before"]["percent"], row["after"]["percent"], row["turns"]) for row in looked["rows"]] == [
        ("Learner 1", 33.0, 67.0, "better")
    ]
    assert looked["untouched"] == 1
    assert (applied.status_code, applied.json()["effects"]["rows"]) == (201, looked["rows"])
    assert again.json() == applied.json()
    assert [one["uuid"] for one in listed] == [uuid]
    assert undone.json()["undone_by"] == "pmm"
    assert points() == {"rep": 1, "stranger": 2}


def test_the_api_refuses_with_the_sentences_of_the_page(pmm, wrong, post):
    plan = {"quiz": "paper", "versions": [str(wrong.uuid)], "method": "new_key"}

    answers = [
        post(pmm, "dry-run", **{**plan, "versions": []}),
        post(pmm, "dry-run", **{**plan, "versions": [str(uuid4())]}),
        post(pmm, "dry-run", **{**plan, "method": "guess"}),
        post(pmm, "dry-run", **{**plan, "quiz": "none-such"}),
        post(pmm, "list", **plan, token=str(uuid4()), reason="x"),
        post(pmm, "list", **plan, token="x", reason="x"),
    ]

    assert [answer.status_code for answer in answers] == [400, 400, 400, 404, 409, 400]
    assert all(answer.json()["detail"] for answer in answers)
    assert not Regrade.objects.exists()


@pytest.mark.parametrize("who", ["rep", "manager", "stranger"])
def test_the_api_knows_nobody_else(request, client, wrong, post, who):
    visitor = request.getfixturevalue(who)
    plan = {"quiz": "paper", "versions": [str(wrong.uuid)], "method": "new_key"}
    client.force_login(visitor)

    statuses = [
        client.get(reverse("academy_api:regrade-list")).status_code,
        client.get(reverse("academy_api:regrade-questions", args=["paper"])).status_code,
        post(visitor, "dry-run", **plan).status_code,
        post(visitor, "list", **plan, token=str(uuid4()), reason="x").status_code,
    ]

    assert statuses == [404, 404, 404, 404]
