"""The demo company stands exactly where its history says, and stays there."""

from datetime import timedelta

import pytest
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.utils import timezone

from academy.certification.actions import repair, tick
from academy.certification.models import Award, Certification, Standing
from academy.demo.interchange import read_company
from academy.people.models import Person
from courses.models import CoursePage, LessonPage

pytestmark = pytest.mark.usefixtures("merrowick")


@pytest.fixture(scope="module")
def company():
    return read_company()


def today():
    return timezone.now().date()


def cells():
    """State of every person and certification, – where there is no standing."""
    people = [user.username for user in get_user_model().objects.filter(academy_person__team__isnull=False)]
    states = {(s.learner.username, s.certification.slug): s.state for s in Standing.objects.select_related("learner", "certification")}
    return {(who, what): states.get((who, what), "–") for who in people for what in Certification.objects.values_list("slug", flat=True)}


def test_all_108_cells_of_the_matrix_are_those_of_the_history(company):
    told = {(row["u"], slug): row["state"] for slug, rows in company.records.items() for row in rows}

    shown = cells()

    assert len(shown) == 108
    assert shown == {place: told.get(place, "–") for place in shown}


def test_steps_and_due_dates_are_those_of_the_history(company):
    sizes = {row["slug"]: len(row["requirements"]) for row in company.certifications}
    told = {
        (row["u"], slug): (round(row["progress"] * sizes[slug] / 100), sizes[slug], today() + timedelta(days=row["due"]))
        for slug, rows in company.records.items()
        for row in rows
        if "progress" in row
    }

    standings = {
        (s.learner.username, s.certification.slug): (s.done, s.total, s.due_on)
        for s in Standing.objects.select_related("learner", "certification")
    }

    assert {place: standings[place] for place in told} == told


def test_certificates_run_for_as_long_as_the_history_says(company):
    lasting = {row["slug"]: row["valid_days"] for row in company.certifications}
    told = {
        (row["u"], slug): today() + timedelta(days=row["issued"] + lasting[slug])
        for slug, rows in company.records.items()
        for row in rows
        if "issued" in row
    }

    ends = {
        (s.learner.username, s.certification.slug): s.expires_on
        for s in Standing.objects.select_related("learner", "certification")
        if s.award_id
    }

    assert ends == told


def test_a_renewed_certificate_supersedes_the_one_before():
    renewed = Award.objects.filter(learner__username="wei.lan").order_by("issued_at")

    assert [award.supersedes for award in renewed] == [None, renewed[0]]
    assert renewed[0].series == renewed[1].series


def test_repairing_twice_and_three_days_of_ticks_award_nobody_again():
    awards, before = Award.objects.count(), cells()

    repair(now=timezone.now())
    repair(now=timezone.now())
    at_once = cells()
    for day in range(3):
        tick(now=timezone.now() + timedelta(days=day))

    assert at_once == before
    assert Award.objects.count() == awards
    assert cells() == before


def test_everybody_has_exactly_the_progress_of_the_history():
    xu_an, noah = (get_user_model().objects.get(username=name) for name in ("xu.an", "noah.beck"))

    assert not xu_an.academy_step_completions.exists()
    done = set(noah.academy_enrolments.completed().values_list("course_key", flat=True))
    assert done == set(
        CoursePage.objects.filter(slug__in=["desk-essentials", "fast-deal-playbook"]).values_list("translation_key", flat=True)
    )


def test_both_languages_of_a_lesson_are_one_lesson():
    english, chinese = (LessonPage.objects.filter(slug="who-desk-is-for", locale__language_code=code).get() for code in ("en", "zh-hans"))

    assert english.translation_key == chinese.translation_key
    assert english.url == chinese.url
    assert chinese.title == "洛台给谁用"


def test_loading_again_changes_nothing(capsys):
    people, awards = Person.objects.count(), Award.objects.count()

    call_command("seed_demo")

    assert "nothing was changed" in capsys.readouterr().out
    assert (Person.objects.count(), Award.objects.count()) == (people, awards)
