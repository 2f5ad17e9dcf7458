"""The site's addresses behind those of bare views."""

from django.urls import path

from academy.site.urls import handler400, handler403, handler404, handler500
from academy.site.urls import urlpatterns as addresses_of_the_site
from tests.bench import bare

__all__ = ["handler400", "handler403", "handler404", "handler500"]

urlpatterns = [
    path("bench/bare/", bare.page),
    path("bench/attempts/<uuid:attempt>/answers/<int:position>/", bare.save),
    path("bench/attempts/<uuid:attempt>/submit/", bare.submit),
    *addresses_of_the_site,
]
