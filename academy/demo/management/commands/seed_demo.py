"""Loads or removes the demo company."""

import os
import secrets
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from academy.demo.actions import OthersAreHereError, StillInUseError, purge_demo, seed_demo, set_password
from academy.demo.actions.pages import speaks_chinese
from academy.demo.actions.staff import account_name
from academy.demo.interchange import BrokenDemoError, read_company
from academy.users import signs_in_with_email


class Command(BaseCommand):
    """Validates every file first; a broken one is named and nothing is written."""

    help = "Load the demo company Merrowick (once), or remove it with --purge. ACADEMY_DEMO_PASSWORD sets everybody's password."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--purge", action="store_true", help="remove the demo company: exactly its people, pages and history")
        parser.add_argument("--force", action="store_true", help="load it although other people are registered here")
        parser.add_argument("--folder", type=Path, default=None, help="read the company from this folder instead of the built-in one")

    def handle(self, *args: Any, purge: bool, force: bool, folder: Path | None, **options: Any) -> None:
        try:
            company = read_company(folder) if folder else read_company()
            if purge:
                purge_demo(company)
                self.stdout.write("The demo company has been removed.")
                return
            chosen = os.environ.get("ACADEMY_DEMO_PASSWORD", "")
            password = chosen or secrets.token_urlsafe(9)
            seeded = seed_demo(company, now=timezone.now(), password=password, force=force)
            if chosen and not seeded.is_new:
                set_password(company, password=chosen)
        except BrokenDemoError as broken:
            raise CommandError(f"Nothing was loaded:\n{broken}") from broken
        except (OthersAreHereError, StillInUseError) as refused:
            raise CommandError(str(refused)) from refused
        if not speaks_chinese():
            self.stdout.write("Content in Chinese is not set up here (WAGTAIL_CONTENT_LANGUAGES): English only was loaded.")
        if seeded.is_new:
            self.stdout.write(f"Loaded {len(company.people)} people and {seeded.deeds} deeds of history. Password of everybody: {password}")
            if signs_in_with_email():
                self.stdout.write(f"They sign in with their e-mail addresses, such as {account_name(company, company.people[0]['u'])}.")
        else:
            self.stdout.write("The demo company is already loaded; nothing was changed.")
