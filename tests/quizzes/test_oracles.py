"""While an attempt that is more than practice is open, nothing that its learner can ask tells how its questions are answered."""

import json
from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from django.utils import timezone

from quizzes.actions import (
    ActionRefused,
    ask_for_attempt,
    close_overdue,
    create_question,
    grant_attempt,
    open_window,
    save_answer,
    start_attempt,
    submit_attempt,
)
from quizzes.models import Allowance, Attempt, AttemptRequest, Quiz, QuizSlot
from tests.quizzes import specs
from tests.quizzes.conftest import said

pytestmark = pytest.mark.django_db

MINUTE = timedelta(minutes=1)
SERIOUS = [Quiz.Purpose.GRADED, Quiz.Purpose.CERTIFICATION]


@pytest.fixture
def signed_in(client, rep):
    client.force_login(rep)
    return client


@pytest.fixture
def single(bank, now):
    """The one question that everything here asks."""
    return create_question(bank=bank, external_id="single", kind="single", spec=specs.single(), now=now)


@pytest.fixture
def asking(single, rep, now):
    """A published quiz of that question: `asking("practice", purpose=..., max_attempts=1)`."""

    def make(slug, **fields):
        quiz = Quiz.objects.create(slug=slug, title={"en": slug}, published_at=now, **{"max_attempts": 0, **fields})
        QuizSlot.objects.create(quiz=quiz, question=single, sort_order=0)
        if quiz.purpose == Quiz.Purpose.CERTIFICATION:
            open_window(quiz=quiz, learner=rep, now=now)
        return quiz

    return make


@pytest.fixture
def sit(rep):
    """Hand in an attempt, right or wrong: `sit(quiz, right=True, at=now)`."""

    def take(quiz, *, right, at=None, hand_in=True):
        at = at or timezone.now()
        attempt = start_attempt(learner=rep, quiz=quiz, now=at)
        slot = attempt.slots.select_related("version").get()
        save_answer(attempt, position=1, data=said(slot, right=right), revision=0, now=at)
        return submit_attempt(attempt, now=at) if hand_in else attempt

    return take


def told(attempt, *addresses, client):
    """What the pages and the API say, without what differs between any two quizzes."""
    said_of = []
    for address in addresses:
        answer = client.get(address)
        text = answer.content.decode()
        if answer.headers["Content-Type"].startswith("text/html"):
            text = BeautifulSoup(text, "html.parser").find("main").get_text(" ", strip=True)
        said_of.append((answer.status_code, text.replace(str(attempt.uuid), "ATTEMPT").replace(attempt.quiz.slug, "QUIZ")))
    return said_of


def addresses_of(attempt):
    return [
        reverse("academy_quizzes:quiz", args=[attempt.quiz.slug]),
        reverse("academy_quizzes:attempt_result", args=[attempt.uuid]),
        reverse("academy_api:attempt-result", args=[attempt.uuid]),
        reverse("academy_api:quiz-detail", args=[attempt.quiz.slug]),
        reverse("academy_desk:home"),
    ]


@pytest.mark.parametrize("purpose", SERIOUS)
@pytest.mark.parametrize("review", ["practice", "graded"])
def test_right_and_wrong_look_alike_while_a_serious_attempt_asks_the_same(signed_in, rep, asking, sit, purpose, review):
    """With one attempt, so that the offer to ask for one more could tell them apart too."""
    quizzes = [asking(f"p-{n}", purpose=Quiz.Purpose.PRACTICE, review=review, max_attempts=1) for n in range(2)]
    start_attempt(learner=rep, quiz=asking("serious", purpose=purpose), now=timezone.now())
    at = timezone.now()
    right, wrong = (sit(quiz, right=right, at=at) for quiz, right in zip(quizzes, (True, False), strict=True))

    of_right, of_wrong = (
        [(status, text.replace(str(attempt.quiz.uuid), "ID")) for status, text in told(attempt, *addresses_of(attempt), client=signed_in)]
        for attempt in (right, wrong)
    )

    assert of_right == of_wrong
    assert (right.passed, wrong.passed) == (True, False)


