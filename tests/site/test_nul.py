"""A NUL in an address, a query or a cookie: PostgreSQL would not look for it, and nobody is shown a 500 for that."""

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.urls import reverse

from tests.architecture.addresses import ROWS, things_of

pytestmark = pytest.mark.django_db
NUL = "a\x00b"
# Every name that a page or the API of ours reads from an address.
ASKED = ("q", "f", "code", "lang", "show", "again", "quiz", "question", "team", "person", "state", "certification", "method", "versions")


@pytest.fixture(autouse=True)
def strict():
    """The database as strict about it as PostgreSQL is."""

    def look(execute, sql, params, many, context):
        for row in (params or ()) if many else [params or ()]:
            if any(isinstance(one, str) and "\x00" in one for one in row):
                raise ValueError("A string literal cannot contain NUL (0x00) characters.")
        return execute(sql, params, many, context)

    with connection.execute_wrapper(look):
        yield


@pytest.mark.parametrize("name", [settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME, settings.LANGUAGE_COOKIE_NAME, "messages"])
def test_a_cookie_with_one_counts_as_not_sent(client, rep, name):
    client.force_login(rep)
    client.cookies[name] = NUL

    home, login = client.get("/academy/"), client.get("/academy/account/sign-in/")

    assert home.status_code == (302 if name == settings.SESSION_COOKIE_NAME else 200)
    assert login.status_code == (200 if name == settings.SESSION_COOKIE_NAME else 302)


def test_a_form_is_refused_as_without_its_token(rep):
    client = Client(enforce_csrf_checks=True)
    client.force_login(rep)
    client.cookies[settings.CSRF_COOKIE_NAME] = NUL

    assert client.post(reverse("academy_people:language"), {"language": "en"}).status_code == 403


@pytest.mark.parametrize("address", ["/a%00b/", "/academy/courses/a%00b/", "/v/a%00b", "/cms/a%00b/", "/documents/1/a%00b", "/media/a%00b"])
def test_an_address_with_one_is_refused_in_a_sentence(client, address):
    page = client.get(address)

    assert page.status_code == 400
    assert "This request could not be read" in page.content.decode()


@pytest.mark.parametrize("query", ["q=%00", "q=a%00b", "q=%0%0000", "%00q=a", "code=%00"])
@pytest.mark.parametrize("address", ["/academy/catalogue/", "/v/", "/cms/pages/search/"])
def test_a_search_is_read_without_it(client, django_user_model, address, query):
    client.force_login(django_user_model.objects.create_superuser("root", "root@example.com", "x"))

    assert client.get(f"{address}?{query}").status_code == 200


def test_no_door_of_ours_needs_the_middleware(client, merrowick, settings):
    settings.MIDDLEWARE = [name for name in settings.MIDDLEWARE if name != "academy.middleware.WithoutNul"]
    things = things_of(merrowick)
    client.force_login(merrowick("academy.admin"))
    client.raise_request_exception = False

    broken = []
    for name, row in ROWS.items():
        found = {argument: things[thing] for argument, thing in row.things.items()}
        address = row.address.format(**found) if row.address else reverse(name, kwargs=found)
        if row.method == "GET":
            sent = (dict.fromkeys(ASKED, NUL), {"page": NUL, "page_size": NUL})
            broken += [name for query in sent if client.get(address, query).status_code >= 500]

    assert broken == []
