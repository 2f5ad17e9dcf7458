"""Regrades as long work: in slices, cut at any point, gone on with by whoever comes along, and told once."""

import json

import pytest
from bs4 import BeautifulSoup
from django.core import serializers
from django.db import connection, transaction
from django.urls import reverse

from academy import jobs
from academy.audit import note
from academy.models import AuditEntry, Job
from quizzes.actions import ActionRefused, Plan, RegradeOutOfDate, look_at, submit_attempt
from quizzes.actions import apply_regrade as ask_to_apply
from quizzes.actions import undo_regrade as ask_to_undo
from quizzes.models import Attempt, AttemptSlot, Regrade, RegradeLine, RegradeVerdict
from quizzes.signals import attempt_graded
from tests.quizzes.at_once import at_once
from tests.quizzes.regrades import apply_regrade, finished, looked, undo_regrade

KEY = Regrade.Method.NEW_KEY
WRITTEN = (Attempt, AttemptSlot, Regrade, RegradeLine, RegradeVerdict)


class Killed(BaseException):
    """The process is gone."""


@pytest.fixture(autouse=True)
def one_by_one(monkeypatch):
    """A slice for each learner."""
    monkeypatch.setattr("quizzes.actions.dry_run.LEARNERS", 1)
    monkeypatch.setattr("quizzes.actions.regrading.LEARNERS", 1)
    monkeypatch.setattr("quizzes.actions.regrading.TOLD_AT_ONCE", 1)
    monkeypatch.setattr("quizzes.actions.undoing.TOLD_AT_ONCE", 1)


@pytest.fixture
def sat(rep, stranger, manager, paper, sit, newer):
    """Three papers with a wrong key: two would gain and one would not change. The plan that puts them right."""
    for learner, said in ((rep, "c"), (stranger, "b"), (manager, "c")):
        sit(learner, paper, said, True, False)
    return Plan(paper, (newer(),), KEY)


@pytest.fixture
def applying(sat, pmm, now):
    """The work that applies the plan, before anything of it is done."""
    return ask_to_apply(seen=looked(sat, by=pmm), reason="Wrong key", by=pmm, now=now)


def scores():
    return {one.learner.username: (one.points, one.passed) for one in Attempt.objects.order_by("pk")}


def rows():
    """What is kept, without the keys that a database hands out."""
    kept = {}
    for model in WRITTEN:
        listed = serializers.serialize("python", model._default_manager.order_by("pk"))
        kept[model.__name__] = [{name: value for name, value in one["fields"].items() if name not in {"uuid", "regrade"}} for one in listed]
    return kept


def until(job, phase, *, now):
    """Do slices until the work is at this phase."""
    while job.cursor.get("phase") != phase:
        job = jobs.drive(job, now=now, seconds=0)
    return job


def test_a_dry_run_and_a_regrade_take_a_slice_for_each_part(applying, now):
    look = Job.objects.of_kind("regrade.look").get()

    done = finished(applying, now=now)

    assert (look.slices, look.done, look.total) == (4, 3, 3)
    assert done.slices > 6
    assert scores() == {"rep": (2, True), "stranger": (2, True), "manager": (2, True)}


def dying_at(statement):
    """Let the statement of this number be the last one of the process."""
    left = statement

    def execute_or_die(execute, sql, params, many, context):
        nonlocal left
        left -= 1
        if not left:
            raise Killed
        return execute(sql, params, many, context)

    return connection.execute_wrapper(execute_or_die)


def killed_again_and_again(job, *, now, step):
    """Drive a job whose process dies, each time some statements later than the time before. Give it with how often it died."""
    deaths = 0
    statement = 0
    while not job.is_finished:
        statement += step
        try:
            with dying_at(statement):
                job = jobs.drive(job, now=now, seconds=60)
        except Killed:
            deaths += 1
            job.refresh_from_db()
    return job, deaths


@pytest.mark.parametrize("step", [1, 3])
def test_killed_at_any_statement_it_goes_on_to_the_same_rows_and_tells_once(applying, told, now, step):
    with transaction.atomic():
        finished(applying, now=now)
        undisturbed = rows()
        transaction.set_rollback(True)
    heard = sorted(told)
    told.clear()

    job, deaths = killed_again_and_again(Job.objects.get(pk=applying.pk), now=now, step=step)

    assert deaths > 10
    assert job.is_done
    assert rows() == undisturbed
    assert AuditEntry.objects.filter(verb="regrade.apply").count() == 1
    # What a slice told is rolled back with it, and told again; only those who hear without writing hear it twice.
    assert set(told) == set(heard)


def test_who_listens_writes_in_the_transaction_of_the_slice_so_nothing_is_heard_twice(applying, now):
    def hear(attempt, now, **kwargs):
        note("heard", by=attempt.learner, about=attempt, now=now)

    attempt_graded.connect(hear)
    try:
        killed_again_and_again(applying, now=now, step=1)
    finally:
        attempt_graded.disconnect(hear)

    heard = list(AuditEntry.objects.filter(verb="heard").values_list("object_key", flat=True))
    assert len(heard) == len(set(heard)) == 2


