"""The site's addresses behind one of a bare view."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.urls import path

from academy.site.urls import handler400, handler403, handler404, handler500
from academy.site.urls import urlpatterns as addresses_of_the_site


@login_required
def bare(request: HttpRequest) -> HttpResponse:
    return HttpResponse(f"<!doctype html><title>Bare</title><p>{request.user}</p>")


__all__ = ["handler400", "handler403", "handler404", "handler500"]

urlpatterns = [path("bench/bare/", bare), *addresses_of_the_site]
