"""Wrong passwords: few from one place, and nobody is shut out by strangers."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.auth import authenticate
from django.http import HttpResponse
from django.test import RequestFactory, override_settings

from academy.checks import passwords_are_throttled
from academy.people.actions import Try, forgive_tries, take_try
from academy.people.middleware import SignInLimits

SIGN_IN = "/academy/account/sign-in/"
MORNING = datetime(2026, 6, 1, 9, 0, tzinfo=UTC)


def post(client, name, password, *, address="192.0.2.1", at=SIGN_IN):
    return client.post(at, {"username": name, "password": password}, REMOTE_ADDR=address)


def fail(client, name, times, **where):
    return [post(client, name, "wrong", **where).status_code for _time in range(times)]


@pytest.mark.django_db
def test_the_sixth_wrong_password_is_refused_with_a_sentence_and_a_time(client, rep):
    answered = fail(client, "rep", 5)

    page = post(client, "rep", "open sesame")

    assert answered == [200] * 5
    assert page.status_code == 429
    assert page.headers["Retry-After"] == "900"
    assert "Too many attempts. Try again in 15 minutes." in page.content.decode()
    assert "_auth_user_id" not in client.session


@pytest.mark.django_db
def test_spellings_of_a_name_are_counted_together_and_unknown_names_too(client):
    answered = [post(client, name, "wrong").status_code for name in ("nobody", "Nobody", " nobody ", "NOBODY", "\uff4eobody", "nobody")]

    assert answered == [200, 200, 200, 200, 200, 429]


@pytest.mark.django_db
def test_an_account_that_is_spelt_nearly_the_same_opens_no_more_tries_at_another(client, rep, make_person):
    make_person("Rep")
    answered = []

    for _round in range(4):
        answered += fail(client, "rep", 2)
        post(client, "Rep", "open sesame")
        client.logout()

    assert answered == [200, 200, 200, 200, 200, 429, 429, 429]


@pytest.mark.django_db
def test_somebody_elses_failures_do_not_shut_the_owner_out(client, rep):
    fail(client, "rep", 6, address="198.51.100.7")

    assert post(client, "rep", "open sesame", address="192.0.2.1").status_code == 302


@pytest.mark.django_db
def test_a_right_password_begins_anew(client, rep):
    fail(client, "rep", 4)
    post(client, "rep", "open sesame")
    client.logout()

    assert fail(client, "rep", 5) == [200] * 5


@pytest.mark.django_db
@override_settings(ACADEMY={"SIGN_IN_TRIES_PER_ADDRESS": 10, "ACCOUNT_PAGES": True})
def test_an_address_that_tries_many_accounts_waits_except_for_whoever_has_used_it_before(client, rep, manager):
    post(client, "rep", "open sesame")
    client.logout()
    answered = [post(client, f"guess{number}", "wrong").status_code for number in range(12)]

    strange, known = post(client, "manager", "open sesame"), post(client, "rep", "open sesame")

    assert answered == [200] * 10 + [429] * 2
    assert strange.status_code == 429
    assert known.status_code == 302


@pytest.mark.django_db
@override_settings(ACADEMY={"SIGN_IN_TRIES_PER_ACCOUNT": 10, "ACCOUNT_PAGES": True})
def test_an_account_that_is_tried_from_everywhere_leaves_strange_addresses_one_try(client, rep):
    post(client, "rep", "open sesame", address="192.0.2.1")
    client.logout()
    for number in range(5):
        fail(client, "rep", 2, address=f"198.51.100.{number}")

    strange = fail(client, "rep", 2, address="203.0.113.5")
    at_home = fail(client, "rep", 4, address="192.0.2.1")

    assert strange == [200, 429]
    assert at_home == [200] * 4
    assert post(client, "rep", "open sesame", address="203.0.113.9").status_code == 302


@pytest.mark.django_db
@override_settings(ROOT_URLCONF="tests.host_urls")
@pytest.mark.parametrize("address", ["/cms/login/", "/_util/login/"])
def test_sign_in_pages_of_others_pass_the_same_gate(client, pmm, address):
    fail(client, "pmm", 5, at=address)

    page = post(client, "pmm", "open sesame", at=address)

    assert page.status_code == 429
    assert page.headers["Retry-After"] == "900"
    assert "Too many attempts. Try again in 15 minutes." in page.content.decode()


@pytest.mark.django_db
def test_guessing_the_password_so_far_is_the_same_door(client, rep):
    client.force_login(rep)
    sent = {"old_password": "wrong", "new_password1": "a mild autumn", "new_password2": "a mild autumn"}
    for _time in range(5):
        client.post("/academy/account/password/", sent)

    page = client.post("/academy/account/password/", {**sent, "old_password": "open sesame"})
    rep.refresh_from_db()

    assert page.status_code == 429
    assert page.headers["Retry-After"] == "900"
    assert "Too many attempts. Try again in 15 minutes." in page.content.decode()
    assert rep.check_password("open sesame")


@pytest.mark.django_db
def test_a_right_password_without_a_session_is_given_back(rep):
    def door(request):
        return HttpResponse(status=200 if authenticate(request, username="rep", password="open sesame") else 401)

    answered = [SignInLimits(door)(RequestFactory().get("/")).status_code for _time in range(12)]

    assert answered == [200] * 12


def test_many_at_once_are_not_let_through_together():
    tried = Try("rep", "192.0.2.1")

    with ThreadPoolExecutor(20) as threads:
        waits = list(threads.map(lambda _number: take_try(tried, now=MORNING), range(40)))

    assert waits.count(0) == 5


def test_the_wait_is_told_truly_and_ends():
    tried = Try("rep", "192.0.2.1")
    for _time in range(5):
        take_try(tried, now=MORNING)

    waits = [take_try(tried, now=MORNING + timedelta(minutes=minutes, seconds=30)) for minutes in (3, 14, 15)]

    assert waits == [12, 1, 0]


def test_a_right_password_does_not_wipe_out_what_its_address_did_to_others():
    for number in range(49):
        take_try(Try(f"guess{number}", "192.0.2.1"), now=MORNING)
    own = Try("mallory", "192.0.2.1")
    take_try(own, now=MORNING)
    forgive_tries(own, now=MORNING)

    waits = [take_try(Try(name, "192.0.2.1"), now=MORNING) for name in ("one", "two")]

    assert waits == [0, 15]


@pytest.mark.parametrize(
    ("given", "found"),
    [
        ({}, []),
        ({"AUTHENTICATION_BACKENDS": ["django.contrib.auth.backends.ModelBackend"]}, ["academy.W011"]),
        ({"MIDDLEWARE": []}, ["academy.W011"]),
    ],
)
def test_a_check_says_when_passwords_are_not_limited(given, found):
    with override_settings(**given):
        assert [message.id for message in passwords_are_throttled(None)] == found
