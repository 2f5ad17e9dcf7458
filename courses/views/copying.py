"""Hook before a page is copied in the administration: there are no aliases of courses and lessons."""

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from wagtail.admin.forms.pages import CopyForm
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail.models import Page

from courses.models import AcademyPageMixin


def refuse_alias(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Show the form again, with the reason beside what was ticked and everything else as it was typed."""
    if request.method != "POST" or not request.POST.get("alias"):
        return None
    below = bool(request.POST.get("copy_subpages")) and page.get_descendants().type(AcademyPageMixin).exists()
    if not below and not issubclass(page.specific_class, AcademyPageMixin):
        return None
    form = getattr(page.specific_class, "copy_form_class", CopyForm)(request.POST, user=request.user, page=page)
    if "alias" not in form.fields:
        return None
    form.is_valid()
    form.add_error(
        "alias",
        _(
            "Academies, courses and lessons have no aliases: an alias would have neither an address nor progress of its own. "
            "Copy without “Alias”, or link to the page."
        ),
    )
    context = {"form": form, "page": page, "next": get_valid_next_url_from_request(request)}
    return TemplateResponse(request, "wagtailadmin/pages/copy.html", context, status=422)
