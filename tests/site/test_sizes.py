"""Requests that are larger than their address takes are refused by their length, before anything of them is read."""

import pytest
from django.test import RequestFactory
from django.urls import reverse

from academy.site.sizes import BodyLimit

MIB = 1024 * 1024
UNREAD = "these bytes are never asked for"


class Unreadable:
    """A body whose reading fails the test."""

    def read(self, *_args):
        raise AssertionError(UNREAD)

    readline = read


def sent(client, address, *, mib, kind="multipart/form-data; boundary=x"):
    """Say that so much comes, and let nobody read it."""
    extra = {"CONTENT_LENGTH": str(mib * MIB), "CONTENT_TYPE": kind, "wsgi.input": Unreadable()}
    return client.generic("POST", address, b"", content_type=kind, **extra)


@pytest.mark.parametrize(
    "address", ["/academy/account/sign-in/", "/cms/login/", "/academy/language/", "/academy/quizzes/x/start/", "/no-such-page/"]
)
def test_eighty_megabytes_are_refused_unread(client, address):
    page = sent(client, address, mib=80)

    assert page.status_code == 413
    assert "This request is too large" in page.content.decode()


def test_a_program_is_told_in_json(client):
    answer = sent(client, "/academy/api/v1/attempts/", mib=80, kind="application/json")

    assert (answer.status_code, answer.json()["code"]) == (413, "too_large")


@pytest.mark.parametrize(
    ("name", "arguments", "most"),
    [
        ("academy_quizzes:attempt_upload", ["3b241101-e2bb-4255-8caf-4136c566a962", 1], 50),
        ("academy_quizzes:attempt_question", ["3b241101-e2bb-4255-8caf-4136c566a962", 1], 50),
        ("academy_api:attempt-upload", ["3b241101-e2bb-4255-8caf-4136c566a962", 1], 50),
        ("wagtailimages:add", [], 10),
        ("wagtaildocs:add_multiple", [], 10),
    ],
)
def test_where_files_are_handed_in_the_largest_one_fits(client, name, arguments, most):
    address = reverse(name, args=arguments)

    try:
        status = sent(client, address, mib=most).status_code
    except AssertionError:
        status = "read"
    assert status in {302, 401, "read"}  # whoever is not signed in, and else the form
    assert sent(client, address, mib=most + 4).status_code == 413


@pytest.mark.parametrize("said", ["", "x", "-1", "²"])
def test_a_length_that_is_no_number_is_none(said):
    request = RequestFactory().post("/academy/account/sign-in/")
    request.META["CONTENT_LENGTH"] = said

    assert BodyLimit(lambda _request: "answered")(request) == "answered"
