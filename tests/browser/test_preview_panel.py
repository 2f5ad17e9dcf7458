"""An author looks at a draft in the panel beside the editor: our page stands in its frame, and the browser complains about nothing."""

import pytest
from playwright.sync_api import expect
from wagtail.models import get_page_models

from courses.models import AcademyIndexPage, CoursePage, LessonPage

OURS = [model for model in get_page_models() if model._meta.app_label.startswith("academy")]


def test_every_page_of_ours_is_known_here():
    assert {AcademyIndexPage, CoursePage, LessonPage} <= set(OURS)


@pytest.mark.parametrize("kind", OURS, ids=lambda model: model.__name__)
def test_the_preview_panel_shows_the_page(site, settings, kind):
    settings.WAGTAIL_AUTOSAVE_INTERVAL = 0  # the editing is not what is looked at
    grace = site.sign_in("grace.okoye", viewport={"width": 1280, "height": 800})
    page = kind.objects.filter(locale__language_code="en").first()
    grace.goto(f"/cms/pages/{page.pk}/edit/")

    grace.get_by_role("button", name="Toggle preview").click()

    shown = grace.frame_locator("#w-preview-iframe")
    expect(shown.get_by_role("heading", name=page.title, level=1)).to_be_visible()
    assert site.complaints == []
