"""Repairs what a crash may have lost."""

from typing import Any

from django.utils import timezone

from academy.certification.actions import repair
from academy.certification.management.counting import CountingCommand


class Command(CountingCommand):
    """Runs the same actions as live use over everybody. Run it once a night; a second run changes nothing."""

    help = "Apply assignments, award what is earned, and rewrite every standing from the facts."

    def handle(self, *args: Any, **options: Any) -> None:
        self.tell(repair(now=timezone.now()))
