"""Sites of others: one environment per Python, several sites in it."""

import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from tests.wheel.host import ASKED_FOR, ROOT, Host, interpreter, our_apps

DEBIAN: Final = "/usr/bin/python3.11"  # 3.11.2 on Debian 12
APPS: Final = Path(__file__).with_name("apps")
JOURNEY: Final = Path(__file__).with_name("journey.py")
SPEAKS: Final = "academy.example.com"


def oldest_python() -> str | None:
    """Debian's Python 3.11.2 where it can make environments, else any 3.11."""
    if Path(DEBIAN).exists() and subprocess.run([DEBIAN, "-c", "import ensurepip"], capture_output=True, check=False).returncode == 0:
        return DEBIAN
    return interpreter("3.11")


def constraints(folder: Path) -> Path:
    """The versions of requirements.lock, for an installation that is not made of it."""
    lines = re.findall(r"^[a-z0-9._-]+==[^\\\n]+", (ROOT / "requirements.lock").read_text(), re.MULTILINE)
    file = folder / "constraints.txt"
    file.write_text("\n".join(line.strip() for line in lines) + "\n")
    return file


@dataclass
class Environment:
    """A Python with the wheel and one Django in it."""

    programs: Path

    @classmethod
    def make(cls, folder: Path, *, python: str, wheel: Path, wanted: list[str]) -> "Environment":
        subprocess.run([python, "-m", "venv", str(folder)], check=True, capture_output=True)
        pip = [str(folder / "bin" / "python"), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", str(wheel), *wanted]
        done = subprocess.run(pip, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr[-4000:]
        return cls(folder / "bin")


@dataclass
class Site(Host):
    """Somebody else's site, in an environment that others share."""

    environment: Environment

    @property
    def programs(self) -> Path:
        return self.environment.programs

    @classmethod
    def start(cls, folder: Path, environment: Environment, *, settings: str = "", apps: tuple[str, ...] = (), urls: str = "") -> "Site":
        """Start a site with our apps, do what the guide asks, migrate and load the demo company."""
        site = cls(folder, environment)
        (folder / "site").mkdir()
        site.call("wagtail", "start", "hostsite", str(folder / "site"))
        for app in apps:
            shutil.copytree(APPS / app, folder / "site" / app)
        site.append("settings/base.py", f"INSTALLED_APPS = [*{our_apps()!r}, *INSTALLED_APPS, *{list(apps)!r}]\n{ASKED_FOR}\n{settings}")
        site.append("urls.py", f'{urls}\nurlpatterns = [path("academy/", include("academy.urls")), *urlpatterns]\n')
        for app in apps:
            site.manage("makemigrations", app, "--skip-checks", "--verbosity", "0")
        site.manage("migrate", "--skip-checks", "--verbosity", "0")
        site.call(
            "env", "ACADEMY_DEMO_PASSWORD=open sesame", str(environment.programs / "python"), "manage.py", "seed_demo", "--skip-checks"
        )
        return site
