"""The emptiest page that Wagtail can serve."""

from wagtail.models import Page


class EmptyPage(Page):
    """A title, and the name of whoever reads it. Its table is made in the copy that is measured, and nowhere else."""

    template = "bench/empty_page.html"

    class Meta:
        app_label = "academy_demo"
