"""Where the academy keeps its images and documents."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from wagtail.models import Collection


class MediaCollection(models.Model):
    """Says which of Wagtail's collections is the academy's, whatever it is called and wherever it was moved. One row at most."""

    ONLY = 1

    collection = models.OneToOneField(Collection, on_delete=models.CASCADE, related_name="+", verbose_name=_("collection"))

    class Meta:
        verbose_name = _("collection of the academy")
        verbose_name_plural = _("collections of the academy")
        constraints = [models.CheckConstraint(condition=Q(pk=1), name="the_academy_has_one_media_collection")]

    def __str__(self) -> str:
        return str(self.collection)
