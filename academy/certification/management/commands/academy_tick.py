"""The clock of the academy."""

from typing import Any

from django.utils import timezone

from academy.certification.actions import tick
from academy.certification.management.counting import CountingCommand


class Command(CountingCommand):
    """Does what time asks for. Run it every few minutes; running it twice does no harm."""

    help = (
        "Publish and withdraw what was scheduled, close overdue attempts, open due renewals, rewrite standings that time has changed, "
        "and go on with long work."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        self.tell(tick(now=timezone.now()))