@pytest.mark.django_db(transaction=True)
def test_a_receiver_that_breaks_the_database_stops_neither_the_others_nor_the_work(applying, now):
    def breaks(attempt, **kwargs):
        with connection.cursor() as cursor:
            cursor.execute("SELECT nothing FROM nowhere")

    def hear(attempt, now, **kwargs):
        with transaction.atomic():
            note("heard", by=attempt.learner, about=attempt, now=now)

    attempt_graded.connect(hear)
    attempt_graded.connect(breaks)
    try:
        done = finished(applying, now=now)
    finally:
        attempt_graded.disconnect(hear)
        attempt_graded.disconnect(breaks)

    assert done.is_done
    assert sorted(AuditEntry.objects.filter(verb="heard").values_list("object_key", flat=True)) == sorted(
        str(key) for key in RegradeVerdict.objects.values_list("attempt", flat=True)
    )


def test_a_dry_run_that_is_killed_finds_the_same(sat, pmm, now):
    job, deaths = killed_again_and_again(look_at(sat, by=pmm, now=now), now=now, step=1)

    assert deaths > 10
    assert [part.content["count"] for part in job.parts.all()] == [1, 1, 0]
    assert finished(ask_to_apply(seen=job.uuid, reason="Wrong key", by=pmm, now=now), now=now).is_done


def test_what_changes_while_it_is_written_is_left_as_it_is_and_said(client, applying, pmm, paper, stranger, manager, now):
    job = until(applying, "write", now=now)
    slot = AttemptSlot.objects.get(attempt__learner=manager, position=1)
    AttemptSlot.objects.filter(pk=slot.pk).update(is_given=True)

    finished(job, now=now)

    regrade = Regrade.objects.get()
    assert regrade.left_out == 1
    assert scores() == {"rep": (2, True), "stranger": (2, True), "manager": (1, False)}
    client.force_login(pmm)
    page = client.get(reverse("academy_quizzes:regrade", args=[paper.slug, regrade.uuid])).text
    assert "The attempts of 1 learner changed while this was being applied" in page


def test_what_changes_before_it_is_compared_is_refused_and_nothing_is_written(applying, stranger, pmm, now):
    jobs.drive(applying, now=now, seconds=0)
    AttemptSlot.objects.filter(attempt__learner=stranger, position=1).update(is_given=True)

    with pytest.raises(RegradeOutOfDate):
        finished(applying, now=now)

    assert not Regrade.objects.exists()
    assert scores()["rep"] == (1, False)
    assert [(entry.actor_id, entry.code) for entry in AuditEntry.objects.filter(verb="regrade.apply")] == [(pmm.pk, "out_of_date")]


def test_whoever_hands_in_after_the_last_who_was_looked_at_makes_it_out_of_date(rep, admin, pmm, paper, sit, newer, now):
    sit(rep, paper, "c", True, False)
    unfinished = sit(admin, paper, "c", True, False, hand_in=False)
    seen = looked(Plan(paper, (newer(),), KEY), by=pmm)
    submit_attempt(unfinished, now=now)

    with pytest.raises(RegradeOutOfDate):
        apply_regrade(seen=seen, reason="Wrong key", by=pmm, now=now)

    assert not Regrade.objects.exists()


def test_while_it_is_applied_nothing_is_looked_at_and_nothing_undone(applying, sat, pmm, now):
    job = until(applying, "tell", now=now)

    with pytest.raises(ActionRefused, match="is being applied"):
        look_at(sat, by=pmm, now=now)
    with pytest.raises(ActionRefused, match="is being applied"):
        undo_regrade(Regrade.objects.get(), by=pmm, now=now)
    finished(job, now=now)

    assert undo_regrade(Regrade.objects.get(), by=pmm, now=now).undone_at == now


@pytest.mark.race
def test_many_who_drive_at_once_apply_it_once(applying, told, now):
    at_once(*[lambda: finished(applying, now=now)] * 4)

    assert RegradeVerdict.objects.count() == RegradeLine.objects.count() == 2
    assert len(told) == len(set(told)) == 2


def test_undoing_that_is_killed_at_any_statement_puts_every_row_back_and_tells_once(applying, pmm, told, now):
    before = [rows()[name] for name in ("Attempt", "AttemptSlot")]
    finished(applying, now=now)
    heard, regrade = set(told), Regrade.objects.get()
    told.clear()

    job, deaths = killed_again_and_again(ask_to_undo(regrade, by=pmm, now=now), now=now, step=1)

    regrade.refresh_from_db()
    assert deaths > 10
    assert (job.is_done, regrade.undone_by, regrade.undone_at) == (True, pmm, now)
    assert [rows()[name] for name in ("Attempt", "AttemptSlot")] == before
    assert {key for key, *_rest in told} == {key for key, *_rest in heard}
    assert AuditEntry.objects.filter(verb="regrade.undo", refused=False).count() == 1


