"""Rows that every app may write: the record of what administrators did or were refused, and when tokens end."""

from datetime import datetime, timedelta
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from academy.conf import academy_setting


class AuditEntryQuerySet(models.QuerySet["AuditEntry"]):
    """Reads of the record."""

    def visible_to(self, user: Any) -> Self:
        """The only way entries reach a screen: all of them for who may see the record."""
        return self if user.is_authenticated and user.has_perm("academy.view_auditentry") else self.none()

    def since(self, moment: datetime) -> Self:
        return self.filter(at__gte=moment)

    def about(self, model: str, key: Any) -> Self:
        return self.filter(object_model=model, object_key=str(key))


class AuditEntry(models.Model):
    """One thing that somebody did, or was refused, with rights over others. Rows are only added.

    It holds keys and no names, so that it can stay when an account is erased.
    """

    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.DO_NOTHING,
        null=True,
        db_constraint=False,
        related_name="+",
        verbose_name=_("by whom"),
    )
    verb = models.CharField(_("what"), max_length=60)
    object_model = models.CharField(_("kind of object"), max_length=100)
    object_key = models.CharField(_("key of the object"), max_length=64)
    refused = models.BooleanField(_("refused"))
    code = models.CharField(_("why it was refused"), max_length=60, blank=True)
    address = models.GenericIPAddressField(_("address"), null=True)
    at = models.DateTimeField(_("when"))

    objects = AuditEntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("entry of the record")
        verbose_name_plural = _("entries of the record")
        ordering = ["-at", "-pk"]
        default_permissions = ("view",)
        indexes = [
            models.Index(fields=["-at", "-id"], name="academy_audit_by_time"),
            models.Index(fields=["object_model", "object_key"], name="academy_audit_by_object"),
        ]

    def __str__(self) -> str:
        return f"{self.verb} {self.object_model} {self.object_key}"


class TokenTerm(models.Model):
    """When a token of the API ends. A token without one ends by the default lifetime."""

    token = models.OneToOneField("wagtailcore.APIToken", on_delete=models.CASCADE, related_name="academy_term", verbose_name=_("API token"))
    expires_at = models.DateTimeField(_("ends at"))

    class Meta:
        verbose_name = _("term of an API token")
        verbose_name_plural = _("terms of API tokens")
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.token_id}"


def expiry_of(token: Any) -> datetime:
    """When a token ends: as was said for it, else the default lifetime after it was made."""
    term: TokenTerm | None = getattr(token, "academy_term", None)
    made: datetime = token.created
    return term.expires_at if term is not None else made + timedelta(days=int(academy_setting("TOKEN_DAYS")))
