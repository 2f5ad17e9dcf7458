"""Addresses, below /academy/."""

from django.urls import URLPattern

app_name = "academy_courses"

urlpatterns: list[URLPattern] = []
