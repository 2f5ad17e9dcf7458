"""What taking a quiz costs, served by gunicorn: saving and handing in beside bare views, starting, and 500 learners in two minutes.

    make bench                                        or one database, or one table:
    python -m tests.bench.bench_attempts sqlite --only writes

docs/reference/benchmarks.md says how to read the tables.
"""

import argparse
import json
import os
import subprocess
import sys
from typing import Final

from tools.run_lanes import ROOT, postgres_address

TABLES: Final = ("writes", "starts", "learners")


def main(arguments: list[str]) -> int:
    given = argparse.ArgumentParser(description="What taking a quiz costs.")
    given.add_argument("databases", nargs="*", help="sqlite, postgres; both when none is named and a server answers")
    given.add_argument("--only", choices=TABLES)
    given.add_argument("--rounds", type=int, default=7)
    chosen = given.parse_args(arguments)
    postgres = postgres_address()
    for database in chosen.databases or (["sqlite", "postgres"] if postgres else ["sqlite"]):
        environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "tests.bench.settings", "DATABASE_URL": postgres}
        if database == "sqlite":
            environment.pop("DATABASE_URL")
        plan = {"tables": [chosen.only] if chosen.only else TABLES, "rounds": chosen.rounds}
        command = [sys.executable, "-m", "tests.bench.attempts", json.dumps(plan)]
        code = subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode
        if code:
            return code
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
