"""Pictures and documents of the site, each to whoever may see it. No web server needs to know the folder they lie in."""

import mimetypes
from typing import Any, Final

from django.http import FileResponse, Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe
from wagtail.documents.views.serve import serve
from wagtail.images import get_image_model
from wagtail.users.models import UserProfile

# A picture holds no program; whoever opens one by itself is not to run what somebody drew into it.
POLICY: Final = "default-src 'none'; style-src 'unsafe-inline'; sandbox"

# Wagtail's own view asks for the privacy of the collection. No cache between us and the reader may keep its answer.
document = cache_control(private=True)(serve)


@require_safe
@cache_control(private=True, max_age=3600)
def media(request: HttpRequest, path: str) -> FileResponse:
    """A picture by the address of its file. Documents have none: they are opened below `/documents/`."""
    find = FINDERS.get(path.split("/")[0])
    if find is None or "\0" in path:
        raise Http404
    file = find(request, path)
    try:
        opened = file.open("rb")
    except FileNotFoundError:
        raise Http404 from None
    kind = mimetypes.guess_type(path)[0] or "application/octet-stream"
    return FileResponse(opened, content_type=kind, headers={"Content-Security-Policy": POLICY})


def _rendition(request: HttpRequest, path: str) -> Any:
    found: Any = get_object_or_404(get_image_model().get_rendition_model().objects.select_related("image__collection"), file=path)
    _ask(request, found.image.collection)
    return found.file


def _original(request: HttpRequest, path: str) -> Any:
    """What an author uploaded, with all that a camera wrote into it: for the administration."""
    if not request.user.has_perm("wagtailadmin.access_admin"):
        raise Http404
    found: Any = get_object_or_404(get_image_model().objects.select_related("collection"), file=path)
    _ask(request, found.collection)
    return found.file


def _avatar(request: HttpRequest, path: str) -> Any:
    if not request.user.is_authenticated:
        raise Http404
    found: Any = get_object_or_404(UserProfile, avatar=path)
    return found.avatar


def _ask(request: HttpRequest, collection: Any) -> None:
    """What a collection keeps from a visitor does not exist for him."""
    if not all(restriction.accept_request(request) for restriction in collection.get_view_restrictions()):
        raise Http404


FINDERS: Final = {"images": _rendition, "original_images": _original, "avatar_images": _avatar}
