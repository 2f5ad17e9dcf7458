"""Courses and lessons that are renamed or moved keep their address and the progress of everybody; one slug holds in all languages."""

import pytest
from django.urls import reverse
from wagtail.models import Page, PageViewRestriction

from courses.actions import complete_step, enrol
from courses.models import CoursePage, Enrolment, FormerAddress, LessonPage, library_of, progress_of
from tests.editing import save

COURSE = "/academy/courses/desk-essentials/"
API = "/academy/api/v1/courses"


@pytest.fixture
def rename():
    """Publish a page under another slug, as its form does."""

    def rename(page, slug):
        page = page.get_latest_revision_as_object()
        page.slug = slug
        page.save_revision().publish()
        return type(page).objects.get(pk=page.pk)

    return rename


@pytest.fixture
def other(academy, publish, capability):
    """A second course with one lesson of its own."""
    other = publish(academy, CoursePage(title="Flow", slug="flow", summary="More.", capability=capability))
    publish(other, LessonPage(title="Own", slug="own"))
    return other


@pytest.fixture
def move(client, pmm):
    """Move a page below another, as an author does."""

    def move(page, parent):
        client.force_login(pmm)
        done = client.post(reverse("wagtailadmin_pages:move_confirm", args=[page.pk, parent.pk]), {"academy_told": "on"})
        assert done.status_code == 302
        return Page.objects.get(pk=page.pk)

    return move


@pytest.fixture
def read(client, rep):
    def read(path):
        client.force_login(rep)
        return client.get(path)

    return read


def test_the_former_address_of_a_course_and_of_its_lessons_leads_on(read, course, lessons, rename):
    rename(course, "desk-basics")

    assert read(COURSE).headers["Location"] == "/academy/courses/desk-basics/"
    assert read(f"{COURSE}lesson-2/?again=1").headers["Location"] == "/academy/courses/desk-basics/lesson-2/?again=1"
    assert read("/academy/courses/desk-basics/").status_code == 200


def test_the_former_address_of_a_lesson_leads_on_also_from_a_former_address_of_its_course(read, course, lessons, rename):
    rename(lessons[0], "why-desk")
    rename(course, "desk-basics")
    rename(lessons[0], "why")

    for former in (f"{COURSE}lesson-1/", f"{COURSE}why-desk/", "/academy/courses/desk-basics/lesson-1/"):
        assert read(former).headers["Location"] == "/academy/courses/desk-basics/why/"


def test_what_is_sent_to_a_former_address_counts(client, rep, course, lessons, rename, now):
    rename(course, "desk-basics")
    client.force_login(rep)

    answer = client.post(f"{COURSE}lesson-1/done/")

    assert answer.headers["Location"] == "/academy/courses/desk-basics/lesson-1/#after"
    assert progress_of(rep, [course.translation_key], library=library_of(rep))[course.translation_key].done == 1


def test_the_api_finds_the_page_by_its_former_address(read, course, lessons, rename):
    rename(course, "desk-basics")
    rename(lessons[0], "why-desk")

    assert read(f"{API}/desk-essentials/").json()["slug"] == "desk-basics"
    assert read(f"{API}/desk-essentials/lessons/lesson-1/").json()["slug"] == "why-desk"


def test_a_page_that_has_an_address_now_goes_before_one_that_had_it(read, academy, publish, capability, course, rename):
    rename(course, "desk-basics")
    later = publish(academy, CoursePage(title="Anew", slug="desk-essentials", summary="Anew.", capability=capability))
    assert read(COURSE).status_code == 200

    rename(later, "desk-anew")

    assert read(COURSE).headers["Location"] == "/academy/courses/desk-anew/"


def test_the_slug_of_a_draft_was_nobodys_address(academy, capability, rename):
    draft = CoursePage(title="Draft", slug="draft", summary="x", capability=capability, live=False)
    academy.add_child(instance=draft)
    draft.slug = "drafted"
    draft.save()

    assert not FormerAddress.objects.exists()


def test_a_moved_lesson_keeps_its_address_and_is_done_where_it_is_now(read, rep, course, lessons, other, move, now):
    complete_step(learner=rep, course_key=course.translation_key, step_key=lessons[0].translation_key, now=now)

    move(lessons[0], other)

    assert read(f"{COURSE}lesson-1/").headers["Location"] == "/academy/courses/flow/lesson-1/"
    progress = progress_of(rep, [course.translation_key, other.translation_key], library=library_of(rep))
    assert (progress[course.translation_key].done, progress[course.translation_key].total) == (0, 2)
    assert (progress[other.translation_key].done, progress[other.translation_key].total) == (1, 2)


