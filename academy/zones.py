"""In which time zone a date and time is read, said at its field."""

from typing import Any, Final

from django.utils import timezone
from django.utils.functional import lazy
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from wagtail.admin.panels import PublishingPanel
from wagtail.models import PanelPlaceholder


def _note() -> str:
    return _("Time zone: %(zone)s.") % {"zone": timezone.get_current_timezone_name()}


#: A sentence with the zone of whoever reads it, made when it is read.
ZONE_NOTE: Final[Any] = lazy(_note, str)()


def with_zone(help_text: Any) -> Any:
    """A help text and, behind it, the zone."""
    if not help_text:
        return ZONE_NOTE
    return format_lazy("{} {}", help_text, ZONE_NOTE)


WAGTAILS: Final = "wagtail.admin.panels.PublishingPanel"


class ZonedPublishingPanel(PublishingPanel):
    """Wagtail's panel for the moments at which a page goes live and expires, with their zone."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        for field in self.children:
            field.help_text = ZONE_NOTE


#: Made when a page is edited for the first time, as Wagtail's is.
ZONED: Final = PanelPlaceholder(f"{__name__}.{ZonedPublishingPanel.__name__}", [], {})


def zoned(panels: list[Any]) -> list[Any]:
    """The panels with the zone at every moment of publishing."""
    return [ZONED if getattr(panel, "path", "") == WAGTAILS else panel for panel in panels]
