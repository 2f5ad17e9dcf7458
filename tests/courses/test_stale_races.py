"""Two authors who save at the same moment: one is saved, the other one is told."""

import pytest
from django.test import Client
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from tests.editing import loaded
from tests.quizzes.at_once import at_once
from tests.quizzes.editing import address, filled

pytestmark = pytest.mark.race


@pytest.fixture
def authors(make_person):
    browsers = []
    for name in ("pmm.one", "pmm.two", "pmm.three"):
        browser = Client()
        browser.force_login(make_person(name, job_role="pmm"))
        browsers.append(browser)
    return browsers


def codes(answers):
    return sorted(getattr(answer, "status_code", repr(answer)) for answer in answers)


def test_of_authors_at_one_question_one_is_saved(authors, question):
    target = address("question", "edit", question.pk)
    forms = [{**filled(one.get(target)), "stem_en": f"By number {number}?"} for number, one in enumerate(authors)]
    assert all(loaded(one.get(target)) for one in authors)

    answers = at_once(*[lambda one=one, form=form: one.post(target, form) for one, form in zip(authors, forms, strict=True)])

    assert codes(answers) == [302, 409, 409]


def test_of_authors_at_one_lesson_one_is_saved(authors, lessons):
    target = f"/cms/pages/{lessons[0].pk}/edit/"
    common = {
        "slug": lessons[0].slug, "minutes": 5, "body": streamfield([("paragraph", rich_text("<p>Hello.</p>"))]),
        "comments": inline_formset([]),
    }  # fmt: skip
    seen = loaded(authors[0].get(target))
    forms = [{**seen, **nested_form_data({**common, "title": f"By number {number}"})} for number in range(3)]

    answers = at_once(*[lambda one=one, form=form: one.post(target, form) for one, form in zip(authors, forms, strict=True)])

    assert codes(answers) == [302, 409, 409]
