"""Exceptions at a quiz: made for one person or for a team, listed with who and why, and taken back."""

from datetime import timedelta

import pytest
from django.urls import reverse

from academy.certification.actions import begin_exam
from quizzes.models import Allowance, Attempt, QuizOverride, Terms

pytestmark = pytest.mark.django_db

QUARTER = {"time_factor": "1.25", "extra_minutes": "", "extra_attempts": "", "closes_at": "", "reason": "Reads slowly."}


@pytest.fixture
def mate(make_person, team):
    return make_person("mate", team=team)


def for_person(user):
    return reverse("academy_desk:person_exceptions", args=[user.academy_person.uuid])


def for_team(team):
    return reverse("academy_desk:team_exceptions", args=[team.slug])


def words(answer):
    return " ".join(answer.content.decode().split())


def test_only_the_own_line_and_administrators_find_the_door(client, manager, rep, stranger, pmm, admin, team):
    seen = {}
    for user in (manager, rep, stranger, pmm, admin):
        client.force_login(user)
        seen[user.username] = [client.get(door).status_code for door in (for_person(rep), for_person(stranger), for_team(team))]

    assert seen == {
        "manager": [200, 404, 200],
        "rep": [404, 404, 404],
        "stranger": [404, 404, 404],
        "pmm": [404, 404, 404],
        "admin": [200, 200, 200],
    }


def test_nobody_makes_an_exception_for_oneself(client, admin, manager, team, exam_quiz):
    manager.academy_person.team = team
    manager.academy_person.save()
    for user in (admin, manager):
        client.force_login(user)
        assert client.post(for_person(user), {**QUARTER, "quiz": exam_quiz.pk}).status_code == 404

    assert not QuizOverride.objects.exists()


def test_a_manager_gives_more_time_and_an_open_attempt_has_it_at_once(client, manager, rep, certification, cycle, exam_quiz, now):
    attempt = begin_exam(learner=rep, certification=certification, now=now)
    client.force_login(manager)

    page = words(client.post(for_person(rep), {**QUARTER, "quiz": exam_quiz.pk, "extra_minutes": "5"}, follow=True))

    attempt.refresh_from_db()
    assert attempt.deadline_at == now + timedelta(minutes=25 * 1.25 + 5)
    assert "The exception at “Desk quiz” is made for 1 person." in page
    assert "1.25 times the time, 5 minutes more" in page
    assert "Manager, 1 Jun: Reads slowly." in page


def test_a_team_is_expanded_into_the_people_who_are_in_it_now(client, manager, rep, mate, make_person, stranger, team, exam_quiz):
    client.force_login(manager)

    page = words(client.post(for_team(team), {**QUARTER, "quiz": exam_quiz.pk, "extra_attempts": "2"}, follow=True))
    late = make_person("late", team=team)

    assert sorted(QuizOverride.objects.values_list("learner__username", flat=True)) == ["mate", "rep"]
    assert "It is made for 2 people at “Desk quiz”." in page
    assert Terms.of(rep, exam_quiz).max_attempts == 5
    assert Terms.of(late, exam_quiz).max_attempts == 3


def test_a_manager_inside_the_team_is_left_out(client, manager, rep, team, exam_quiz):
    manager.academy_person.team = team
    manager.academy_person.save()
    client.force_login(manager)

    client.post(for_team(team), {**QUARTER, "quiz": exam_quiz.pk})

    assert QuizOverride.objects.get().learner == rep


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"reason": ""}, "This field is required."),
        ({"time_factor": "1"}, "Say what is granted"),
        ({"time_factor": "0.5"}, "Select a valid choice."),
        ({"extra_minutes": "-5"}, "greater than or equal to 0"),
        ({"extra_minutes": "nan"}, "Enter a whole number."),
        ({"extra_attempts": "１００"}, "less than or equal to 20"),
        ({"closes_at": "2026-07-01T09:00"}, "This quiz does not close."),
        ({"quiz": "999999"}, "Select a valid choice."),
        ({"reason": "x" * 201}, "at most 200 characters"),
    ],
)
def test_what_cannot_be_granted_is_refused_with_a_sentence(client, manager, rep, exam_quiz, given, sentence):
    client.force_login(manager)

    answer = client.post(for_person(rep), {**QUARTER, "quiz": exam_quiz.pk, **given})

    assert answer.status_code == 422
    assert sentence in words(answer)
    assert not QuizOverride.objects.exists()


def test_nothing_is_offered_that_the_quiz_could_not_give(client, manager, rep, quiz_without_limits):
    client.force_login(manager)

    page = words(client.post(for_person(rep), {**QUARTER, "quiz": quiz_without_limits.pk, "extra_attempts": "1"}))

    assert "there is no time to add to" in page
    assert "as often as one likes" in page


@pytest.fixture
def quiz_without_limits(questions, make_quiz):
    return make_quiz("free", max_attempts=0)


def test_a_later_end_is_read_in_the_zone_of_the_manager(client, manager, rep, exam_quiz, now):
    exam_quiz.closes_at = now + timedelta(days=1)
    exam_quiz.save()
    manager.academy_person.time_zone = "Asia/Shanghai"
    manager.academy_person.save()
    client.force_login(manager)  # the session remembers the zone

    client.post(for_person(rep), {**QUARTER, "time_factor": "1", "quiz": exam_quiz.pk, "closes_at": "2026-06-04T18:00"})

    assert QuizOverride.objects.get().closes_at.isoformat() == "2026-06-04T10:00:00+00:00"


