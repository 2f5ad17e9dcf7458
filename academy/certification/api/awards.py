"""Awards: one's own, the own line's, or everybody's with the right."""

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from rest_framework import serializers, viewsets

from academy.certification.models import Award
from academy.certification.models.serial import written
from academy.certification.reports.addresses import verify_address
from academy.rest import AcademyAPI, with_history


class AwardBody(serializers.ModelSerializer[Award]):
    """One award with its status now. Titles are those of the day it was given."""

    code = serializers.SerializerMethodField()
    certification = serializers.CharField(source="certification.slug")
    holder = serializers.CharField(source="holder.name")
    second_name = serializers.CharField(source="holder.second_name")
    status = serializers.SerializerMethodField()
    issued_on = serializers.DateField()
    last_day = serializers.DateField(allow_null=True)
    pdf_url = serializers.SerializerMethodField()
    verify_url = serializers.SerializerMethodField()
    left = serializers.SerializerMethodField(help_text="Whether the holder may not sign in any more.")

    class Meta:
        model = Award
        fields = (
            "uuid", "serial", "code", "series", "certification", "holder", "second_name", "status",
            "issued_on", "last_day", "valid_from", "valid_until", "snapshot_sha256", "pdf_url", "verify_url", "left",
        )  # fmt: skip
        read_only_fields = fields

    def get_code(self, award: Award) -> str:
        return written(award.serial)

    def get_status(self, award: Award) -> str:
        return str(award.status(timezone.now()))

    def get_pdf_url(self, award: Award) -> str | None:
        return None if award.is_revoked else reverse("academy_certification:certificate_pdf", args=[award.serial])

    def get_left(self, award: Award) -> bool:
        return not award.learner.is_active

    def get_verify_url(self, award: Award) -> str:
        return verify_address(award.serial)


class AwardViewSet(AcademyAPI, viewsets.ReadOnlyModelViewSet[Award]):
    """Awards, the newest first.

    The list leaves people out who may not sign in any more; `?history=true` keeps them, and `left` marks them.
    """

    queryset = Award.objects.none()
    serializer_class = AwardBody
    lookup_field = "serial"

    def get_queryset(self) -> QuerySet[Award]:
        rows = Award.objects.visible_to(self.request.user).whole().select_related("learner").order_by("-issued_at", "-pk")
        return rows if self.detail or with_history(self.request.query_params) else rows.of_people_here()
