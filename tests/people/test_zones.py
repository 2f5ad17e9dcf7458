"""A date and time that somebody writes is read in his or her own zone, and the zone stands at the field."""

from datetime import UTC, datetime, timedelta

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from wagtail.test.utils.form_data import nested_form_data, streamfield
from wagtail.users.models import UserProfile

from academy.people.actions import register_person
from academy.people.models import Person
from courses.models import LessonPage
from quizzes.models import Quiz, QuizOverride
from tests.courses.conftest import academy, ask, bank, capability, course, publish, quiz
from tests.quizzes.editing import address, quiz_fields

__all__ = ["academy", "ask", "bank", "capability", "course", "publish", "quiz"]

SHANGHAI = "Asia/Shanghai"
NOTE = "Time zone: Asia/Shanghai."


@pytest.fixture
def in_shanghai(client):
    """Sign somebody in whose zone is eight hours ahead: `in_shanghai(pmm)`."""

    def sign_in(user):
        Person.objects.filter(user=user).update(time_zone=SHANGHAI)
        client.force_login(type(user).objects.get(pk=user.pk))
        return client

    return sign_in


def told(page, name):
    """The help of a field, as its input names it, also inside a dialog that is a template."""
    soup = BeautifulSoup(page.content.replace(b"<template", b"<div").replace(b"</template", b"</div"), "html.parser")
    field = soup.select_one(f"[name='{name}']")
    return " ".join(soup.find(id=one).get_text(" ", strip=True) for one in field["aria-describedby"].split() if soup.find(id=one))


def test_an_author_opens_a_quiz_in_the_own_zone(in_shanghai, pmm, bank, ask):
    author = in_shanghai(pmm)
    ask("one")

    author.post(address("quiz", "add"), quiz_fields(bank, draw=1, opens_at="2026-06-04 18:00", closes_at="2026-06-05 18:00"))

    made = Quiz.objects.get()
    page = author.get(address("quiz", "edit", made.pk))
    assert (made.opens_at, made.closes_at) == (datetime(2026, 6, 4, 10, tzinfo=UTC), datetime(2026, 6, 5, 10, tzinfo=UTC))
    assert BeautifulSoup(page.content, "html.parser").select_one("[name=opens_at]")["value"] == "2026-06-04 18:00"
    assert NOTE in told(page, "opens_at")
    assert NOTE in told(page, "closes_at")


def test_a_page_goes_live_in_the_zone_of_its_author(in_shanghai, pmm, course):
    author = in_shanghai(pmm)
    lesson = {"title": "Later", "slug": "later", "minutes": 5, "body": streamfield([]), "go_live_at": "2099-06-04 18:00"}

    answer = author.post(f"/cms/pages/add/academy_courses/lessonpage/{course.pk}/", nested_form_data(lesson))

    made = LessonPage.objects.get(slug="later")
    page = author.get(reverse("wagtailadmin_pages:edit", args=[made.pk]))
    assert answer.status_code == 302
    assert made.latest_revision.content["go_live_at"].startswith("2099-06-04T10:00")
    assert told(page, "go_live_at") == told(page, "expire_at") == NOTE


@pytest.mark.parametrize("kind", ["coursepage", "lessonpage"])
def test_every_page_of_the_academy_names_the_zone(in_shanghai, pmm, academy, course, kind):
    parent = academy if kind == "coursepage" else course

    page = in_shanghai(pmm).get(f"/cms/pages/add/academy_courses/{kind}/{parent.pk}/")

    assert told(page, "go_live_at") == NOTE


def test_an_exception_in_the_administration_is_read_in_the_own_zone(in_shanghai, admin, rep, quiz):
    office = in_shanghai(admin)
    door = address("quiz", "exceptions", quiz.pk)
    page = office.get(door)

    office.post(door, {"learners": [rep.pk], "closes_at": "2099-06-04 18:00", "reason": "Ill", "extra_attempts": "1"})

    assert QuizOverride.objects.get().closes_at == datetime(2099, 6, 4, 10, tzinfo=UTC)
    assert told(page, "opens_at") == told(page, "closes_at") == NOTE


def test_a_manager_reads_the_own_zone_at_a_later_end(in_shanghai, manager, rep, quiz, now):
    page = in_shanghai(manager).get(reverse("academy_desk:person_exceptions", args=[rep.academy_person.uuid]))

    assert told(page, "closes_at") == f"Later than the quiz closes for everybody. {NOTE}"


def test_without_a_zone_of_the_own_that_of_the_site_is_named(client, pmm):
    client.force_login(pmm)

    assert "Time zone: UTC." in told(client.get(address("quiz", "add")), "opens_at")
    assert not UserProfile.objects.filter(user=pmm).exists()


def test_a_zone_that_was_chosen_in_wagtail_is_left_alone(in_shanghai, pmm):
    UserProfile.objects.create(user=pmm, current_time_zone="Europe/Berlin")

    page = in_shanghai(pmm).get(address("quiz", "add"))

    assert "Time zone: Europe/Berlin." in told(page, "opens_at")


def test_a_zone_that_the_site_does_not_offer_is_not_chosen(in_shanghai, pmm, monkeypatch):
    monkeypatch.setattr("academy.people.actions.zones.get_available_admin_time_zones", lambda: ["UTC"])

    assert "Time zone: UTC." in told(in_shanghai(pmm).get(address("quiz", "add")), "opens_at")


def test_learners_need_no_zone_in_the_administration(in_shanghai, rep):
    in_shanghai(rep)

    assert not UserProfile.objects.exists()


def test_a_move_is_followed_where_the_zone_was_that_of_the_person(in_shanghai, pmm, admin, now):
    in_shanghai(pmm)
    UserProfile.objects.create(user=admin, current_time_zone="Europe/Berlin")
    for user in (pmm, admin):
        Person.objects.filter(user=user).update(time_zone=SHANGHAI)
        register_person(user=user, name="Moved", job_role=user.academy_person.job_role, time_zone="Asia/Tokyo", now=now + timedelta(days=1))

    zones = dict(UserProfile.objects.values_list("user__username", "current_time_zone"))
    assert zones == {"pmm": "Asia/Tokyo", "admin": "Europe/Berlin"}
