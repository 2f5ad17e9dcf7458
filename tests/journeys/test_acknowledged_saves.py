"""What the server has said is saved is saved, and what it has said is handed in is graded once, whatever happens to its processes."""

import random
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from uuid import uuid4

import pytest
import requests
from django.utils import timezone

from academy.certification.actions import begin_exam, repair
from academy.certification.models import Award, AwardEvent, Certification
from quizzes.actions import save_answer
from quizzes.models import Attempt, AttemptEvent, Response
from tests.certification.conftest import answering, bank, certification, exam_quiz, make_certification, make_quiz, owner, questions
from tests.contents import PASSWORD
from tests.journeys.server import cookies_of, serving, sign_in
from tests.journeys.visitor import data_for

__all__ = ["answering", "bank", "certification", "exam_quiz", "make_certification", "make_quiz", "owner", "questions"]

pytestmark = pytest.mark.race

QUESTIONS = 8
CLIENTS = 4
A_LEARNER = 2 * QUESTIONS + 1  # every question is answered wrongly, then rightly, and the exam handed in
PATIENCE = 120  # seconds for all of it; an idle machine needs fifteen for a hundred kills
# How many learners sit the exam, and how many workers are killed meanwhile.
SMALL, LARGE = (12, 25), (45, 100)


@dataclass
class Told:
    """What the server acknowledged, of so much that is expected."""

    expected: int
    saves: list[tuple[int, int, int, str]] = field(default_factory=list)  # attempt, position, revision, key
    results: dict[int, str] = field(default_factory=dict)  # by attempt, the body of the answer

    def __len__(self):
        return len(self.saves) + len(self.results)


@dataclass
class Examinee:
    """A learner with an open exam, and the browser it is taken in."""

    exam: Attempt
    cookies: dict[str, str]
    work: list[tuple[int, int, dict]]  # position, revision, answer

    def put(self, server, session, position, revision, answer, key):
        body = {"answer": answer, "revision": revision, "key": key}
        return self._send(server, session, "PUT", f"answers/{position}/", json=body)

    def submit(self, server, session):
        return self._send(server, session, "POST", "submit/")

    def _send(self, server, session, method, path, **body):
        address = f"{server.address}/academy/api/v1/attempts/{self.exam.uuid}/{path}"
        headers = {"X-CSRFToken": self.cookies["csrftoken"]}
        return session.request(method, address, cookies=self.cookies, headers=headers, timeout=PATIENCE, **body)


@pytest.fixture
def examinees(certification, make_person):
    """Learners who each have an open exam: what they are asked differs, and so does its order."""
    return lambda learners: [examinee(make_person(f"learner{number}"), certification) for number in range(learners)]


def examinee(learner, certification):
    exam = begin_exam(learner=learner, certification=certification, now=timezone.now())
    slots = list(exam.slots.select_related("version"))
    turns = [(slot.position, turn, data_for(slot, right=turn == 1)) for turn in (0, 1) for slot in slots]
    return Examinee(exam, cookies_of(learner), turns)


@pytest.mark.parametrize(("learners", "kills"), [SMALL, pytest.param(*LARGE, marks=pytest.mark.exhaustive)])
def test_killed_workers_lose_nothing_that_was_acknowledged_and_double_nothing(examinees, learners, kills):
    sitting, told, killed = examinees(learners), Told(expected=learners * A_LEARNER), []
    until = time.monotonic() + PATIENCE

    with serving() as server:
        killer = threading.Thread(target=keep_killing, args=[server, told, killed, kills, until], daemon=True)
        killer.start()
        with ThreadPoolExecutor(CLIENTS) as threads:
            list(threads.map(lambda part: sit_exams(server, part, told, until), [sitting[n::CLIENTS] for n in range(CLIENTS)]))
        killer.join(timeout=PATIENCE)
        again = {one.exam.pk: one.submit(server, requests.Session()).text for one in sitting}
    repair(now=timezone.now())

    assert len(killed) == kills
    assert len(told) == told.expected
    assert sorted(told.saves) == sorted(Response.objects.values_list("slot__attempt", "slot__position", "revision", "key"))
    assert set(Attempt.objects.values_list("pk", "points", "passed")) == {(one.exam.pk, QUESTIONS, True) for one in sitting}
    assert AttemptEvent.objects.filter(kind=AttemptEvent.Kind.SUBMIT).count() == learners
    assert again == told.results
    assert Award.objects.count() == AwardEvent.objects.count() == learners


def test_fifty_submissions_at_once_give_equal_bodies_and_one_award(lasting_merrowick, server):
    certification = Certification.objects.get(slug="fast-deal-seller")
    exam = begin_exam(learner=lasting_merrowick("gu.cheng"), certification=certification, now=timezone.now())
    answer_rightly(exam)
    browser = sign_in(server, "gu.cheng", PASSWORD)
    before = Award.objects.of(exam.learner).count()
    barrier = threading.Barrier(50)

    def submit(_number):
        barrier.wait(timeout=PATIENCE)
        return requests.post(
            f"{server.address}/academy/api/v1/attempts/{exam.uuid}/submit/",
            cookies=browser.cookies.get_dict(),
            headers=dict(browser.headers),
            timeout=PATIENCE,
        )

    with ThreadPoolExecutor(50) as threads:
        answers = list(threads.map(submit, range(50)))

    assert [answer.status_code for answer in answers] == [200] * 50
    assert len({answer.text for answer in answers}) == 1
    assert Attempt.objects.of(exam.learner).at(exam.quiz).filter(pk__gte=exam.pk).values_list("passed", flat=True).get() is True
    assert exam.events.filter(kind=AttemptEvent.Kind.SUBMIT).count() == 1
    assert Award.objects.of(exam.learner).count() == before + 1


def keep_killing(server, told, killed, kills, until):
    """`kill -9` a worker after every few acknowledgements, at a random moment of what comes next, until enough were killed."""
    chance = random.Random(20)
    while len(killed) < kills and time.monotonic() < until:
        if len(told) >= (len(killed) + 1) * told.expected // (kills + 5):
            time.sleep(chance.uniform(0, 0.02))
            if server.kill_a_worker(chance):
                killed.append(len(told))
        time.sleep(0.001)


def sit_exams(server, examinees, told, until):
    """Take one exam after the other: save every answer, each until it is acknowledged, and hand in."""
    session = requests.Session()
    for one in examinees:
        for position, revision, answer in one.work:
            key = uuid4().hex
            saved = until_acknowledged(lambda: one.put(server, session, position, revision, answer, key), until)  # noqa: B023 - called at once
            told.saves.append((one.exam.pk, position, saved.json()["revision"], key))
        told.results[one.exam.pk] = until_acknowledged(lambda: one.submit(server, session), until).text  # noqa: B023 - called at once


def until_acknowledged(send, until):
    """Do what a browser does: try again while nobody answers."""
    while time.monotonic() < until:
        try:
            answer = send()
        except requests.RequestException:
            continue
        assert answer.status_code == 200, answer.text
        return answer
    raise AssertionError("a request was not answered in time")


def answer_rightly(exam):
    for slot in exam.slots.select_related("version"):
        save_answer(exam, position=slot.position, data=data_for(slot, right=True), revision=0, now=timezone.now())
