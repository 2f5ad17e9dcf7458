"""How long the push gate took, step by step, against its budget.

`.ci/run` and `tools/run_lanes.py` write a line a step into a file: the second in which it began, a tab, its name.
`python -m tests.architecture.gate FILE` prints the table at the end of the gate.
"""

import sys
import time
from pathlib import Path
from typing import NamedTuple

AIM, BUDGET = 12 * 60, 15 * 60  # seconds, on two cores


class Step(NamedTuple):
    """A step of the gate and how many seconds it took."""

    name: str
    seconds: int


def read_steps(text: str, *, end: int) -> list[Step]:
    """The steps of a file; each lasts until the next one begins, and the last until `end`."""
    begun = [(int(second), name) for second, _, name in (line.partition("\t") for line in text.splitlines())]
    ends = [second for second, _name in begun[1:]] + [end]
    return [Step(name, until - second) for (second, name), until in zip(begun, ends, strict=True)]


def table(steps: list[Step]) -> str:
    """A line a step, then the sum and what it is held against."""
    total = sum(step.seconds for step in steps)
    verdict = "within the aim" if total <= AIM else "within the budget" if total <= BUDGET else "over the budget"
    rows = [f"{minutes(step.seconds):>6}  {step.name}" for step in steps]
    return "\n".join([*rows, f"{minutes(total):>6}  the whole gate: {verdict} (aim {minutes(AIM)}, budget {minutes(BUDGET)})"])


def minutes(seconds: int) -> str:
    return f"{seconds // 60}:{seconds % 60:02}"


if __name__ == "__main__":
    sys.stdout.write(f"\n== how long the gate took\n{table(read_steps(Path(sys.argv[1]).read_text(), end=int(time.time())))}\n")
