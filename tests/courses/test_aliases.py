"""There are no aliases of courses and lessons; those that a host or another language has lead to their original."""

import pytest
from django.urls import reverse
from wagtail.models import Page

from courses.models import CoursePage, LessonPage


@pytest.fixture
def copy(client, pmm):
    """What the form to copy a page answers."""
    client.force_login(pmm)

    def copy(page, **sent):
        form = {"new_title": "Again", "new_slug": "again", "new_parent_page": page.get_parent().pk, **sent}
        return client.post(reverse("wagtailadmin_pages:copy", args=[page.pk]), form)

    return copy


@pytest.mark.parametrize("number", [None, 0])
def test_an_alias_of_a_course_or_a_lesson_is_refused_with_the_reason_and_what_was_typed(copy, course, lessons, number):
    page = course if number is None else lessons[number]

    answer = copy(page, alias="on")

    form = answer.context["form"]
    assert answer.status_code == 422
    assert "no aliases" in form.errors["alias"][0]
    assert 'value="Again"' in answer.content.decode()
    assert not Page.objects.filter(slug="again").exists()


def test_an_alias_of_a_page_above_is_refused_with_all_that_is_below(client, django_user_model, copy, academy, course):
    client.force_login(django_user_model.objects.create_superuser("root"))
    home = academy.get_parent()

    refused = copy(home, alias="on", copy_subpages="on")
    alone = copy(home, alias="on", new_slug="home-again")

    assert refused.status_code == 422
    assert "no aliases" in refused.context["form"].errors["alias"][0]
    assert alone.status_code != 422


def test_a_copy_that_is_no_alias_is_made(copy, course):
    assert copy(course).status_code == 302
    assert CoursePage.objects.get(slug="again").alias_of is None


def test_an_alias_that_is_there_leads_to_its_original(client, rep, academy, publish, capability, course, lessons):
    other = publish(academy, CoursePage(title="Flow", slug="flow", summary="More.", capability=capability))
    course.create_alias(update_slug="desk-alias")
    lesson = lessons[0].create_alias(parent=other)
    client.force_login(rep)

    assert CoursePage.objects.get(slug="desk-alias").url == "/academy/courses/desk-essentials/"
    assert LessonPage.objects.get(pk=lesson.pk).url == "/academy/courses/desk-essentials/lesson-1/"
    assert client.get(LessonPage.objects.get(pk=lesson.pk).url).status_code == 200


def test_the_slug_of_an_alias_hinders_no_course(academy, publish, capability, course):
    course.create_alias(update_slug="desk-alias")
    Page.objects.filter(slug="desk-alias").update(slug="wanted")
    second = publish(academy.get_parent(), type(academy)(title="Second", slug="second"))

    made = publish(second, CoursePage(title="Wanted", slug="wanted", summary="x", capability=capability))

    assert made.live


def test_a_lesson_that_is_translated_with_its_course_as_an_alias_has_one_address(client, rep, course, lessons, zh):
    chinese = lessons[0].copy_for_translation(zh, copy_parents=True)
    alias = course.get_translation(zh)
    client.force_login(rep)

    assert alias.alias_of_id == course.pk
    assert (alias.url, chinese.url) == ("/academy/courses/desk-essentials/", "/academy/courses/desk-essentials/lesson-1/")
