"""Repairs what a crash may have lost."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from academy.certification.actions import repair


class Command(BaseCommand):
    """Runs the same actions as live use over everybody. Run it once a night; a second run changes nothing."""

    help = "Apply assignments, award what is earned, and rewrite every standing from the facts."

    def handle(self, *args: Any, **options: Any) -> None:
        for name, count in repair(now=timezone.now()).items():
            self.stdout.write(f"{name}: {count}")