@pytest.mark.parametrize("right", [True, False])
def test_asking_for_one_more_is_answered_alike_during_the_exam_whether_it_was_right_or_wrong(signed_in, rep, asking, sit, right):
    practice = asking("practice", purpose=Quiz.Purpose.PRACTICE, max_attempts=1)
    exam = start_attempt(learner=rep, quiz=asking("exam", purpose=Quiz.Purpose.CERTIFICATION), now=timezone.now())
    sit(practice, right=right)

    answer = signed_in.post(reverse("academy_quizzes:attempt_ask", args=[practice.slug]), follow=True).content.decode()

    assert "You do not need one more attempt at this quiz." in answer
    assert "/ask/" not in answer
    assert not AttemptRequest.objects.exists()

    submit_attempt(exam, now=timezone.now())
    after = signed_in.get(reverse("academy_quizzes:quiz", args=[practice.slug])).content.decode()
    assert ("/ask/" in after) is not right


def test_no_more_is_granted_before_it_is_known_whether_it_is_needed(rep, asking, sit):
    practice = asking("practice", purpose=Quiz.Purpose.PRACTICE, max_attempts=1)
    exam = start_attempt(learner=rep, quiz=asking("exam", purpose=Quiz.Purpose.CERTIFICATION), now=timezone.now())
    sit(practice, right=False)
    mine = Attempt.objects.of(rep).with_quiz().with_score_withheld()

    assert Allowance.used_up(rep, attempts=list(mine)) == []
    assert grant_attempt(quiz=practice, learner=rep, reason="r", by=None, now=timezone.now()) is None
    with pytest.raises(ActionRefused):
        ask_for_attempt(quiz=practice, learner=rep, now=timezone.now())

    submit_attempt(exam, now=timezone.now())
    assert practice in Allowance.used_up(rep, attempts=list(mine.all()))


def test_a_page_that_closes_an_attempt_itself_tells_no_more_of_it(signed_in, rep, asking, sit):
    practice = asking("practice", purpose=Quiz.Purpose.PRACTICE, max_attempts=1)
    start_attempt(learner=rep, quiz=asking("exam", purpose=Quiz.Purpose.CERTIFICATION), now=timezone.now() - 9 * MINUTE)
    mine = sit(practice, right=False, at=timezone.now() - 8 * MINUTE, hand_in=False)
    over = timezone.now() - MINUTE
    Attempt.objects.filter(pk=mine.pk).update(deadline_at=over, ends_at=over)

    page = signed_in.get(reverse("academy_quizzes:quiz", args=[practice.slug])).content.decode()

    assert Attempt.objects.get(pk=mine.pk).passed is False
    assert "/ask/" not in page


@pytest.mark.parametrize("purpose", SERIOUS)
def test_a_score_that_came_to_be_after_the_exam_began_is_held_back_though_its_deadline_was_before(rep, asking, sit, now, purpose):
    """An answer may arrive until fifteen seconds after the deadline, and the exam begin meanwhile."""
    practice = asking("practice", purpose=Quiz.Purpose.PRACTICE, time_limit_minutes=10)
    late = sit(practice, right=True, at=now, hand_in=False)
    ends = now + timedelta(minutes=10)
    start_attempt(learner=rep, quiz=asking("exam", purpose=purpose), now=ends + timedelta(seconds=5))
    slot = late.slots.with_answers().select_related("version").get()
    save_answer(late, position=1, data=said(slot, right=False), revision=1, now=ends + timedelta(seconds=10))

    close_overdue(now=ends + timedelta(seconds=16), learner=rep)

    late.refresh_from_db()
    assert late.submitted_at == ends
    assert Attempt.objects.holds_back(late)


