"""An empty Wagtail site in an environment of its own, with our wheel in it and nothing else of ours."""

import ast
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[2]
# What the system checks and the installation guide ask a host for.
ASKED_FOR: Final = """
INSTALLED_APPS = [*INSTALLED_APPS, "wagtail.contrib.settings", "rest_framework"]
MIDDLEWARE = [*MIDDLEWARE]
MIDDLEWARE.insert(
    MIDDLEWARE.index("django.contrib.sessions.middleware.SessionMiddleware") + 1, "django.middleware.locale.LocaleMiddleware"
)
WAGTAIL_I18N_ENABLED = True
LANGUAGES = WAGTAIL_CONTENT_LANGUAGES = [("en", "English"), ("zh-hans", "简体中文")]
ACADEMY = {"VERIFY_BASE_URL": "https://academy.example.com"}
AUTHENTICATION_BACKENDS = ["academy.people.backends.SignInThrottle", "django.contrib.auth.backends.ModelBackend"]
MIDDLEWARE.append("academy.people.middleware.SignInLimits")
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
"""


def our_apps() -> list[str]:
    """Ours among the apps of the site, as its settings write them down."""
    tree = ast.parse((ROOT / "academy" / "site" / "settings" / "base.py").read_text())
    listed = next(
        ast.literal_eval(node.value)
        for node in tree.body
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "INSTALLED_APPS"
    )
    return [app for app in listed if app.split(".")[0] in {"academy", "courses", "quizzes"}]


def interpreter(version: str) -> str | None:
    """A Python of this version that starts: on the path, or one of pyenv's."""
    pyenv = Path(os.environ.get("PYENV_ROOT") or Path.home() / ".pyenv") / "versions"
    candidates = [shutil.which(f"python{version}"), *(str(folder / "bin" / "python") for folder in sorted(pyenv.glob(f"{version}.*")))]
    for candidate in filter(None, candidates):
        answer = subprocess.run([candidate, "-c", "import sys; print(sys.version)"], capture_output=True, text=True, check=False)
        if answer.returncode == 0 and answer.stdout.startswith(version):
            return candidate
    return None


def build_wheel(folder: Path) -> Path:
    """Build the wheel without a network: what the build needs is in our own environment."""
    subprocess.run(
        [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(ROOT)], check=True, capture_output=True
    )
    (wheel,) = folder.glob("*.whl")
    return wheel


@dataclass
class Host:
    """Somebody else's site."""

    folder: Path

    @property
    def programs(self) -> Path:
        return self.folder / "environment" / "bin"

    @classmethod
    def begin(cls, folder: Path, *, python: str, django: str, wheel: Path) -> "Host":
        """Install the wheel and this Django, and start a site with our apps and one address more."""
        host = cls(folder)
        site = folder / "site"
        site.mkdir()
        host.call(python, "-m", "venv", str(folder / "environment"))
        host.call("python", "-m", "pip", "install", "--quiet", "--disable-pip-version-check", str(wheel), django)
        host.call("wagtail", "start", "hostsite", str(site))
        host.append("settings/base.py", f"INSTALLED_APPS = [*{our_apps()!r}, *INSTALLED_APPS]\n")
        host.append("urls.py", 'urlpatterns = [path("academy/", include("academy.urls")), *urlpatterns]\n')
        return host

    def append(self, file: str, text: str) -> None:
        path = self.folder / "site" / "hostsite" / file
        path.write_text(f"{path.read_text()}\n{text}")

    def call(self, program: str, *arguments: str) -> str:
        """Run a program of the host's environment and return what it said. Raises AssertionError when it failed."""
        own = self.programs / program
        clean = {name: value for name, value in os.environ.items() if not name.startswith(("DJANGO_", "PYTEST_", "DATABASE_", "PYTHON"))}
        done = subprocess.run(
            [str(own) if own.exists() else program, *arguments],
            cwd=self.folder / "site",
            env=clean,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, f"{program} {' '.join(arguments)}\n{done.stdout[-4000:]}\n{done.stderr[-4000:]}"
        return done.stdout + done.stderr

    def manage(self, *arguments: str) -> str:
        return self.call("python", "manage.py", *arguments)
