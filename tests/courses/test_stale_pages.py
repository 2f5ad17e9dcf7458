"""Two authors at one page: nobody overwrites what the other one has saved, and nothing that was typed is lost."""

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from courses.models import AcademyIndexPage, CoursePage, LessonPage
from tests import editing
from tests.editing import box, told

pytestmark = pytest.mark.django_db


@pytest.fixture
def author(client, pmm):
    client.force_login(pmm)
    return client


@pytest.fixture
def other(make_person):
    """A second author, in a browser of her own."""
    browser = Client()
    browser.force_login(make_person("pmm.two", job_role="pmm"))
    return browser


@pytest.fixture
def pages(academy, course, lessons):
    return {"academy": academy, "course": course, "lesson": lessons[0]}


def edit(page):
    return f"/cms/pages/{page.pk}/edit/"


def loaded(browser, page):
    """What the form says that it was loaded with."""
    return editing.loaded(browser.get(edit(page)))


def written(page, **fields):
    """The fields of a page as an author sends them."""
    common = {"title": page.title, "slug": page.slug, "comments": inline_formset([])}
    own = {
        AcademyIndexPage: {"intro": page.specific.intro if isinstance(page, AcademyIndexPage) else ""},
        CoursePage: {
            "summary": "Desk.", "capability": getattr(page, "capability_id", ""), "level": "foundation", "deal_type": "any", "version": 1,
            "outcomes": streamfield([]), "prerequisites": inline_formset([]), "quiz": getattr(page, "quiz_id", "") or "",
        },
        LessonPage: {"minutes": 5, "body": streamfield([("paragraph", rich_text("<p>Hello.</p>"))])},
    }  # fmt: skip
    return nested_form_data({**common, **own[type(page)], **fields})


def newest(page):
    return type(page).objects.get(pk=page.pk).get_latest_revision_as_object()


@pytest.mark.parametrize("kind", ["academy", "course", "lesson"])
@pytest.mark.parametrize("button", ["save", "action-publish"])
def test_a_stale_save_is_refused_and_the_box_saves_it_on_top(author, other, pages, kind, button):
    page = pages[kind]
    mine = {**loaded(author, page), **written(page, title="Mine"), button: "yes"}
    assert other.post(edit(page), {**loaded(other, page), **written(page, title="Theirs")}).status_code == 302

    refused = author.post(edit(page), mine)

    assert refused.status_code == 409
    assert newest(page).title == "Theirs"
    assert told(refused)["Title"] == ("Theirs", "Mine")
    again = author.post(edit(page), mine)
    saved = author.post(edit(page), {**mine, "academy_over": box(refused)})
    assert (again.status_code, saved.status_code) == (409, 302)
    assert newest(page).title == "Mine"


def test_a_refused_form_holds_what_was_typed_and_saves_nothing_by_itself(author, other, pages):
    page = pages["lesson"]
    mine = {**loaded(author, page), **written(page, title="Mine")}
    other.post(edit(page), {**loaded(other, page), **written(page, title="Theirs")})

    refused = BeautifulSoup(author.post(edit(page), mine).content, "html.parser").select_one("#page-edit-form")

    assert refused.select_one("[name=title]").get_text().strip() == "Mine" or refused.select_one("[name=title]")["value"] == "Mine"
    assert "w-autosave" not in refused["data-controller"]
    assert mine.items() >= {one["name"]: one["value"] for one in refused.select("input[name=loaded_revision_created_at]")}.items()


def test_the_words_of_a_body_are_put_side_by_side(author, other, pages):
    page = pages["lesson"]
    mine = {**loaded(author, page), **written(page, body=streamfield([("paragraph", rich_text("<p>What I say.</p>"))]))}
    theirs = written(page, body=streamfield([("paragraph", rich_text("<p>What they say.</p>"))]))
    other.post(edit(page), {**loaded(other, page), **theirs})

    refused = author.post(edit(page), mine)

    assert told(refused)["Body"] == ("Paragraph: What they say.", "Paragraph: What I say.")


def test_a_form_that_does_not_say_what_it_was_loaded_with_is_stale(author, pages):
    refused = author.post(edit(pages["course"]), written(pages["course"], title="From a script"))

    assert refused.status_code == 409
    assert newest(pages["course"]).title == pages["course"].title


def test_an_author_goes_on_after_the_own_autosave(author, pages):
    page = pages["course"]
    first = author.post(edit(page), {**loaded(author, page), **written(page, title="Once")}, headers={"accept": "application/json"}).json()
    kept = {"overwrite_revision_id": first["revision_id"], "loaded_revision_created_at": first["revision_created_at"]}

    saved = author.post(edit(page), {**kept, **written(page, title="Twice")})

    assert saved.status_code == 302
    assert newest(page).title == "Twice"


def test_an_older_revision_is_not_brought_back_over_a_new_one_unseen(author, other, pages):
    page = pages["course"]
    old = page.latest_revision_id
    address = f"/cms/pages/{page.pk}/revisions/{old}/revert/"
    mine = {**loaded(author, page), **written(page, title="As it was")}
    other.post(edit(page), {**loaded(other, page), **written(page, title="Theirs")})

    refused = author.post(address, mine)

    assert refused.status_code == 409
    assert told(refused)["Title"] == ("Theirs", "As it was")


def test_keys_that_the_editor_gives_by_chance_are_no_difference(author, other, pages):
    page = pages["lesson"]
    bodies = [streamfield([("paragraph", rich_text(f'<p data-block-key="{key}">Hello.</p>'))]) for key in ("abcde", "fghij")]
    mine = {**loaded(author, page), **written(page, title="Mine", body=bodies[0])}
    other.post(edit(page), {**loaded(other, page), **written(page, title="Theirs", body=bodies[1])})

    refused = author.post(edit(page), mine)

    assert list(told(refused)) == ["Title"]


def test_another_formatting_is_a_difference(author, other, pages):
    page = pages["lesson"]
    bodies = [streamfield([("paragraph", rich_text(f"<p>{text}</p>"))]) for text in ("Hello.", "<b>Hello.</b>")]
    mine = {**loaded(author, page), **written(page, body=bodies[0])}
    other.post(edit(page), {**loaded(other, page), **written(page, body=bodies[1])})

    refused = author.post(edit(page), mine)

    assert refused.status_code == 409
    assert told(refused)["Body"] == ("Paragraph: Hello.", "Paragraph: Hello. Differs in formatting, or in what it refers to.")
