"""Everything of the academy: `path("academy/", include("academy.urls"))`.

The short verification address `/v/` is mounted by the site or host; without
it, certificates carry the one below.
"""

from django.urls import include, path

urlpatterns = [
    path("", include("academy.desk.urls")),
    path("", include("courses.urls")),
    path("", include("quizzes.urls")),
    path("", include("academy.certification.urls")),
    path("", include("academy.people.urls")),
    path("v/", include(("academy.certification.verify_urls", "academy_verify"), namespace="academy_verify_within")),
    path("api/v1/", include("academy.api")),
]
