"""What gunicorn runs while it is measured: the site of the benchmarks, with its connections kept as production keeps them."""

from tests.bench.settings import *  # noqa: F403 - settings are layered by star imports
from tests.bench.settings import DATABASES

if DATABASES["default"]["ENGINE"].endswith("postgresql"):
    DATABASES["default"]["CONN_MAX_AGE"] = 0  # the pool excludes it
    DATABASES["default"]["OPTIONS"]["pool"] = {"min_size": 1, "max_size": 8}
