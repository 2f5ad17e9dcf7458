"""The slug of a page in several languages: it is written in the source language and shown everywhere else."""

from typing import Any

from django.utils.translation import gettext as _
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.admin.panels import TitleFieldPanel


class AcademyPageForm(WagtailAdminPageForm):
    """The form of a page; in another language than its source it shows the slug and takes none."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        source = self.instance.source
        if source is not None and "slug" in self.fields:
            field = self.fields["slug"]
            field.disabled = True
            field.help_text = _("The address is the same in all languages. It follows the slug of “%(title)s”.") % {"title": source.title}
            self.initial["slug"] = source.slug


class AcademyTitlePanel(TitleFieldPanel):
    """A title that suggests a slug only where one can be written."""

    class BoundPanel(TitleFieldPanel.BoundPanel):
        """The panel beside its page."""

        def get_should_apply(self) -> bool:
            """Whether the slug follows what is typed as the title."""
            return super().get_should_apply() and self.instance.source is None
