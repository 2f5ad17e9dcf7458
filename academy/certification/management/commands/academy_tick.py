"""The clock of the academy."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from academy.certification.actions import tick


class Command(BaseCommand):
    """Does what time asks for. Run it every few minutes; running it twice does no harm."""

    help = "Close overdue attempts, open due renewals, and rewrite standings that time has changed."

    def handle(self, *args: Any, **options: Any) -> None:
        for name, count in tick(now=timezone.now()).items():
            self.stdout.write(f"{name}: {count}")
