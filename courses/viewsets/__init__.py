"""Capabilities, pages and the deal policy in the administration."""

from courses.viewsets.capability import CapabilityViewSet
from courses.viewsets.pages import PAGE_VIEWSETS

__all__ = ["PAGE_VIEWSETS", "CapabilityViewSet"]
