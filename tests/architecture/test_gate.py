"""The push gate says how long it took, and what it leaves out is run by `make test-all`."""

import subprocess
import sys
from datetime import datetime

import pytest

from tests.architecture.gate import Step, read_steps, table
from tools.run_lanes import EVERY_DAY, environment_of, lanes

SET_UP = "import django; django.setup(); "
STEPS = "1000\tenvironment\n1030\tSQLite\n1230\tbrowser\n"


def test_a_step_lasts_until_the_next_one_begins_and_the_last_until_the_end():
    assert read_steps(STEPS, end=1400) == [Step("environment", 30), Step("SQLite", 200), Step("browser", 170)]


@pytest.mark.parametrize(
    ("end", "verdict"),
    [(1720, "12:00  the whole gate: within the aim"), (1721, "12:01  the whole gate: within the budget"), (1901, "over the budget")],
)
def test_the_sum_is_held_against_aim_and_budget(end, verdict):
    assert verdict in table(read_steps(STEPS, end=end)).splitlines()[-1]


def selections(extent):
    """What each lane of an extent selects, by the name of the lane."""
    return {lane.name: lane.arguments[lane.arguments.index("-m") + 1] if "-m" in lane.arguments else "" for lane in lanes(extent)}


def test_the_push_gate_has_the_lanes_of_every_day_and_another_day_and_the_wheel():
    assert list(selections("--gate")) == [*selections(EVERY_DAY), "another day", "wheel"]


@pytest.mark.parametrize("extent", ["--gate", "--all"])
def test_another_day_is_400_days_away(extent):
    (moved,) = [lane for lane in lanes(extent) if lane.environment.get("ACADEMY_TEST_CLOCK_DAYS")]
    ask = "from django.utils import timezone; print(timezone.now().isoformat())"

    days = [
        datetime.fromisoformat(subprocess.check_output([sys.executable, "-c", SET_UP + ask], env=environment_of(one), text=True).strip())
        for one in ({}, moved.environment)
    ]

    assert moved.name == "another day"
    assert (days[1] - days[0]).days == 400


def test_what_the_push_gate_leaves_out_is_in_everything():
    left_out, whole = ("exhaustive", "hosts"), selections("--all")

    assert all(f"not {marker}" in selections("--gate")["SQLite"] for marker in left_out)
    assert whole == {
        "SQLite": "not wheel and not hosts and not postgres",
        "PostgreSQL": "not wheel and not hosts",
        "browser": "",
        "another day": "not wheel and not hosts and not postgres",
        "wheel": "wheel or hosts",
    }