def test_the_last_lesson_of_a_course_finishes_it_with_one_that_was_moved_there(rep, course, lessons, other, move, now):
    complete_step(learner=rep, course_key=course.translation_key, step_key=lessons[0].translation_key, now=now)
    move(lessons[0], other)

    complete_step(learner=rep, course_key=other.translation_key, step_key=other.get_children().first().translation_key, now=now)

    assert progress_of(rep, [other.translation_key], library=library_of(rep))[other.translation_key].completed_at == now


def test_a_course_that_is_left_with_nothing_but_what_was_done_elsewhere_is_done(rep, course, lessons, other, move, now):
    complete_step(learner=rep, course_key=course.translation_key, step_key=lessons[0].translation_key, now=now)
    enrol(learner=rep, course_key=other.translation_key, now=now)
    move(lessons[0], other)

    other.get_children().first().specific.unpublish()

    assert Enrolment.objects.get(course_key=other.translation_key).completed_at is not None


def test_a_lesson_is_found_though_the_course_it_was_moved_from_is_withdrawn(read, course, lessons, other, move):
    move(lessons[0], other)
    CoursePage.objects.get(pk=course.pk).unpublish()

    assert read(f"{COURSE}lesson-1/").headers["Location"] == "/academy/courses/flow/lesson-1/"


def test_moving_a_lesson_within_its_course_leaves_no_address(course, lessons, move):
    lessons[0].move(course, pos="last-child")

    assert not FormerAddress.objects.exists()


def test_a_former_address_does_not_open_what_is_closed(read, course, lessons, rename):
    renamed = rename(course, "desk-basics")
    renamed.view_restrictions.create(restriction_type=PageViewRestriction.GROUPS)

    assert [read(path).status_code for path in (COURSE, f"{COURSE}lesson-1/", "/academy/courses/never/")] == [404, 404, 404]


def test_renaming_the_source_renames_every_language(course, lessons, zh, rename, read):
    chinese = course.copy_for_translation(zh, copy_parents=True)
    lesson = lessons[0].copy_for_translation(zh)

    rename(course, "desk-basics")
    rename(lessons[0], "why-desk")

    chinese.refresh_from_db()
    lesson.refresh_from_db()
    assert (chinese.slug, lesson.slug) == ("desk-basics", "why-desk")
    assert lesson.url_path.endswith("/desk-basics/why-desk/")
    assert list(FormerAddress.objects.values_list("slug", flat=True).order_by("pk")) == ["desk-essentials", "lesson-1"]


def test_a_translation_that_was_written_before_the_rename_is_published_under_the_new_slug(course, zh, rename):
    chinese = course.copy_for_translation(zh, copy_parents=True)
    chinese.title = "洛台基础"
    revision = chinese.save_revision()

    rename(course, "desk-basics")
    revision.publish()

    chinese.refresh_from_db()
    assert (chinese.title, chinese.slug, chinese.live) == ("洛台基础", "desk-basics", True)


def test_translating_a_title_does_not_change_the_slug(client, pmm, course, lessons, zh):
    client.force_login(pmm)
    course.copy_for_translation(zh, copy_parents=True)
    chinese = lessons[0].copy_for_translation(zh)
    form = client.get(reverse("wagtailadmin_pages:edit", args=[chinese.pk])).context["form"]

    sent = {
        "title": "第一课",
        "slug": "di-yi-ke",
        "minutes": 2,
        "body-count": 0,
        "action-publish": "yes",
        "comments-TOTAL_FORMS": 0,
        "comments-INITIAL_FORMS": 0,
    }
    saved = save(client, reverse("wagtailadmin_pages:edit", args=[chinese.pk]), sent)

    assert form.fields["slug"].disabled
    assert "w-sync#apply" not in str(form["title"])
    assert saved.status_code == 302, saved.context["form"].errors
    chinese.refresh_from_db()
    assert (chinese.title, chinese.slug, chinese.live) == ("第一课", "lesson-1", True)


def test_the_slug_of_a_source_is_written_and_suggested(client, pmm, course, zh):
    client.force_login(pmm)
    course.copy_for_translation(zh, copy_parents=True)

    form = client.get(reverse("wagtailadmin_pages:edit", args=[course.pk])).context["form"]

    assert not form.fields["slug"].disabled


def test_a_slug_that_is_taken_in_another_language_is_refused(course, lessons, zh, rename):
    chinese = course.copy_for_translation(zh, copy_parents=True)
    lessons[0].copy_for_translation(zh)
    chinese.add_child(instance=LessonPage(title="只有中文", slug="only-here", locale=zh))

    with pytest.raises(Exception, match="has this address already"):
        rename(lessons[0], "only-here")
