"""Addresses of public verification. Mounted at `/v/` and `/V/` by the site, and at `/academy/v/` in any case."""

from django.urls import path

from academy.certification import views

app_name = "academy_verify"

urlpatterns = [
    path("", views.verify_search, name="verify_search"),
    path("<str:serial>", views.verify, name="verify"),
    path("<str:serial>/", views.verify),
]
