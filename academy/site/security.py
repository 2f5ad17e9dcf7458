"""What the site tells browsers not to do."""

from collections.abc import Callable
from typing import Final

from django.http import HttpRequest, HttpResponseBase

POLICY: Final = "; ".join(
    (
        "default-src 'self'",
        "img-src 'self' data:",
        "object-src 'none'",
        "frame-ancestors 'none'",
        "base-uri 'self'",
        "form-action 'self'",
    )
)
# What an author looks at in the preview panel: a page of ours inside a page of the administration.
PREVIEW_POLICY: Final = POLICY.replace("frame-ancestors 'none'", "frame-ancestors 'self'")
# Wagtail's admin carries inline scripts and styles of its own and frames its previews. What it loads beyond that is reported.
CMS: Final = ("/cms/",)
CMS_POLICY: Final = "; ".join(
    (
        "default-src 'self'",
        "script-src 'self' 'unsafe-inline'",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:",
        "object-src 'none'",
        "frame-ancestors 'self'",
        "base-uri 'self'",
        "form-action 'self'",
    )
)


class ContentSecurityPolicy:
    """Forbids inline scripts, inline styles and foreign sources on every page of ours; on Wagtail's it only reports."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if request.path.startswith(CMS):
            response.headers.setdefault("Content-Security-Policy-Report-Only", CMS_POLICY)
        else:
            response.headers.setdefault("Content-Security-Policy", PREVIEW_POLICY if _is_preview(request) else POLICY)
        return response


def _is_preview(request: HttpRequest) -> bool:
    """Whether the administration makes this page for an author to look at: Wagtail sends such requests through the site by itself."""
    return bool(getattr(request, "is_dummy", False) and getattr(request, "is_preview", False))
