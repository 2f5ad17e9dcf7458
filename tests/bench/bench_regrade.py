"""What a regrade of 20,000 attempts costs: looking at it and applying it, slice by slice, all of them changing.

    python -m tests.bench.bench_regrade                   on DATABASE_URL, else on PostgreSQL where a server answers
    python -m tests.bench.bench_regrade --attempts 2000

docs/reference/benchmarks.md says how to read it.
"""

import argparse
import os
import subprocess
import sys
from typing import Final

from tools.run_lanes import ROOT, postgres_address

ATTEMPTS: Final = 20_000


def main(arguments: list[str]) -> int:
    given = argparse.ArgumentParser(description="What a regrade costs.")
    given.add_argument("--attempts", type=int, default=ATTEMPTS)
    chosen = given.parse_args(arguments)
    address = os.environ.get("DATABASE_URL") or postgres_address()
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "tests.bench.settings"}
    if address:
        environment["DATABASE_URL"] = address
    command = [sys.executable, "-m", "tests.bench.regrades", "all", str(chosen.attempts)]
    return subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