def test_while_it_is_undone_nothing_is_looked_at(applying, sat, pmm, now):
    finished(applying, now=now)
    undoing = ask_to_undo(Regrade.objects.get(), by=pmm, now=now)
    jobs.drive(undoing, now=now, seconds=0)

    with pytest.raises(ActionRefused, match="is being undone"):
        look_at(sat, by=pmm, now=now)
    assert ask_to_undo(Regrade.objects.get(), by=pmm, now=now).pk == undoing.pk
    finished(undoing, now=now)

    assert ask_to_undo(Regrade.objects.get(), by=pmm, now=now) is None


# At the doors


@pytest.fixture
def slowly(monkeypatch):
    """A request does one slice."""
    monkeypatch.setattr(jobs, "IN_A_REQUEST", 0)


@pytest.fixture
def choices(sat):
    return {"versions": str(sat.versions[0].uuid), "method": "new_key", "keeps_higher": "on"}


def words(page):
    return " ".join(BeautifulSoup(page.content, "html.parser").select_one("main").get_text(" ").split())


def test_the_page_says_how_far_it_is_and_each_press_does_a_part(client, slowly, pmm, admin, choices):
    client.force_login(pmm)
    begun = client.post("/academy/regrades/paper/", choices, follow=True)
    door = begun.request["PATH_INFO"]
    client.force_login(admin)
    seen = [words(client.post(door, follow=True)) for _press in range(3)]
    client.force_login(pmm)

    assert "Working out what would change 1 of 3 done" in words(begun)
    assert "2 of 3 done" in seen[0]
    assert "3 of 3 done" in seen[1]
    assert "2 attempts change, 1 stay as they are." in seen[2]
    page = client.post(f"{door}apply/", {"reason": "Wrong key"}, follow=True)
    assert "Comparing with what you looked at; nothing is changed yet" in words(page)
    said = []
    while "Go on" in words(page):
        page = client.post(page.request["PATH_INFO"], follow=True)
        said.append(words(page))
    assert any("Changing the marks" in one for one in said)
    assert any("Passing the new verdicts on to courses and certifications" in one for one in said)
    assert "applied Mark again with the key of a newer version" in said[-1]
    page, said = client.post(f"{page.request['PATH_INFO']}undo/", follow=True), []
    while "Go on" in words(page):
        said.append(words(page))
        page = client.post(page.request["PATH_INFO"], follow=True)
    assert "Putting every mark back 1 of 2 done" in said[0]
    assert "undone Mark again with the key of a newer version" in words(page)
    assert set(scores().values()) == {(1, False), (2, True)}


def test_looking_at_the_page_does_nothing_and_the_tick_goes_on(client, slowly, pmm, choices, now):
    client.force_login(pmm)
    door = client.post("/academy/regrades/paper/", choices, follow=True).request["PATH_INFO"]

    pages = [words(client.get(door)) for _look in range(3)]
    under_way = words(client.get("/academy/regrades/paper/"))
    jobs.drive_all(now=now)

    assert all("1 of 3 done" in page for page in pages)
    assert "A dry run that was begun on" in under_way
    assert "2 attempts change" in words(client.get(door))


def test_a_slice_that_failed_is_said(client, slowly, pmm, choices):
    client.force_login(pmm)
    door = client.post("/academy/regrades/paper/", choices, follow=True).request["PATH_INFO"]
    Job.objects.update(failures=1)

    assert "The last step failed on our side and changed nothing." in words(client.get(door))


def test_the_list_comes_a_page_at_a_time_with_the_same_numbers_before_and_after(client, pmm, choices, monkeypatch):
    monkeypatch.setattr("quizzes.reports.regrades.ON_A_PAGE", 1)
    client.force_login(pmm)
    looked = client.post("/academy/regrades/paper/", choices, follow=True)
    door = looked.request["PATH_INFO"]
    before = [words(client.get(f"{door}?page={number}")) for number in (1, 2)]
    done = client.post(f"{door}apply/", {"reason": "Wrong key"}, follow=True).request["PATH_INFO"]
    after = [words(client.get(f"{done}?page={number}")) for number in (1, 2)]

    for first, second in (before, after):
        assert "Learner 1" in first
        assert "Learner 2" not in first
        assert "Learner 2" in second
        assert "Page 2 of 2" in second


def test_the_api_says_how_far_it_is_until_the_same_is_sent_often_enough(client, slowly, pmm, choices):
    client.force_login(pmm)

    def send(name, **body):
        whole = {"quiz": "paper", "versions": [choices["versions"]], "method": "new_key", **body}
        answer = client.post(reverse(f"academy_api:regrade-{name}"), json.dumps(whole), content_type="application/json")
        return answer.status_code, answer.json()

    status, looked = send("dry-run")
    assert (status, looked["done"], looked["total"]) == (202, 1, 3)
    while status == 202:
        status, looked = send("dry-run", token=looked["token"])
    assert (status, looked["changed"], len(looked["rows"])) == (200, 2, 2)
    status, presses = 202, 0
    while status == 202:
        status, done = send("list", token=looked["token"], reason="Wrong key")
        presses += 1

    assert (status, done["uuid"], done["effects"]["changed"]) == (201, looked["token"], 2)
    assert presses > 5
