"""Public verification in the API: the same answer as the page, without signing in."""

from typing import Any

from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from rest_framework import serializers, status, viewsets
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response

from academy.addresses import client_address
from academy.certification.reports.lookups import SECONDS, seconds_to_wait
from academy.certification.reports.verification import look_up
from academy.rest import AcademyAPI, documented


class FindingBody(serializers.Serializer[Any]):
    """What a stranger learns from a code."""

    state = serializers.ChoiceField(choices=["valid", "expired", "revoked", "superseded"])
    code = serializers.CharField()
    holder = serializers.CharField(help_text="As the holder chose to be shown.")
    certification = serializers.CharField()
    proves = serializers.CharField()
    issuer = serializers.CharField()
    issued_on = serializers.DateField()
    valid_until = serializers.DateField(allow_null=True, help_text="The last day.")
    revoked_on = serializers.DateField(allow_null=True)
    superseded_on = serializers.DateField(allow_null=True)
    public_text = serializers.CharField()
    checked_at = serializers.DateTimeField()


class VerificationViewSet(AcademyAPI, viewsets.ViewSet):
    """Whether a certificate is worth something at this minute."""

    authentication_classes = ()
    permission_classes = (AllowAny,)
    lookup_field = "serial"
    lookup_value_regex = ".+"  # a whole link is read too

    @documented(responses=FindingBody)
    def retrieve(self, request: Request, serial: str) -> Response:
        """One certificate by its code; dashes, small letters and look-alikes do not matter, and a whole link is read too."""
        now = timezone.now()
        wait = seconds_to_wait(client_address(request), now=now)
        if wait:
            body = {"detail": _("Too many codes were checked from this address. Wait a minute and try again."), "code": "too_many"}
            return Response(body, status=status.HTTP_429_TOO_MANY_REQUESTS, headers={"Retry-After": str(wait)})
        finding = look_up(serial, now=now)
        if finding is None:
            return Response({"detail": _("There is no certificate with this code."), "code": "unknown"}, status=status.HTTP_404_NOT_FOUND)
        response = Response(finding.as_json())
        patch_cache_control(response, max_age=SECONDS)
        return response
