"""Addresses of a host that has a sign-in page of its own, and Wagtail's administration as Wagtail ships it."""

from django.contrib.auth import urls as auth_urls
from django.urls import include, path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls

urlpatterns = [
    path("academy/", include("academy.urls")),
    path("accounts/", include(auth_urls)),
    path("cms/", include(wagtailadmin_urls)),
    path("", include(wagtail_urls)),
]
