"""Addresses, below /academy/."""

from django.urls import URLPattern

app_name = "academy_certification"

urlpatterns: list[URLPattern] = []