def test_an_exception_is_taken_back_by_the_line_alone_and_stays_in_the_records(client, manager, rep, stranger, exam_quiz):
    client.force_login(manager)
    client.post(for_person(rep), {**QUARTER, "quiz": exam_quiz.pk})
    override = QuizOverride.objects.get()
    door = reverse("academy_desk:take_back", args=[override.uuid])
    refused = {}
    for user in (rep, stranger):
        client.force_login(user)
        refused[user.username] = client.post(door).status_code
    client.force_login(manager)

    page = words(client.post(door, follow=True))

    override.refresh_from_db()
    assert refused == {"rep": 404, "stranger": 404}
    assert override.revoked_by == manager
    assert "Taken back: the exception of Rep at “Desk quiz”." in page
    assert "None stands: the quizzes' own rules hold." in page
    assert client.get(door).status_code == 405


def test_the_person_page_and_the_team_page_lead_there_and_list_them(client, manager, rep, team, exam_quiz):
    client.force_login(manager)
    client.post(for_person(rep), {**QUARTER, "quiz": exam_quiz.pk})

    person = words(client.get(reverse("academy_desk:person", args=[rep.academy_person.uuid])))
    whole_team = words(client.get(reverse("academy_desk:team")))

    assert "Reads slowly." in person
    assert for_person(rep) in person
    assert for_team(team) in whole_team


def test_more_attempts_are_more_attempts(client, manager, rep, certification, cycle, sit, exam_quiz, now):
    for number in range(3):
        sit(rep, certification, at=now + timedelta(days=number * 2), right=0)
    used_up = Allowance.used_up(rep, attempts=list(Attempt.objects.of(rep).with_quiz()))
    client.force_login(manager)

    client.post(for_person(rep), {**QUARTER, "time_factor": "1", "extra_attempts": "1", "quiz": exam_quiz.pk})

    assert used_up == [exam_quiz]
    assert Allowance.of(rep, exam_quiz).left == 1


def test_the_queries_do_not_grow_with_the_team(client, manager, rep, mate, make_person, team, exam_quiz, django_assert_max_num_queries):
    client.force_login(manager)
    client.post(for_team(team), {**QUARTER, "quiz": exam_quiz.pk})
    with django_assert_max_num_queries(12) as before:
        client.get(for_team(team))
    cost = len(before)
    for name in ("ann", "ben", "cleo"):
        make_person(name, team=team)
    client.post(for_team(team), {**QUARTER, "quiz": exam_quiz.pk})

    with django_assert_max_num_queries(cost):
        client.get(for_team(team))


@pytest.fixture
def closing_exam(exam_quiz, now):
    """The exam of 25 minutes, which closes for everybody in a quarter of an hour."""
    exam_quiz.closes_at = now + timedelta(minutes=15)
    exam_quiz.save()
    return exam_quiz


def test_extra_time_that_the_closing_cuts_off_is_said_before_and_after(client, manager, rep, closing_exam):
    client.force_login(manager)

    asked = words(client.get(for_person(rep)))
    page = words(client.post(for_person(rep), {**QUARTER, "quiz": closing_exam.pk}, follow=True))
    person = words(client.get(reverse("academy_desk:person", args=[rep.academy_person.uuid])))

    assert "Desk quiz (open until 1 Jun, 09:15)" in asked
    assert "The quiz is open until 1 Jun, 09:15, and extra time ends then too." in page
    for listed in (page, person):
        assert "1.25 times the time, open until 1 Jun, 09:15, which ends the extra time too" in listed


def test_the_end_that_is_said_is_the_latest_that_any_exception_gives(client, manager, rep, closing_exam):
    client.force_login(manager)
    client.post(for_person(rep), {**QUARTER, "time_factor": "1", "quiz": closing_exam.pk, "closes_at": "2026-06-01T10:00"})

    page = words(client.post(for_person(rep), {**QUARTER, "quiz": closing_exam.pk}, follow=True))

    assert "1.25 times the time, open until 1 Jun, 10:00, which ends the extra time too" in page


def test_an_open_attempt_whose_quiz_closed_earlier_when_it_began_is_told_of_by_its_own_end(
    client, manager, rep, certification, cycle, closing_exam, now
):
    begin_exam(learner=rep, certification=certification, now=now)
    closing_exam.closes_at = now + timedelta(days=2)
    closing_exam.save()
    client.force_login(manager)

    page = words(client.post(for_person(rep), {**QUARTER, "quiz": closing_exam.pk}, follow=True))

    assert "The quiz is open until 1 Jun, 09:15" in page


def test_nothing_is_said_of_an_end_where_the_quiz_does_not_close_or_no_time_is_added(client, manager, rep, exam_quiz, closing_exam, now):
    client.force_login(manager)

    page = words(client.post(for_person(rep), {**QUARTER, "time_factor": "1", "extra_attempts": "1", "quiz": closing_exam.pk}, follow=True))
    closing_exam.closes_at = None
    closing_exam.save()
    page += words(client.post(for_person(rep), {**QUARTER, "quiz": closing_exam.pk}, follow=True))

    assert "extra time" not in page
