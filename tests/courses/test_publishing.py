"""What is published and withdrawn by its schedule."""

from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone
from wagtail.models import Page

from courses.actions import publish_due
from courses.models import LessonPage


@pytest.fixture
def at():
    """The clock of the server, which Wagtail reads by itself."""
    return timezone.now()


@pytest.fixture
def schedule(course):
    """Write a lesson below the course and let it go live at a time: `schedule("one", at)`."""

    def schedule(slug, go_live_at):
        lesson = LessonPage(title=slug.title(), slug=slug, live=False, go_live_at=go_live_at)
        course.refresh_from_db()
        course.add_child(instance=lesson)
        lesson.save_revision(approved_go_live_at=go_live_at)
        return lesson

    return schedule


def is_live(page):
    return Page.objects.get(pk=page.pk).live


def test_a_page_goes_live_when_its_time_has_come(schedule, at):
    due, later = schedule("due", at - timedelta(minutes=1)), schedule("later", at + timedelta(hours=1))

    call_command("academy_tick")

    assert (is_live(due), is_live(later)) == (True, False)


def test_a_page_is_withdrawn_when_its_end_has_come(lessons, at):
    lessons[0].expire_at, lessons[1].expire_at = at - timedelta(minutes=1), at + timedelta(hours=1)
    for lesson in lessons:
        lesson.save()

    call_command("academy_tick")

    assert [is_live(lesson) for lesson in lessons] == [False, True, True]
    assert Page.objects.get(pk=lessons[0].pk).expired


def test_a_second_run_finds_nothing_to_do(schedule, lessons, at):
    schedule("due", at - timedelta(minutes=1))
    Page.objects.filter(pk=lessons[0].pk).update(expire_at=at - timedelta(minutes=1))

    first, second = publish_due(now=at), publish_due(now=at)

    assert (first.published, first.expired, first.failed) == (1, 1, 0)
    assert (second.published, second.expired, second.failed) == (0, 0, 0)


def test_a_page_that_cannot_be_published_holds_nobody_up(schedule, at, capsys):
    broken, sound = schedule("broken", at - timedelta(minutes=2)), schedule("sound", at - timedelta(minutes=1))
    broken.latest_revision.content["checked_by"] = "nobody at all"
    broken.latest_revision.save()

    with pytest.raises(CommandError, match="1 scheduled pages or snippets could not be published"):
        call_command("academy_tick")

    assert (is_live(broken), is_live(sound)) == (False, True)
    said = capsys.readouterr().out
    assert "published: 1" in said
    assert "learners_reviewed: " in said
