"""Capabilities in the administration."""

from courses.viewsets.capability import CapabilityViewSet

__all__ = ["CapabilityViewSet"]
