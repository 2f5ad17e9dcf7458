"""The deal policy in the administration."""

from typing import Any

from django.http import HttpResponseBase
from wagtail.contrib.settings.views import EditView

from academy.editing import RefusesStale
from courses.models import DealPolicy

# On the request, once it is answered here: Wagtail's own view asks all hooks before it does anything.
GUARDED = "_academy_guarded"


class PolicyEditView(RefusesStale, EditView):
    """The one policy."""


def guard_policy(request: Any, instance: Any) -> HttpResponseBase | None:
    """Answer in place of Wagtail's view, which knows nothing of stale forms."""
    if not isinstance(instance, DealPolicy) or getattr(request, GUARDED, False):
        return None
    setattr(request, GUARDED, True)
    found = request.resolver_match
    response: HttpResponseBase = PolicyEditView.as_view()(request, *found.args, **found.kwargs)
    return response
