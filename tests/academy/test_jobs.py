"""Long work: done in slices by whoever drives, never twice, and gone on with wherever it was cut."""

from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from academy import jobs
from academy.audit import Refusal, note
from academy.models import AuditEntry, Job, JobPart
from tests.quizzes.at_once import at_once

pytestmark = pytest.mark.django_db

SIZE = 2


class Killed(BaseException):
    """The process is gone."""


class EnoughSaid(Refusal):
    code = "enough"


def count(job, now):
    """Note the next two numbers, up to the total."""
    for number in range(job.done + 1, min(job.done + SIZE, job.total) + 1):
        if number == job.parameters.get("refuses"):
            raise EnoughSaid("Enough is enough.")
        if number == job.parameters.get("breaks"):
            raise RuntimeError(number)
        note(f"count.{number}", by=job.asked_by, about=job, now=now)
        job.done = number
    JobPart.objects.create(job=job, number=job.slices, content={"up to": job.done})
    job.finished_at = now if job.done == job.total else None


@pytest.fixture(autouse=True)
def counting(monkeypatch):
    monkeypatch.setattr(jobs, "_kinds", {"count": jobs.Kind("count", count)})


@pytest.fixture
def ask(pmm, team, now):
    """Ask for work: `ask(total=7)`."""

    def start(*, total=7, **parameters):
        return jobs.start("count", about=team, parameters=parameters, by=pmm, now=now, total=total)

    return start


def counted():
    return [int(verb.removeprefix("count.")) for verb in AuditEntry.objects.order_by("pk").values_list("verb", flat=True)]


def test_work_is_done_to_its_end_by_whoever_drives(ask, now, team):
    job = jobs.drive(ask(), now=now, seconds=60)

    assert counted() == [1, 2, 3, 4, 5, 6, 7]
    assert (job.done, job.total, job.slices, job.finished_at, job.is_done) == (7, 7, 4, now, True)
    assert [part.content for part in job.parts.all()] == [{"up to": 2}, {"up to": 4}, {"up to": 6}, {"up to": 7}]
    assert Job.objects.about(team).of_kind("count").get() == job


def test_no_slice_is_begun_once_the_time_is_up(ask, now):
    job = jobs.drive(ask(), now=now, seconds=0)

    assert (job.done, job.is_finished, counted()) == (2, False, [1, 2])


def test_what_is_finished_is_not_done_again(ask, now):
    job = jobs.drive(ask(), now=now, seconds=60)

    again = jobs.drive(job, now=now + timedelta(hours=1), seconds=60)

    assert (again.finished_at, again.slices, len(counted())) == (now, 4, 7)


def test_a_refusal_ends_the_work_with_its_sentence_and_takes_its_own_slice_back_alone(ask, now):
    job = jobs.drive(ask(refuses=4), now=now, seconds=60)

    assert (job.error_code, job.error, job.finished_at, job.is_done) == ("enough", "Enough is enough.", now, False)
    assert counted() == [1, 2]


def test_a_slice_that_fails_is_counted_and_tried_again(ask, now, caplog):
    job = jobs.drive(ask(breaks=4), now=now, seconds=60)
    assert (job.failures, job.done, job.is_finished, counted()) == (1, 2, False, [1, 2])
    Job.objects.update(parameters={})

    job = jobs.drive(job, now=now, seconds=60)

    assert (job.failures, job.is_done, counted()) == (0, True, [1, 2, 3, 4, 5, 6, 7])


def test_killed_at_any_statement_it_goes_on_to_the_same_rows(ask, now):
    """Every statement of the work is the last one of a process once."""
    deaths = statement = 0
    job = ask(total=5)
    while not job.is_finished:
        statement += 1
        left = statement

        def dies(execute, sql, params, many, context):
            nonlocal left
            left -= 1
            if not left:
                raise Killed
            return execute(sql, params, many, context)

        try:
            with connection.execute_wrapper(dies):
                job = jobs.drive(job, now=now, seconds=60)
        except Killed:
            deaths += 1
            job.refresh_from_db()

    assert deaths > 10
    assert (job.is_done, counted()) == (True, [1, 2, 3, 4, 5])
    assert [part.content for part in job.parts.all()] == [{"up to": 2}, {"up to": 4}, {"up to": 5}]


@pytest.mark.race
def test_of_many_who_drive_at_once_each_slice_is_done_by_one(ask, now):
    job = ask(total=40)

    at_once(*[lambda: jobs.drive(job, now=now, seconds=60)] * 4)
    done = jobs.drive(job, now=now, seconds=60)

    assert counted() == list(range(1, 41))
    assert (done.is_done, done.slices) == (True, 20)


def test_a_turn_is_taken_once_also_where_no_row_is_locked(ask):
    one = ask()
    other = Job.objects.get(pk=one.pk)

    assert [Job.objects.take_turn(one), Job.objects.take_turn(other)] == [True, False]


def test_the_tick_goes_on_with_what_nobody_drives_and_says_what_fails(ask, capsys):
    ask(total=3)
    call_command("academy_tick")
    assert "jobs_failed: 0" in capsys.readouterr().out
    assert counted() == [1, 2, 3]

    ask(total=3, breaks=1)
    with pytest.raises(CommandError, match="1 jobs could not go on"):
        call_command("academy_tick")


def test_what_was_finished_long_ago_is_forgotten_with_its_parts(ask, now):
    jobs.drive(ask(), now=now, seconds=60)
    waiting = ask(breaks=1)

    jobs.drive_all(now=now + timedelta(days=31))

    assert list(Job.objects.all()) == [waiting]
    assert not JobPart.objects.exists()


def test_a_worker_is_handed_the_work_where_the_site_has_one(ask, settings, django_capture_on_commit_callbacks):
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}

    job = ask()

    (handed,) = jobs.task_backends["default"].results
    assert handed.args == [job.pk]
    jobs.work_off.func(job.pk)
    assert counted() == [1, 2, 3, 4, 5, 6, 7]


def test_what_is_read_once_a_slice_is_read_anew_in_the_next(ask, now, monkeypatch):
    asked = []

    def read():
        asked.append(1)
        return len(asked)

    def reads_twice(job, now):
        job.cursor = {"read": [*job.cursor.get("read", []), jobs.once_a_slice(read), jobs.once_a_slice(read)]}
        count(job, now)

    monkeypatch.setattr(jobs, "_kinds", {"count": jobs.Kind("count", reads_twice)})

    job = jobs.drive(ask(total=3), now=now, seconds=60)

    assert job.cursor == {"read": [1, 1, 2, 2]}
    assert [jobs.once_a_slice(read), jobs.once_a_slice(read)] == [3, 4]
