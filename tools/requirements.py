"""Prints every requirement of the site, its databases and its developers: what `make lock` pins."""

import sys
import tomllib
from pathlib import Path

project = tomllib.loads((Path(__file__).resolve().parents[1] / "pyproject.toml").read_text())
extras = project["project"]["optional-dependencies"].values()
wanted = [*project["project"]["dependencies"], *(line for extra in extras for line in extra), *project["dependency-groups"]["dev"]]
sys.stdout.write("\n".join(sorted(wanted, key=str.lower)) + "\n")
