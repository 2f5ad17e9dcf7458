"""What the server has said is saved is saved, whatever happens to its processes."""

import random
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

import pytest
import requests
from django.utils import timezone

from academy.certification.actions import begin_exam
from academy.certification.models import Award, Certification
from quizzes.actions import save_answer
from quizzes.models import Attempt, Response
from tests.company import PASSWORD
from tests.journeys.server import sign_in
from tests.journeys.visitor import data_for

pytestmark = pytest.mark.race

SAVES = 200
CLIENTS = 4
PATIENCE = 60  # seconds for all of it; an idle machine needs three


@pytest.fixture
def exam(lasting_merrowick):
    """An open attempt at the exam that Gu Cheng needs to renew his certificate."""
    certification = Certification.objects.get(slug="fast-deal-seller")
    return begin_exam(learner=lasting_merrowick("gu.cheng"), certification=certification, now=timezone.now())


def test_no_acknowledged_answer_is_lost_when_workers_are_killed(server, exam):
    browser = sign_in(server, "gu.cheng", PASSWORD)
    acknowledged, until = [], time.monotonic() + PATIENCE
    killer = threading.Thread(target=keep_killing, args=[server, acknowledged, until], daemon=True)

    killer.start()
    with ThreadPoolExecutor(CLIENTS) as threads:
        list(threads.map(lambda part: save_all(server, browser, exam, part, acknowledged, until), shared_out(exam)))
    killer.join(timeout=PATIENCE)

    stored = {(row.slot.position, row.revision): row.key for row in Response.objects.filter(slot__attempt=exam).select_related("slot")}
    assert not killer.is_alive()
    assert len(acknowledged) == SAVES
    assert {(position, revision): key for position, revision, key, _answer in acknowledged} == stored
    for position, revision, key, answer in newest(acknowledged):
        again = put(server, browser, exam, position, answer, revision - 1, key)
        assert (again.status_code, again.json()["revision"]) == (200, revision)
    assert Response.objects.filter(slot__attempt=exam).count() == SAVES


def test_twenty_submissions_at_once_give_one_result_and_one_award(server, exam):
    answer_rightly(exam)
    browser = sign_in(server, "gu.cheng", PASSWORD)
    before = Award.objects.of(exam.learner).count()
    barrier = threading.Barrier(20)

    def submit(_number):
        barrier.wait(timeout=PATIENCE)
        return requests.post(
            f"{server.address}/academy/api/v1/attempts/{exam.uuid}/submit/",
            cookies=browser.cookies.get_dict(),
            headers=dict(browser.headers),
            timeout=PATIENCE,
        )

    with ThreadPoolExecutor(20) as threads:
        answers = list(threads.map(submit, range(20)))

    assert [answer.status_code for answer in answers] == [200] * 20
    assert len({answer.text for answer in answers}) == 1
    assert Attempt.objects.of(exam.learner).at(exam.quiz).filter(pk__gte=exam.pk).values_list("passed", flat=True).get() is True
    assert Award.objects.of(exam.learner).count() == before + 1


def keep_killing(server, acknowledged, until):
    """Kill a worker at random moments, about once in ten saves however fast the machine is."""
    chance = random.Random(20)
    for goal in range(5, SAVES - 10, 10):
        while len(acknowledged) < goal and time.monotonic() < until:
            time.sleep(0.002)
        time.sleep(chance.uniform(0, 0.03))
        server.kill_a_worker(chance)


def shared_out(exam):
    """For each client its own questions, and what to answer them with: right and wrong by turns."""
    slots = list(exam.slots.select_related("version"))
    turns = [(slot, turn) for turn in range(SAVES // len(slots)) for slot in slots]
    assert len(turns) == SAVES
    return [
        [(slot.position, turn, data_for(slot, right=turn % 2 == 0)) for slot, turn in turns if slot.position % CLIENTS == n]
        for n in range(CLIENTS)
    ]


def save_all(server, browser, exam, work, acknowledged, until):
    """Save one answer after the other, each until it is acknowledged, and note what was."""
    session = requests.Session()
    session.cookies.update(browser.cookies)
    session.headers.update(browser.headers)
    for position, revision, answer in work:
        key = uuid4().hex
        told = until_acknowledged(lambda: put(server, session, exam, position, answer, revision, key), until)  # noqa: B023 - called at once
        acknowledged.append((position, told["revision"], key, answer))


def until_acknowledged(send, until):
    """Do what a browser does: try again while nobody answers."""
    while time.monotonic() < until:
        try:
            answer = send()
        except requests.RequestException:
            continue
        assert answer.status_code == 200, answer.text
        return answer.json()
    raise AssertionError("an answer was not acknowledged in time")


def put(server, session, exam, position, answer, revision, key):
    return session.put(
        f"{server.address}/academy/api/v1/attempts/{exam.uuid}/answers/{position}/",
        json={"answer": answer, "revision": revision, "key": key},
        timeout=PATIENCE,
    )


def newest(acknowledged):
    """The last save of each question."""
    return {position: (position, *rest) for position, *rest in sorted(acknowledged, key=lambda one: one[:2])}.values()


def answer_rightly(exam):
    for slot in exam.slots.select_related("version"):
        save_answer(exam, position=slot.position, data=data_for(slot, right=True), revision=0, now=timezone.now())
