"""A host's own doors to its pages, as Wagtail's documentation wires them: sitemap, both APIs and a search for visitors."""

from django.http import JsonResponse
from django.urls import include, path
from wagtail.api.v2.router import WagtailAPIRouter
from wagtail.api.v2.views import PagesAPIViewSet
from wagtail.api.v3.urls import api as api_v3
from wagtail.contrib.sitemaps.views import sitemap
from wagtail.models import Page

from academy.site.urls import urlpatterns as site

api_v2 = WagtailAPIRouter("wagtailapi")
api_v2.register_endpoint("pages", PagesAPIViewSet)


def search(request):
    """What `wagtail start` gives a site: it asks for published pages, and not for public ones."""
    found = Page.objects.live().search(request.GET["q"])
    return JsonResponse({"titles": [page.title for page in found]})


urlpatterns = [
    path("sitemap.xml", sitemap),
    path("api/v2/", api_v2.urls),
    path("api/v3/", api_v3.urls),
    path("search/", search),
    path("", include(site)),
]
