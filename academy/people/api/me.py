"""Who is asking."""

from typing import Any

from rest_framework import serializers, viewsets
from rest_framework.request import Request
from rest_framework.response import Response

from academy.people.models import Person, Team
from academy.people.permissions import rights_of
from academy.rest import AcademyAPI, documented
from academy.users import called


class MeTeamSerializer(serializers.ModelSerializer[Team]):
    """The team of whoever is asking."""

    name = serializers.CharField(read_only=True)

    class Meta:
        model = Team
        fields = ["slug", "name"]


class MeSerializer(serializers.Serializer[Any]):
    """A person as they see themselves."""

    username = serializers.CharField()
    name = serializers.CharField()
    role = serializers.CharField(allow_blank=True)
    team = MeTeamSerializer(allow_null=True)
    locale = serializers.CharField(allow_blank=True)
    time_zone = serializers.CharField()
    rights = serializers.ListField(child=serializers.CharField())


class MeViewSet(AcademyAPI, viewsets.ViewSet):
    """Who is asking: name, role, team, language and rights."""

    pagination_class = None

    @documented(operation_id="me_retrieve", responses=MeSerializer)
    def list(self, request: Request) -> Response:
        person = Person.objects.of_user(request.user).select_related("team").first()
        return Response(MeSerializer(_particulars(request.user, person)).data)


def _particulars(user: Any, person: Person | None) -> dict[str, Any]:
    return {
        "username": user.get_username(),
        "name": str(person) if person else called(user),
        "role": person.job_role if person else "",
        "team": person.team if person else None,
        "locale": person.locale if person else "",
        "time_zone": person.time_zone if person else "UTC",
        "rights": rights_of(user),
    }
