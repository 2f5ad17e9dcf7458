"""Rows of a YAML file that know where they stand."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml


@dataclass(frozen=True)
class Problem:
    """Something wrong in a file: where, and in a sentence what."""

    file: str
    line: int
    text: str

    def __str__(self) -> str:
        return f"{self.file}, line {self.line}: {self.text}"


class BrokenDemoError(Exception):
    """The files are not fit to load. Nothing was written."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = problems


class Row(dict[str, Any]):
    """A mapping with the file and line at which it begins."""

    file: str = ""
    line: int = 0

    def problem(self, text: str) -> Problem:
        """Say what is wrong with this row."""
        return Problem(self.file, self.line, text)


class RowLoader(yaml.SafeLoader):
    """A safe loader whose mappings are `Row`s. The key `on` is a word here, not YAML 1.1's true."""

    file = ""


def _row(loader: RowLoader, node: yaml.MappingNode) -> Row:
    loader.flatten_mapping(node)
    row = Row({"on" if key is True else str(key): value for key, value in loader.construct_pairs(node, deep=True)})
    row.file, row.line = loader.file, node.start_mark.line + 1
    return row


RowLoader.add_constructor("tag:yaml.org,2002:map", _row)


def read_rows(path: Path, *, name: str) -> Row:
    """Read one file. Raises BrokenDemoError when it cannot be read or does not hold a mapping."""
    try:
        loader = RowLoader(path.read_text("utf-8"))
        loader.file = name
        data = loader.get_single_data()
    except FileNotFoundError as error:
        raise BrokenDemoError([Problem(name, 0, "The file is missing.")]) from error
    except UnicodeDecodeError as error:
        raise BrokenDemoError([Problem(name, 0, "The file is not UTF-8 text.")]) from error
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 0
        raise BrokenDemoError([Problem(name, line, f"The YAML cannot be read: {error.problem}.")]) from error
    if not isinstance(data, Row):
        raise BrokenDemoError([Problem(name, 1, "The file must hold a mapping.")])
    return data
