"""Commands that say how much they did, and end with an error where something of it could not be done."""

from collections.abc import Mapping
from typing import Any, Final

from django.core.management.base import BaseCommand, CommandError

from academy.certification.actions import JOBS_FAILED, NOT_CLOSED, NOT_PUBLISHED

FAILED: Final = {
    NOT_PUBLISHED: "{count} scheduled pages or snippets could not be published or withdrawn; the log names each and says why.",
    NOT_CLOSED: "{count} overdue attempts could not be closed; the log names each and says why.",
    JOBS_FAILED: "{count} jobs could not go on; the log names each and says why. They are tried again.",
}


class CountingCommand(BaseCommand):
    """Prints what an action counted."""

    def tell(self, counts: Mapping[str, Any]) -> None:
        """Raise CommandError, after everything was said, where something could not be done that was due."""
        for name, count in counts.items():
            self.stdout.write(f"{name}: {count}")
        failed = [words.format(count=counts[name]) for name, words in FAILED.items() if counts.get(name)]
        if failed:
            raise CommandError(" ".join(failed))
