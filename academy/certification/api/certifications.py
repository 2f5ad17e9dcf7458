"""What people can be certified in."""

from typing import Any

from django.db.models import QuerySet
from rest_framework import serializers, viewsets

from academy.certification.models import Certification, CertificationVersion, Requirement
from academy.certification.reports.steps import titles_of
from academy.rest import AcademyAPI


class RequirementBody(serializers.ModelSerializer[Requirement]):
    """One thing that has to be met on a path."""

    name = serializers.CharField(help_text="In the reader's language.")
    course = serializers.SerializerMethodField(help_text="Its slug; null also where the course is not open to whoever asks.")
    exam: serializers.SlugRelatedField[Any] = serializers.SlugRelatedField(slug_field="slug", read_only=True, allow_null=True)

    class Meta:
        model = Requirement
        fields = ("uuid", "path", "kind", "name", "course", "exam", "once", "pass_points")
        read_only_fields = fields

    def get_course(self, row: Requirement) -> str | None:
        return row.course.slug if row.course is not None and row.course_key in self.context["open"] else None


class RulesBody(serializers.ModelSerializer[CertificationVersion]):
    """The rules in force."""

    requirements = serializers.SerializerMethodField()

    class Meta:
        model = CertificationVersion
        fields = ("number", "published_at", "validity", "renewal_opens", "renewal_from", "requirements")
        read_only_fields = fields

    def get_requirements(self, version: CertificationVersion) -> list[dict[str, Any]]:
        rows = list(Requirement.objects.of_version(version).with_names())
        known, _withdrawn = titles_of(rows, reader=self.context["request"].user)
        return list(RequirementBody(rows, many=True, context={"open": known}).data)


class CertificationLine(serializers.ModelSerializer[Certification]):
    """A certification in a list, in the reader's language."""

    title = serializers.CharField()
    proves = serializers.CharField()
    unlocks = serializers.CharField()
    rights = serializers.SerializerMethodField()

    class Meta:
        model = Certification
        fields: tuple[str, ...] = ("uuid", "slug", "code", "title", "proves", "unlocks", "rights", "launched_on", "time_zone")

    def get_rights(self, certification: Certification) -> list[str]:
        return certification.rights.split()


class CertificationBody(CertificationLine):
    """A certification with the rules in force; null for a draft."""

    rules = serializers.SerializerMethodField()

    class Meta(CertificationLine.Meta):
        fields = (*CertificationLine.Meta.fields, "rules")

    def get_rules(self, certification: Certification) -> dict[str, Any] | None:
        version = CertificationVersion.objects.current().of(certification).first()
        return None if version is None else dict(RulesBody(version, context=self.context).data)


class CertificationViewSet(AcademyAPI, viewsets.ReadOnlyModelViewSet[Certification]):
    """Published certifications; all of them for authors."""

    queryset = Certification.objects.none()
    lookup_field = "slug"

    def get_queryset(self) -> QuerySet[Certification]:
        return Certification.objects.visible_to(self.request.user)

    def get_serializer_class(self) -> type[CertificationLine]:
        return CertificationBody if self.action == "retrieve" else CertificationLine
