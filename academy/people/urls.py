"""Addresses of people, below /academy/."""

from django.urls import path
from django.views.i18n import set_language

app_name = "academy_people"

urlpatterns = [
    path("language/", set_language, name="language"),
]
