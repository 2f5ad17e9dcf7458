"""Commands that say how much they did, and end with an error where something of it could not be done."""

from collections.abc import Mapping
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from academy.certification.actions import JOBS_FAILED, NOT_CLOSED


class CountingCommand(BaseCommand):
    """Prints what an action counted."""

    def tell(self, counts: Mapping[str, Any]) -> None:
        """Raise CommandError, after everything was said, where an attempt stayed open that should be closed, or long work failed."""
        for name, count in counts.items():
            self.stdout.write(f"{name}: {count}")
        if counts[NOT_CLOSED]:
            raise CommandError(f"{counts[NOT_CLOSED]} overdue attempts could not be closed; the log names each and says why.")
        if counts.get(JOBS_FAILED):
            raise CommandError(f"{counts[JOBS_FAILED]} jobs could not go on; the log names each and says why. They are tried again.")
