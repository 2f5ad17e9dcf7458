"""Migrates, loads the demo company once, prints who can log in, and serves: all in one process."""

import os
import secrets
import socket
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError, connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from academy.demo.actions import OthersAreHereError, StillInUseError, purge_demo, seed_demo, set_password
from academy.demo.interchange import BrokenDemoError, Company, read_company

SHOWN = (
    ("noah.beck", "new rep, half way to his first certificate"),
    ("xu.an", "rep of two days, in Chinese, at lesson 1"),
    ("tang.shu", "star seller whose certificate is about to end, in Chinese"),
    ("karin.holt", "manager of enterprise sales: two people wait for her"),
    ("wei.lan", "manager of velocity sales, in Chinese"),
    ("grace.okoye", "product marketer: writes in /cms/"),
    ("academy.admin", "administrator: sees everybody"),
)


class Command(BaseCommand):
    """`make demo`: the demo on this machine, with no other service."""

    help = "Migrate, load the demo company once, and serve it on 127.0.0.1:$PORT (8000). FRESH=1 loads it anew."
    requires_system_checks: list[str] = []  # as Django declares it

    def handle(self, *args: Any, **options: Any) -> None:
        port = self._free_port()
        company = self._company()
        try:
            self._migrate()
            password = self._seed(company, fresh=os.environ.get("FRESH", "") not in ("", "0"))
        except OperationalError as error:
            name = connection.settings_dict["NAME"]
            raise CommandError(f"The database {name} cannot be written: {str(error).strip().rstrip('.')}.") from error
        self._print_people(port, password)
        call_command("runserver", f"127.0.0.1:{port}", use_reloader=False, skip_checks=True)

    def _free_port(self) -> int:
        text = os.environ.get("PORT") or "8000"
        if not text.isdigit() or not 0 < int(text) < 65536:
            raise CommandError(f"PORT must be a number between 1 and 65535, not “{text}”.")
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", int(text)))
            except OSError as error:
                raise CommandError(
                    f"Port {text} of 127.0.0.1 is in use. Nothing was changed. Choose another: PORT=8001 make demo"
                ) from error
        return int(text)

    def _migrate(self) -> None:
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            self.stdout.write("Preparing the database …")
            call_command("migrate", verbosity=0, skip_checks=True)

    def _company(self) -> Company:
        try:
            return read_company()
        except BrokenDemoError as broken:
            raise CommandError(f"Nothing was loaded:\n{broken}") from broken

    def _seed(self, company: Company, *, fresh: bool) -> str:
        """Load the company when it is not there; return the password, or nothing when nobody knows it any more."""
        note = Path(getattr(settings, "VAR", ".")) / "demo-password"
        chosen = os.environ.get("ACADEMY_DEMO_PASSWORD", "")
        password = chosen or secrets.token_urlsafe(9)
        try:
            if fresh:
                purge_demo(company)
            self.stdout.write(
                "Loading the demo company (once; about half a minute) …" if fresh or not note.exists() else "Looking at the demo company …"
            )
            seeded = seed_demo(company, now=timezone.now(), password=password)
        except (OthersAreHereError, StillInUseError) as refused:
            raise CommandError(str(refused)) from refused
        if chosen and not seeded.is_new:
            set_password(company, password=chosen)
        if seeded.is_new or chosen:
            note.write_text(password, "utf-8")
            note.chmod(0o600)
        return note.read_text("utf-8") if note.exists() else ""

    def _print_people(self, port: int, password: str) -> None:
        width = max(len(name) for name, _who in SHOWN)
        self.stdout.write(f"\n  Merrowick Academy   http://127.0.0.1:{port}/\n  For authors         http://127.0.0.1:{port}/cms/\n\n")
        self.stdout.write("\n".join(f"  {name:<{width}}  {who}" for name, who in SHOWN) + "\n")
        self.stdout.write(f"\n  Password of everybody: {password or 'as it was set; give a new one with ACADEMY_DEMO_PASSWORD'}\n")
