"""The site as the tests know it, with one more page and one more view to compare with."""

from academy.site.settings.environment import SQLITE_OPTIONS
from academy.site.settings.test import *  # noqa: F403 - settings are layered by star imports
from academy.site.settings.test import ACADEMY, DATABASES, ROOT, TEMPLATES

ROOT_URLCONF = "tests.bench.urls"
TEMPLATES[0]["DIRS"] = [*TEMPLATES[0]["DIRS"], ROOT / "tests" / "bench" / "templates"]
# Benchmarks write as the site does, and not as the tests do, which need not survive a power cut.
DATABASES["default"]["OPTIONS"] = {**SQLITE_OPTIONS} if DATABASES["default"]["ENGINE"].endswith("sqlite3") else {}
# As in production, where a pool keeps connections: opening one is no part of a page.
DATABASES["default"]["CONN_MAX_AGE"] = None
# Nobody looks up codes as often as a benchmark does.
ACADEMY = {**ACADEMY, "VERIFY_RATE": 1_000_000_000}
