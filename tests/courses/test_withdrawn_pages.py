"""Pages that were withdrawn: 410 with words for people who were under way, 404 for everybody else."""

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from wagtail.models import PageViewRestriction

from courses.actions import complete_step, enrol
from quizzes.actions import retire_quiz, start_attempt

COURSE = "/academy/courses/desk-essentials/"
LESSON = f"{COURSE}lesson-1/"
QUIZ = "/academy/quizzes/desk-quiz/"


@pytest.fixture
def browse(client):
    """Status and words of a page: `browse(rep, COURSE)`."""

    def browse(user, address):
        client.force_login(user)
        answer = client.get(address)
        return answer.status_code, " ".join(answer.content.decode().split())

    return browse


@pytest.fixture
def under_way(rep, course, lessons, now):
    """The rep has done the first lesson."""
    complete_step(learner=rep, course_key=course.translation_key, step_key=lessons[0].translation_key, now=now)
    return rep


def withdraw(page):
    page.refresh_from_db()
    page.unpublish()


def test_a_course_tells_people_under_way_that_it_was_withdrawn(browse, under_way, course):
    withdraw(course)

    for address in (COURSE, LESSON):
        status, page = browse(under_way, address)
        assert status == 410
        assert "This course was withdrawn" in page
        assert "Desk essentials" in page


def test_a_course_tells_nobody_else(client, browse, stranger, under_way, course):
    withdraw(course)

    status, page = browse(stranger, COURSE)
    client.logout()

    assert status == 404
    assert "Desk essentials" not in page
    assert client.get(COURSE).status_code == 302


def test_a_lesson_leads_people_under_way_back_to_the_course(browse, under_way, lessons):
    withdraw(lessons[1])

    status, page = browse(under_way, f"{COURSE}lesson-2/")

    assert status == 410
    assert "This lesson was withdrawn" in page
    assert f'href="{COURSE}"' in page


def test_a_lesson_tells_nobody_else(browse, stranger, under_way, lessons):
    withdraw(lessons[1])

    assert browse(stranger, f"{COURSE}lesson-2/")[0] == 404


def test_finishing_a_lesson_that_was_withdrawn_meanwhile_says_so(client, under_way, lessons):
    withdraw(lessons[2])
    client.force_login(under_way)

    answer = client.post(f"{COURSE}lesson-3/done/")

    assert answer.status_code == 410
    assert "This lesson was withdrawn" in answer.content.decode()


def test_what_was_never_published_and_what_is_misspelt_is_not_there(browse, under_way, course, lessons):
    draft = lessons[0].copy(update_attrs={"slug": "lesson-9", "title": "Draft"}, keep_live=False)
    draft.first_published_at = None
    draft.save()

    assert browse(under_way, f"{COURSE}lesson-9/")[0] == 404
    assert browse(under_way, f"{COURSE}lesson-8/")[0] == 404


def test_a_course_that_is_closed_to_somebody_says_nothing_when_it_is_withdrawn(browse, under_way, course):
    restriction = PageViewRestriction.objects.create(page=course, restriction_type=PageViewRestriction.GROUPS)
    restriction.groups.add(Group.objects.create(name="Others"))
    withdraw(course)

    assert browse(under_way, COURSE)[0] == 404


def test_a_page_is_withdrawn_in_the_readers_language(client, under_way, course, lessons, zh):
    chinese = course.copy_for_translation(zh, copy_parents=True)
    chinese.title = "洛台要点"
    chinese.save_revision().publish()
    withdraw(course)
    client.force_login(under_way)

    answer = client.get(COURSE, headers={"accept-language": "zh-hans"})

    assert answer.status_code == 410
    assert "洛台要点" in answer.content.decode()


def test_a_retired_quiz_leads_people_under_way_back_to_their_course(browse, under_way, quiz, now):
    retire_quiz(quiz, now=now)

    status, page = browse(under_way, QUIZ)

    assert status == 410
    assert "This quiz was withdrawn" in page
    assert f'href="{COURSE}"' in page


def test_an_attempt_that_is_open_is_led_to(browse, stranger, quiz, lessons, now):
    attempt = start_attempt(learner=stranger, quiz=quiz, now=now)
    retire_quiz(quiz, now=now)

    status, page = browse(stranger, QUIZ)

    assert status == 410
    assert reverse("academy_quizzes:attempt", args=[attempt.uuid]) in page
    assert "can be finished" in page


def test_a_retired_quiz_tells_nobody_else(browse, stranger, under_way, quiz, now):
    retire_quiz(quiz, now=now)

    assert browse(stranger, QUIZ)[0] == 404


def test_starting_a_quiz_that_was_retired_meanwhile_says_so(client, under_way, quiz, now):
    retire_quiz(quiz, now=now)
    client.force_login(under_way)

    assert client.post(f"{QUIZ}start/").status_code == 410


def test_a_course_that_is_published_again_goes_on(browse, under_way, course):
    withdraw(course)
    enrol(learner=under_way, course_key=course.translation_key, now=course.first_published_at)
    course.save_revision().publish()

    assert browse(under_way, COURSE)[0] == 200
