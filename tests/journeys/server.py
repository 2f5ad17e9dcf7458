"""The site as it runs in production: gunicorn with two workers, on the database of the test."""

import contextlib
import os
import random
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import requests
from django.conf import settings
from django.db import connection
from django.test import Client

from tests.databases import ROOT, VAR, worker

STARTS_WITHIN = 20  # seconds
TESTED: Final = "academy.site.settings.test"


class Server:
    """A gunicorn that this process started, and nobody else's."""

    def __init__(self, *, run_by: str = TESTED, threads: int = 1) -> None:
        self._log = VAR / f"gunicorn-{worker()}.log"
        # The socket is open before gunicorn is: no port is guessed, and no request is refused while workers are replaced.
        with socket.create_server(("127.0.0.1", 0), backlog=128) as listening, self._log.open("wb") as log:
            self.address = f"http://127.0.0.1:{listening.getsockname()[1]}"
            self._master = subprocess.Popen(
                [
                    *(sys.executable, "-m", "gunicorn", "academy.site.wsgi", "--bind", f"fd://{listening.fileno()}"),
                    *(
                        "--workers",
                        "2",
                        "--threads",
                        str(threads),
                        "--preload",
                        "--no-control-socket",
                        "--timeout",
                        "30",
                        "--log-level",
                        "warning",
                    ),
                ],
                cwd=ROOT,
                env={**os.environ, "DJANGO_SETTINGS_MODULE": run_by, "DATABASE_URL": address_of_the_database()},
                pass_fds=[listening.fileno()],
                stdout=log,
                stderr=log,
            )

    def wait(self) -> None:
        """Wait until it answers."""
        until = time.monotonic() + STARTS_WITHIN
        while time.monotonic() < until and self._master.poll() is None:
            with contextlib.suppress(requests.RequestException):
                if requests.get(f"{self.address}/healthz", timeout=5).ok:
                    return
            time.sleep(0.1)
        raise RuntimeError(f"gunicorn does not answer: {self._log.read_text()[-2000:]}")

    def workers(self) -> list[int]:
        """The processes that answer requests: children of the master."""
        children = Path(f"/proc/{self._master.pid}/task/{self._master.pid}/children")
        return [int(pid) for pid in children.read_text().split()]

    def kill_a_worker(self, chance: random.Random) -> bool:
        """`kill -9` one of them, whatever it is doing."""
        workers = self.workers()
        if not workers:
            return False
        with contextlib.suppress(ProcessLookupError):
            os.kill(chance.choice(workers), signal.SIGKILL)
            return True
        return False

    def stop(self) -> None:
        self._master.terminate()
        try:
            self._master.wait(timeout=10)
        except subprocess.TimeoutExpired:
            for pid in [*self.workers(), self._master.pid]:
                os.kill(pid, signal.SIGKILL)
            self._master.wait(timeout=10)
        self._log.unlink(missing_ok=True)


def address_of_the_database() -> str:
    """The DATABASE_URL of the database that this test is connected to."""
    name = connection.settings_dict["NAME"]
    if connection.vendor == "sqlite":
        return f"sqlite:///{name}"
    return os.environ["DATABASE_URL"].partition("?")[0].rpartition("/")[0] + f"/{name}"


@contextlib.contextmanager
def serving(*, run_by: str = TESTED, threads: int = 1) -> Iterator[Server]:
    """Serve the site until the block ends, however it ends."""
    server = Server(run_by=run_by, threads=threads)
    try:
        server.wait()
        yield server
    finally:
        server.stop()


def cookies_of(learner: Any) -> dict[str, str]:
    """What a browser keeps after signing in, of somebody whose password nobody needs to type."""
    client = Client()
    client.force_login(learner)
    return {settings.SESSION_COOKIE_NAME: client.cookies[settings.SESSION_COOKIE_NAME].value, "csrftoken": "c" * 32}


def sign_in(server: Server, username: str, password: str) -> requests.Session:
    """A browser of somebody who has signed in through the form."""
    browser = requests.Session()
    page = f"{server.address}/academy/account/sign-in/"
    browser.get(page, timeout=20)
    form = {"username": username, "password": password, "csrfmiddlewaretoken": browser.cookies["csrftoken"]}
    answer = browser.post(page, data=form, headers={"Referer": page}, timeout=20)
    assert "sessionid" in browser.cookies, answer.text
    browser.headers["X-CSRFToken"] = browser.cookies["csrftoken"]
    browser.headers["Referer"] = page
    return browser
