"""Certifications, standings, awards and verification in the API."""

from rest_framework.routers import BaseRouter

from academy.certification.api.awards import AwardViewSet
from academy.certification.api.certifications import CertificationViewSet
from academy.certification.api.standings import StandingViewSet
from academy.certification.api.verifications import VerificationViewSet


def register(router: BaseRouter) -> None:
    """Add what the app offers to the API."""
    router.register("certifications", CertificationViewSet, basename="certification")
    router.register("standings", StandingViewSet, basename="standing")
    router.register("awards", AwardViewSet, basename="award")
    router.register("verify", VerificationViewSet, basename="verify")
