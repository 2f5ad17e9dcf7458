"""What is measured: pages of the demo company, asked in this process as a server would ask."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from django.contrib.auth import get_user_model
from django.core.wsgi import get_wsgi_application
from django.db import connection
from django.utils import timezone
from wagtail.models import Site

from academy.certification.models import Award
from quizzes.actions import start_attempt
from quizzes.models import Quiz
from tests.bench.asking import Ask, asking, cookie_of
from tests.bench.empty_page import EmptyPage
from tests.databases import COMPANY, TestDatabases

WAGTAIL: Final = "empty Wagtail page"
BARE: Final = "bare Django view"


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
