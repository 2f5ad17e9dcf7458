"""Addresses of the site that runs by itself."""

from django.conf import settings
from django.urls import include, path, re_path
from django.views.generic import RedirectView
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from academy.site import errors, health, media

handler400 = errors.bad_request
handler403 = errors.forbidden
handler404 = errors.not_found
handler500 = errors.broken

urlpatterns = [
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    # The academy's home sends visitors who are not signed in to the login.
    path("", RedirectView.as_view(url=settings.LOGIN_REDIRECT_URL), name="landing"),
    path("academy/", include("academy.urls")),
    path("v/", include("academy.certification.verify_urls")),
    path("V/", include(("academy.certification.verify_urls", "academy_verify"), namespace="academy_verify_upper")),
    # Wagtail's own pages to sign in on would be a second and a third one.
    path("cms/login/", RedirectView.as_view(pattern_name="academy_people:sign_in", query_string=True)),
    path("_util/login/", RedirectView.as_view(pattern_name="academy_people:sign_in", query_string=True)),
    path("cms/", include(wagtailadmin_urls)),
    re_path(r"^documents/(\d+)/(.*)$", media.document),
    path("documents/", include(wagtaildocs_urls)),
    path("media/<path:path>", media.media, name="media"),
    path("", include(wagtail_urls)),
]
