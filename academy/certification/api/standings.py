"""Where people stand: one's own, the own line's, or everybody's with the right."""

from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from rest_framework import serializers, viewsets

from academy.certification.models import Standing
from academy.rest import AcademyAPI, with_history


class StandingBody(serializers.ModelSerializer[Standing]):
    """One person and one certification."""

    person = serializers.UUIDField(source="learner.academy_person.uuid")
    name = serializers.CharField(source="learner.academy_person")
    team: serializers.SlugRelatedField[Any] = serializers.SlugRelatedField(slug_field="slug", read_only=True, allow_null=True)
    certification: serializers.SlugRelatedField[Any] = serializers.SlugRelatedField(slug_field="slug", read_only=True)
    code = serializers.CharField(source="certification.code")
    award: serializers.SlugRelatedField[Any] = serializers.SlugRelatedField(slug_field="serial", read_only=True, allow_null=True)
    overdue = serializers.SerializerMethodField()
    left = serializers.SerializerMethodField(help_text="Whether the person may not sign in any more.")

    class Meta:
        model = Standing
        fields = (
            "id", "person", "name", "team", "certification", "code", "state", "due_on", "overdue",
            "done", "total", "waiting_since", "award", "expires_on", "renewal_opens_at", "changed_at", "left",
        )  # fmt: skip
        read_only_fields = fields

    def get_overdue(self, standing: Standing) -> bool:
        return standing.is_overdue(timezone.localdate())

    def get_left(self, standing: Standing) -> bool:
        return not standing.learner.is_active


class StandingViewSet(AcademyAPI, viewsets.ReadOnlyModelViewSet[Standing]):
    """Standings; `?certification=slug`, `?team=slug` (with the teams inside it), `?state=` and `?person=uuid` narrow them.

    A state is one of the standing's own, or current (of those required), overdue, overdue_or_expired, waiting.
    People who may not sign in any more are left out; `?history=true` keeps them, and `left` marks them.
    """

    queryset = Standing.objects.none()
    serializer_class = StandingBody

    def get_queryset(self) -> QuerySet[Standing]:
        given = self.request.query_params
        asked = {name: str(given.get(name, "")) for name in ("certification", "team", "state", "person")}
        rows = Standing.objects.visible_to(self.request.user).narrowed(today=timezone.localdate(), **asked)
        rows = rows if self.detail or with_history(given) else rows.of_people_here()
        return rows.select_related("learner__academy_person", "team", "certification", "award").order_by("pk")
