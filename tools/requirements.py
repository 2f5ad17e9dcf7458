"""What `make lock` does: pins what the site needs, and in a second file what its developers need as well.

Resolved for every Python from the oldest that pyproject.toml allows, one version of each package for all of them, with
hashes and without the address of any index. Needs the network, and puts its resolver into var/lock.
"""

import subprocess
import sys
import tomllib
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SITE = ROOT / "requirements.lock"
DEV = ROOT / "requirements-dev.lock"
OPTIONS = ("--universal", "--fork-strategy", "fewest", "--generate-hashes", "--no-annotate", "--no-header", "--quiet")


def read_project() -> dict[str, list[str]]:
    """The requirements in pyproject.toml: of the site, of its developers, and the oldest Python."""
    read = tomllib.loads((ROOT / "pyproject.toml").read_text())
    extras = [line for extra in read["project"]["optional-dependencies"].values() for line in extra]
    site = [*read["project"]["dependencies"], *extras]
    return {
        "site": site,
        "dev": [*site, *read["dependency-groups"]["dev"]],
        "python": [f"{read['project']['requires-python'].strip('>=')}.0"],
    }


def lock(*choices: str) -> None:
    """Write both files. The second is held to the versions of the first."""
    project, folder = read_project(), ROOT / "var" / "lock"
    venv.create(folder, with_pip=True, clear=True)
    subprocess.run([str(folder / "bin" / "pip"), "install", "--quiet", "uv"], check=True)
    for file, wanted, held in ((SITE, project["site"], ()), (DEV, project["dev"], ("--constraint", str(SITE)))):
        command = [str(folder / "bin" / "uv"), "pip", "compile", "-", *OPTIONS, *held, *choices]
        python = ("--python-version", *project["python"], "--output-file", str(file))
        subprocess.run([*command, *python], input="\n".join(wanted), text=True, check=True, stdout=subprocess.DEVNULL)


if __name__ == "__main__":
    try:
        lock(*(sys.argv[1:] or ["--upgrade"]))
    except subprocess.CalledProcessError as failure:
        sys.exit(failure.returncode)
