"""Addresses of public verification."""

from django.urls import URLPattern

app_name = "academy_verify"

urlpatterns: list[URLPattern] = []
