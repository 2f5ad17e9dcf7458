"""Everything of the academy: `path("academy/", include("academy.urls"))`.

The short verification address `/v/` is mounted by the site or host; without
it, certificates carry the one below.
"""

from django.urls import include, path
from wagtail.utils.urlpatterns import decorate_urlpatterns

from academy.caching import private

# Personal pages, files and the API: nobody keeps them. Here and in no middleware, so that it holds in every host.
personal = decorate_urlpatterns(
    [
        path("", include("academy.desk.urls")),
        path("", include("courses.urls")),
        path("", include("quizzes.urls")),
        path("", include("academy.certification.urls")),
        path("", include("academy.people.urls")),
        path("api/v1/", include("academy.api")),
    ],
    private,
)

urlpatterns = [
    *personal,
    path("v/", include(("academy.certification.verify_urls", "academy_verify"), namespace="academy_verify_within")),
]
