"""Certifications and their rules in the administration."""

from academy.certification.viewsets.certification import CertificationViewSet
from academy.certification.viewsets.version import CertificationVersionViewSet

__all__ = ["CertificationVersionViewSet", "CertificationViewSet"]
