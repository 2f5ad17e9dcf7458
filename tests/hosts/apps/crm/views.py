"""Pages of the host."""

from django.http import HttpResponse


def catalogue(request):
    return HttpResponse("The host's own catalogue")
