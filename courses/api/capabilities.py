"""Capabilities and their evidence."""

from typing import Any

from django.db.models import QuerySet
from rest_framework import serializers, viewsets

from academy.rest import AcademyAPI
from courses.models import Capability


class EvidenceSerializer(serializers.Serializer[Any]):
    """One observation, in the reader's language."""

    source = serializers.CharField()  # type: ignore[assignment]  # the word of the domain, also an attribute of Field
    note = serializers.CharField()
    by = serializers.CharField()
    on = serializers.DateField()


class CapabilitySerializer(serializers.ModelSerializer[Capability]):
    """What somebody can do, who keeps it true, and why we believe it."""

    title = serializers.CharField()
    statement = serializers.CharField()
    owner = serializers.CharField(source="owner.get_username")
    review_due = serializers.DateField(allow_null=True)
    evidence = EvidenceSerializer(source="evidence_lines", many=True)

    class Meta:
        model = Capability
        fields = ("uuid", "slug", "kind", "title", "statement", "status", "owner", "last_reviewed", "review_due", "evidence")
        read_only_fields = fields


class CapabilityViewSet(AcademyAPI, viewsets.ReadOnlyModelViewSet[Capability]):
    """Capabilities that are taught; all of them for authors."""

    serializer_class = CapabilitySerializer
    queryset = Capability.objects.none()
    lookup_field = "slug"

    def get_queryset(self) -> QuerySet[Capability]:
        return Capability.objects.visible_to(self.request.user).with_evidence()
