"""What is measured: pages of the demo company, asked in this process as a server would ask."""

import io
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Final

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.handlers.wsgi import WSGIHandler
from django.core.wsgi import get_wsgi_application
from django.db import connection
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Site

from academy.certification.models import Award
from quizzes.actions import start_attempt
from quizzes.models import Quiz
from tests.bench.empty_page import EmptyPage
from tests.databases import COMPANY, TestDatabases

WAGTAIL: Final = "empty Wagtail page"
BARE: Final = "bare Django view"

Ask = Callable[[], int]


@contextmanager
def demo_company() -> Iterator[None]:
    """A copy of the demo company, with an empty page beside it."""
    databases = TestDatabases()
    databases.choose(COMPANY)
    try:
        with connection.schema_editor() as schema:
            schema.create_model(EmptyPage)
        Site.objects.get(is_default_site=True).root_page.add_child(instance=EmptyPage(title="Empty", slug="empty"))
        yield
    finally:
        databases.remove()


def pages() -> dict[str, Ask]:
    """The two that ours are compared with, and ours."""
    site = get_wsgi_application()
    noah = get_user_model().objects.get(username="noah.beck")
    attempt = start_attempt(learner=noah, quiz=Quiz.objects.get(slug="security-and-data-trust"), now=timezone.now())
    signed_in = {
        WAGTAIL: "/empty/",
        BARE: "/bench/bare/",
        "home": "/academy/",
        "catalogue": "/academy/catalogue/",
        "course": "/academy/courses/fast-deal-playbook/",
        "lesson": "/academy/courses/fast-deal-playbook/what-is-a-fast-deal/",
        "quiz": f"/academy/attempts/{attempt.uuid}/1/",
    }
    return {
        **{name: asking(site, path, cookie_of("noah.beck")) for name, path in signed_in.items()},
        "team": asking(site, "/academy/team/", cookie_of("wei.lan")),
        "verify": asking(site, f"/v/{Award.objects.latest('pk').serial}"),
    }


def asking(site: WSGIHandler, path: str, cookie: str = "") -> Ask:
    """A request that goes through every middleware, and an answer that is read to the last byte."""
    environ = RequestFactory(headers={"Cookie": cookie} if cookie else {}).get(path).environ

    def ask() -> int:
        status: list[str] = []
        answer: Any = site({**environ, "wsgi.input": io.BytesIO()}, lambda line, headers, error=None: status.append(line))
        for _piece in answer:
            pass
        answer.close()
        return int(status[0].split()[0])

    if ask() != 200:
        raise RuntimeError(f"{path} does not answer 200.")
    return ask


def cookie_of(username: str) -> str:
    """What a browser sends after signing in."""
    client = Client()
    client.force_login(get_user_model().objects.get(username=username))
    return f"{settings.SESSION_COOKIE_NAME}={client.cookies[settings.SESSION_COOKIE_NAME].value}"


def queries_of(ask: Ask) -> int:
    with CaptureQueriesContext(connection) as captured:
        ask()
    return len(captured)
