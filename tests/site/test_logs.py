"""What broke stands in the log as one JSON line, with an id that the reader of the page can quote."""

import json
import os
import subprocess
import sys

import pytest

from tests.architecture.house import ROOT

ENVIRONMENT = {
    "DJANGO_SETTINGS_MODULE": "academy.site.settings.production",
    "SECRET_KEY": "x" * 60,
    "ALLOWED_HOSTS": "academy.example.com",
    "ACADEMY_BASE_URL": "https://academy.example.com",
    "ACADEMY_VERIFY_BASE_URL": "https://academy.example.com",
    "DATABASE_URL": "sqlite:///:memory:",
}
VISIT = """
import json, sys, django
from django.conf import settings
from django.test import Client
settings.ROOT_URLCONF = "tests.site.broken"
settings.STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
django.setup()
client = Client(raise_request_exception=False, HTTP_HOST="academy.example.com", HTTP_X_FORWARDED_PROTO="https")
for address in sys.argv[1:]:
    page = client.post(address, {"password": "hunter2"}, headers={"x-request-id": "from-the-proxy-1", "cookie": "sessionid=secret"})
    print(json.dumps([page.status_code, page.headers["X-Request-ID"], page.content.decode()]))
"""


def visit(*addresses, **environment):
    """Post to addresses of the site under its production settings; give the answers and what the console says."""
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", VISIT, *addresses],
        cwd=ROOT,
        env={**os.environ, **ENVIRONMENT, "TRUSTED_PROXIES": "1", **environment},
        capture_output=True,
        text=True,
        check=True,
    )
    return [json.loads(line) for line in done.stdout.splitlines()], done.stderr


@pytest.fixture(scope="module")
def visited():
    answers, console = visit("/broken/", "/broken/lets-me-in/", "/suspicious/", "/noted/", "/healthz")
    return answers, console


def test_a_database_error_is_one_line_with_its_traceback(visited):
    (status, told, page), *_others = visited[0]
    line = json.loads(visited[1].splitlines()[0])

    assert (status, line["status"], line["level"], line["logger"], line["method"]) == (500, 500, "ERROR", "django.request", "POST")
    assert line["message"] == "Internal Server Error: /broken/"
    assert "DatabaseError: duplicate key" in line["traceback"]
    assert line["request_id"] == told == "from-the-proxy-1"
    assert f"<code>{told}</code>" in page


def test_every_line_is_json_with_an_id(visited):
    lines = [json.loads(line) for line in visited[1].splitlines()]

    assert [line["logger"] for line in lines] == [
        "django.request",
        "django.request",
        "django.security.SuspiciousOperation",
        "academy.test",
        "quizzes",
        "django.request",  # 405: told by Django itself, after every middleware
    ]
    assert all(line["request_id"] == "from-the-proxy-1" and line["time"].endswith("+00:00") for line in lines)


@pytest.mark.parametrize("secret", ["hunter2", "sessionid", "ann@example.com", "lets-me-in"])
def test_nothing_personal_or_secret_is_written(visited, secret):
    assert secret not in visited[1]


@pytest.mark.parametrize("sent", ["short", "a b c d e f g h", "x" * 65, '"},{"level":"x', "é" * 10, ""])
@pytest.mark.parametrize("proxies", [0, 1])
def test_an_id_that_is_not_one_is_replaced(client, settings, sent, proxies):
    settings.ACADEMY = {**settings.ACADEMY, "TRUSTED_PROXIES": proxies}

    told = client.get("/healthz", headers={"x-request-id": sent}).headers["X-Request-ID"]

    assert told != sent
    assert len(told) == 32


def test_an_id_is_taken_from_a_trusted_proxy_only(client, settings):
    told = []
    for proxies in (0, 1):
        settings.ACADEMY = {**settings.ACADEMY, "TRUSTED_PROXIES": proxies}
        told.append(client.get("/healthz", headers={"x-request-id": "from-the-proxy-1"}).headers["X-Request-ID"])

    assert told[0] != "from-the-proxy-1"
    assert told[1] == "from-the-proxy-1"
