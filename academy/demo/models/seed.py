"""Whether the demo company was loaded, and whole."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class DemoSeed(models.Model):
    """One loading of the demo company. Unfinished ones are removed and begun again."""

    company = models.SlugField(_("company"), unique=True)
    begun_at = models.DateTimeField(_("begun at"))
    finished_at = models.DateTimeField(_("finished at"), null=True, blank=True)
    digest = models.CharField(_("digest of the files"), max_length=64)

    class Meta:
        verbose_name = _("demo seed")
        verbose_name_plural = _("demo seeds")

    def __str__(self) -> str:
        return self.company
