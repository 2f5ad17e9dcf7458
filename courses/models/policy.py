"""The deal policy: what counts as a fast deal. Lessons and questions quote it."""

from decimal import Decimal

from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.settings.models import BaseGenericSetting


class DealPolicy(BaseGenericSetting):
    """The limits of a fast deal, quoted in texts as `{fast_deal_max_ticket}` and `{fast_deal_max_cycle_days}`."""

    class Rule(models.TextChoices):
        """Which of the two limits must hold."""

        BOTH = "both", _("ticket and cycle")
        TICKET = "ticket", _("ticket only")
        CYCLE = "cycle", _("cycle only")

    currency = models.CharField(_("currency"), max_length=3, default="CNY")
    fast_deal_max_ticket = models.DecimalField(
        _("ticket limit of a fast deal"),
        max_digits=12,
        decimal_places=0,
        default=Decimal(40000),
        validators=[MinValueValidator(Decimal(1))],
        help_text=_("A year, in the currency above."),
    )
    fast_deal_max_cycle_days = models.PositiveSmallIntegerField(
        _("cycle limit of a fast deal"), default=31, validators=[MinValueValidator(1)], help_text=_("Days.")
    )
    rule = models.CharField(_("rule"), max_length=10, choices=Rule.choices, default=Rule.BOTH)

    class Meta:
        verbose_name = _("deal policy")
        verbose_name_plural = _("deal policy")

    def __str__(self) -> str:
        return str(_("Deal policy"))