@pytest.mark.parametrize("purpose", [*SERIOUS, Quiz.Purpose.PRACTICE])
def test_an_older_review_of_the_same_quiz_shows_no_key_during_the_next_attempt(signed_in, rep, asking, sit, purpose):
    quiz = asking("quiz", purpose=purpose, review=Quiz.Review.PRACTICE)
    older = sit(quiz, right=True, at=timezone.now() - MINUTE)
    addresses = [
        reverse("academy_quizzes:attempt_result", args=[older.uuid]) + "?show=all",
        reverse("academy_api:attempt-result", args=[older.uuid]),
        reverse("academy_api:attempt-detail", args=[older.uuid]),
    ]
    before = [signed_in.get(address).content.decode() for address in addresses]

    newer = start_attempt(learner=rep, quiz=quiz, now=timezone.now())

    during = [signed_in.get(address).content.decode() for address in addresses]
    assert [specs.SENTINEL in text for text in before[:2]] == [True, True]
    assert [specs.SENTINEL in text for text in during] == [False, False, False]
    assert "Shown again when your open attempt is handed in." in during[0]
    assert [one["review"] for one in json.loads(during[1])["questions"]] == [None]
    assert json.loads(during[2])["questions"] == []
    submit_attempt(newer, now=timezone.now())
    assert specs.SENTINEL in signed_in.get(addresses[0]).content.decode()


# What the API says of a closed attempt


@pytest.mark.parametrize(
    ("review", "questions", "tries"),
    [("certification", 0, 0), ("practice", 1, 1), (["answers"], 1, 0), (["answers", "correctness"], 1, 1), (["correctness"], 0, 0)],
)
def test_the_api_shows_of_a_closed_attempt_what_its_review_allows(signed_in, asking, sit, review, questions, tries):
    table = {"review": "expert", "review_table": {"just_after": review}} if isinstance(review, list) else {"review": review}
    attempt = sit(asking("tried", behaviour="adaptive", **table), right=False, hand_in=False)
    address = reverse("academy_api:attempt-detail", args=[attempt.uuid])
    slot = attempt.slots.select_related("version").get()
    trying = {"answer": said(slot, right=False), "revision": 1, "key": "k"}
    try_address = reverse("academy_api:attempt-try", args=[attempt.uuid, 1])
    signed_in.post(try_address, json.dumps(trying), content_type="application/json")
    during = signed_in.get(address).json()["questions"]
    submit_attempt(attempt, now=timezone.now())

    after = signed_in.get(address).json()["questions"]
    again = signed_in.post(try_address, json.dumps(trying), content_type="application/json").json()

    assert [one["tries"]["verdict"] for one in during] == ["wrong"]
    assert len(after) == questions
    assert len([one for one in after if one["tries"]]) == tries
    assert bool(again["tries"]) == bool({"correctness"} & set(review) or review == "practice")


# Whether an attempt may begin


def may_start(client, quiz):
    """What the page and the API say."""
    page = client.get(reverse("academy_quizzes:quiz", args=[quiz.slug]))
    return page.context["may_start"], client.get(reverse("academy_api:quiz-detail", args=[quiz.slug])).json()["may_start"]


def test_page_and_api_say_alike_that_a_layer_above_bars_the_start(signed_in, asking, monkeypatch):
    from quizzes.models import seams

    quiz = asking("barred")
    before = may_start(signed_in, quiz)
    monkeypatch.setattr(seams, "_gates", [lambda quiz, learner, now: "Not today."])

    assert before == (True, True)
    assert may_start(signed_in, quiz) == (False, False)
    assert "Not today." in signed_in.get(reverse("academy_quizzes:quiz", args=[quiz.slug])).content.decode()


def test_page_and_api_say_alike_that_attempts_began_too_often(signed_in, asking, sit):
    quiz = asking("often", purpose=Quiz.Purpose.PRACTICE)
    for _often in range(30):
        sit(quiz, right=False)

    assert may_start(signed_in, quiz) == (False, False)
