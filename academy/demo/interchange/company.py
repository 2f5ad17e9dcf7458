"""The demo company as one value."""

import hashlib
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from academy.demo.interchange.checks import problems_of
from academy.demo.interchange.rows import BrokenDemoError, Problem, Row, read_rows

DATA = Path(__file__).resolve().parents[1] / "data"
SINGLE = ("00_site", "10_people", "20_capabilities", "50_certifications", "60_toolkit", "70_demand", "80_history")
MANY = ("courses", "questions")


@dataclass(frozen=True)
class Company:
    """All files of a demo company, read and checked. Dates in them are days relative to the day of loading."""

    files: dict[str, Row]
    digest: str

    @cached_property
    def slug(self) -> str:
        return str(self.files["00_site.yaml"]["company"]["domain"]).split(".")[0]

    @property
    def site(self) -> Row:
        return self.files["00_site.yaml"]

    @property
    def teams(self) -> list[Row]:
        return list(self.files["10_people.yaml"]["teams"])

    @property
    def people(self) -> list[Row]:
        return list(self.files["10_people.yaml"]["people"])

    @property
    def capabilities(self) -> list[Row]:
        return list(self.files["20_capabilities.yaml"]["capabilities"])

    @cached_property
    def courses(self) -> list[Row]:
        return [row for name, row in sorted(self.files.items()) if name.startswith("courses/")]

    @cached_property
    def pools(self) -> list[Row]:
        return [row for name, row in sorted(self.files.items()) if name.startswith("questions/")]

    @property
    def certifications(self) -> list[Row]:
        return list(self.files["50_certifications.yaml"]["certifications"])

    @property
    def items(self) -> list[Row]:
        return list(self.files["60_toolkit.yaml"]["items"])

    @property
    def records(self) -> dict[str, list[Row]]:
        return dict(self.files["80_history.yaml"]["records"])

    @property
    def deltas(self) -> dict[str, Row]:
        return dict(self.files["80_history.yaml"]["deltas"])

    @property
    def announced(self) -> dict[str, int]:
        """Day on which each delta course was announced, by course."""
        return {row["course"]: row["announced"] for row in self.files["50_certifications.yaml"]["deltas"]}


def read_company(folder: Path = DATA) -> Company:
    """Read and check every file of a demo company. Raises BrokenDemoError with all problems, before anything is written."""
    files: dict[str, Row] = {}
    digest = hashlib.sha256()
    problems: list[Problem] = []
    names = [f"{name}.yaml" for name in SINGLE]
    names += [f"{many}/{path.name}" for many in MANY for path in sorted((folder / many).glob("*.yaml"))]
    for name in names:
        try:
            files[name] = read_rows(folder / name, name=name)
            digest.update((folder / name).read_bytes())
        except BrokenDemoError as broken:
            problems += broken.problems
    if problems:
        raise BrokenDemoError(problems)
    problems = problems_of(files)
    if problems:
        raise BrokenDemoError(problems)
    return Company(files, digest.hexdigest())
