"""The way to a sign-in page, in our site and in somebody else's."""

import re

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.test import override_settings
from django.urls import reverse

from academy.checks import sign_in_is_reachable
from tests.architecture.house import PACKAGED

pytestmark = pytest.mark.django_db

SIGN_IN = "/academy/account/sign-in/"
NOWHERE = "/accounts/login/"
HOST = "tests.host_urls"


def academy(**keys):
    return {**settings.ACADEMY, **keys}


def test_where_login_url_leads_nowhere_people_reach_our_page(client):
    with override_settings(LOGIN_URL=NOWHERE, ACADEMY=academy(ACCOUNT_PAGES=None)):
        page = client.get("/academy/catalogue/?q=deal", follow=True)

    assert page.redirect_chain == [(f"{SIGN_IN}?next=/academy/catalogue/%3Fq%3Ddeal", 302)]
    assert page.status_code == 200


def test_a_host_with_a_sign_in_page_keeps_it_and_ours_is_not_there(client, rep):
    with override_settings(LOGIN_URL=NOWHERE, ROOT_URLCONF=HOST, ACADEMY=academy(ACCOUNT_PAGES=None)):
        answer = client.get("/academy/catalogue/")
        ours = [client.get(reverse(f"academy_people:{name}")).status_code for name in ("sign_in", "password_change", "password_reset")]
        client.force_login(rep)
        header = client.get("/academy/catalogue/").content.decode()

    assert answer.url == f"{NOWHERE}?next=/academy/catalogue/"
    assert ours == [404, 404, 404]
    assert 'action="/accounts/logout/"' in header
    assert "Change password" not in header


def test_a_host_that_turns_our_pages_off_has_its_login_url(client):
    with override_settings(LOGIN_URL="https://sso.example.com/", ACADEMY=academy(ACCOUNT_PAGES=False)):
        answer = client.get("/academy/")

    assert answer.url == "https://sso.example.com/?next=http%3A//testserver/academy/"


@pytest.mark.parametrize(
    ("following", "arrives"),
    [
        ("/academy/catalogue/?q=1", "/academy/catalogue/?q=1"),
        ("https://evil.example.com/", "/academy/"),
        ("//evil.example.com", "/academy/"),
    ],
)
def test_the_way_back_survives_a_wrong_password_and_leads_nowhere_else(client, rep, following, arrives):
    page = client.post(SIGN_IN, {"username": rep.username, "password": "wrong", "next": following})
    hidden = re.search(r'id="id_password".*name="next" value="([^"]*)"', page.content.decode(), re.DOTALL)

    sent = {"username": rep.username, "password": "open sesame", **({"next": hidden[1]} if hidden else {})}

    assert client.post(SIGN_IN, sent).url == arrives
    assert "evil" not in page.content.decode()


def test_a_closed_account_a_wrong_password_and_an_unknown_name_get_one_sentence(client, rep, make_person):
    closed = make_person("closed")
    closed.is_active = False
    closed.save()

    said = [
        client.post(SIGN_IN, {"username": name, "password": password}).context["form"].refusal
        for name, password in (("closed", "open sesame"), ("rep", "wrong"), ("nobody", "wrong"), ("rep\0", "wrong"), ("", ""))
    ]

    assert set(said) == {"User name and password do not match. Caps lock?"}


def test_a_rep_who_asks_for_the_administration_is_told_and_not_sent_in_circles(client, rep):
    client.force_login(rep)

    page = client.get("/cms/", follow=True)

    assert page.status_code == 200
    assert page.redirect_chain == [(f"{SIGN_IN}?next=/cms/", 302)]
    assert "You are signed in" in page.content.decode()


@pytest.mark.parametrize("address", ["/cms/", "/cms/login/?next=/cms/", "/_util/login/?next=/cms/"])
def test_the_administration_has_the_same_page(client, pmm, address):
    answer = client.get(address)

    signed_in = client.post(answer.url, {"username": "pmm", "password": "open sesame", "next": "/cms/"})

    assert answer.url == f"{SIGN_IN}?next=/cms/"
    assert signed_in.url == "/cms/"


def test_after_signing_out_a_page_says_so_and_leads_back(client, rep):
    client.force_login(rep)

    page = client.post("/academy/account/sign-out/", follow=True)

    assert "You are signed out" in page.content.decode()
    assert f'href="{SIGN_IN}"' in page.content.decode()
    assert client.get("/academy/").status_code == 302


@pytest.mark.parametrize(
    ("given", "found"),
    [
        ({"LOGIN_URL": NOWHERE, "ACADEMY": {"ACCOUNT_PAGES": False}}, ["academy.W010"]),
        ({"LOGIN_URL": NOWHERE, "ACADEMY": {"ACCOUNT_PAGES": True}, "ROOT_URLCONF": "wagtail.urls"}, ["academy.W010"]),
        ({"LOGIN_URL": "no-such-name", "ACADEMY": {}, "ROOT_URLCONF": "wagtail.urls"}, ["academy.W010"]),
        ({"LOGIN_URL": NOWHERE, "ACADEMY": {}}, []),
        ({"LOGIN_URL": NOWHERE, "ACADEMY": {}, "ROOT_URLCONF": HOST}, []),
    ],
)
def test_a_check_says_when_no_sign_in_page_can_be_reached(given, found):
    with override_settings(**given):
        assert [message.id for message in sign_in_is_reachable(None)] == found


def test_no_view_of_ours_sends_people_to_login_url_by_itself():
    own_way = re.compile(r"import .*\b(login_required|redirect_to_login|LoginRequiredMixin)\b")
    asking = {
        file.name
        for file in PACKAGED
        for line in file.read_text().splitlines()
        if line.startswith("from django.contrib.auth") and own_way.search(line)
    }

    assert asking == {"sign_in.py"}


def test_a_session_ends_when_its_account_is_closed(client, rep):
    client.force_login(rep)
    before = client.get("/academy/").status_code

    rep.is_active = False
    rep.save()

    assert (before, client.get("/academy/").status_code) == (200, 302)


def test_signing_in_begins_a_session_of_a_new_key_and_signing_out_ends_it(client, rep):
    client.get(SIGN_IN)
    client.session["visited"] = True
    client.session.save()
    before = client.session.session_key

    client.post(SIGN_IN, {"username": "rep", "password": "open sesame"})
    signed_in = client.session.session_key
    client.post(reverse("academy_people:sign_out"))

    assert signed_in not in {before, None}
    assert not Session.objects.filter(session_key=signed_in).exists()


def test_a_password_is_typed_unseen_and_managers_of_passwords_may_fill_it_in(client):
    field = re.search(r"<input[^>]*name=\"password\"[^>]*>", client.get(SIGN_IN).content.decode())[0]

    assert 'type="password"' in field
    assert 'autocomplete="current-password"' in field


def test_an_installation_begins_without_any_account(db, django_user_model):
    assert not django_user_model.objects.exists()
