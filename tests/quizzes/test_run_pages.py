"""The pages of a running attempt, through the doors a browser uses."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from django.utils import timezone

from quizzes.actions import revise_question, save_answer, start_attempt, submit_attempt
from quizzes.models import Attempt, Response
from tests.quizzes.conftest import said

pytestmark = pytest.mark.django_db


@pytest.fixture
def attempt(rep, quiz):
    return start_attempt(learner=rep, quiz=quiz, now=timezone.now())


@pytest.fixture
def signed_in(client, rep):
    client.force_login(rep)
    return client


def question(attempt, position):
    return reverse("academy_quizzes:attempt_question", args=[attempt.uuid, position])


def at(attempt, kind):
    """The slot of an attempt that asks in this way."""
    return attempt.slots.select_related("version").get(version__question__external_id=kind)


def sent(slot, *, right=True, revision=0, **fields):
    """What the page of a choice sends."""
    return {**of(slot, revision=revision, **said(slot, right=right)), **fields}


def of(slot, **fields):
    """The fields of one question, as its page names them."""
    return {f"q{slot.position}-{name}": value for name, value in fields.items()}


@pytest.fixture
def exam_attempt(rep, exam):
    return start_attempt(learner=rep, quiz=exam, now=timezone.now())


def test_the_page_before_says_what_to_expect(signed_in, exam):
    page = signed_in.get(reverse("academy_quizzes:quiz", args=[exam.slug])).content.decode()

    assert "25 min" in page
    assert "80 %" in page
    assert "3 of 3" in page
    assert reverse("academy_quizzes:attempt_start", args=[exam.slug]) in page


def test_a_draft_is_not_there_for_learners(signed_in, make_quiz, questions):
    make_quiz("draft", published=False)

    assert signed_in.get(reverse("academy_quizzes:quiz", args=["draft"])).status_code == 404
    assert signed_in.post(reverse("academy_quizzes:attempt_start", args=["draft"])).status_code == 404


def test_starting_leads_to_the_first_question(signed_in, quiz, rep):
    page = signed_in.post(reverse("academy_quizzes:attempt_start", args=[quiz.slug]), follow=True)

    attempt = Attempt.objects.get(learner=rep)
    assert page.redirect_chain[-1][0] == question(attempt, 1)
    assert "Question 1 of 5" in page.content.decode()


def test_a_refused_start_is_told_on_the_page_before(signed_in, rep, make_quiz, questions):
    quiz = make_quiz(max_attempts=1)
    submit_attempt(start_attempt(learner=rep, quiz=quiz, now=timezone.now()), now=timezone.now())

    page = signed_in.post(reverse("academy_quizzes:attempt_start", args=[quiz.slug]), follow=True).content.decode()

    assert "Your 1 attempt is used up." in page
    assert "No attempts are left" in page


def test_a_start_needs_a_post(signed_in, quiz):
    assert signed_in.get(reverse("academy_quizzes:attempt_start", args=[quiz.slug])).status_code == 405


def test_next_saves_and_goes_on(signed_in, exam_attempt):
    slot = at(exam_attempt, "single")

    answer = signed_in.post(question(exam_attempt, slot.position), sent(slot, go="next"))

    assert answer.url == question(exam_attempt, slot.position + 1)
    assert slot.responses.get().answer == {"choice": "b"}


def test_after_the_last_question_comes_the_summary(signed_in, attempt):
    page = signed_in.get(question(attempt, 6))

    assert page.url == reverse("academy_quizzes:attempt_summary", args=[attempt.uuid])


def test_the_overview_saves_too(signed_in, exam_attempt):
    slot = at(exam_attempt, "single")

    answer = signed_in.post(question(exam_attempt, slot.position), sent(slot, go="8"))

    assert answer.url == question(exam_attempt, 8)
    assert slot.responses.count() == 1


def test_a_flag_is_kept_with_the_answer(signed_in, exam_attempt):
    slot = at(exam_attempt, "single")

    signed_in.post(question(exam_attempt, slot.position), sent(slot, go="flag"))
    page = signed_in.get(question(exam_attempt, slot.position)).content.decode()

    assert "Remove flag" in page
    assert slot.responses.count() == 1


def test_an_arrow_moves_an_item_and_stays(signed_in, exam_attempt):
    slot = at(exam_attempt, "ordering")
    order = [token for token, _id in slot.layout["items"]]

    answer = signed_in.post(question(exam_attempt, slot.position), of(slot, order=order, down=order[0], revision=0))

    assert answer.url == f"{question(exam_attempt, slot.position)}#q{slot.position}-order"
    ids = dict(slot.layout["items"])
    assert slot.responses.get().answer["order"][:2] == [ids[order[1]], ids[order[0]]]


def test_a_stale_page_loses_nothing(signed_in, exam_attempt):
    slot = at(exam_attempt, "single")
    save_answer(exam_attempt, position=slot.position, data=said(slot, right=True), revision=0, now=timezone.now())

    page = signed_in.post(question(exam_attempt, slot.position), sent(slot, right=False, go="next"))

    soup = BeautifulSoup(page.content, "html.parser")
    assert page.status_code == 409
    assert soup.select_one("fieldset[disabled] input[checked]")["value"] == said(slot, right=True)["choice"]
    assert soup.select_one("form#question [data-fields] input[checked]")["value"] == said(slot, right=False)["choice"]
    assert soup.select_one(f"form#question input[name=q{slot.position}-revision]")["value"] == "1"


def test_the_learner_may_keep_the_own_answer_of_a_stale_page(signed_in, exam_attempt):
    slot = at(exam_attempt, "single")
    save_answer(exam_attempt, position=slot.position, data=said(slot, right=True), revision=0, now=timezone.now())

    answer = signed_in.post(question(exam_attempt, slot.position), sent(slot, right=False, revision=1, go="next"))

    assert answer.status_code == 302
    assert list(slot.responses.values_list("answer__choice", flat=True)) == ["b", "a"]


def test_what_cannot_be_read_stays_in_the_field(signed_in, exam_attempt):
    slot = at(exam_attempt, "numeric")

    page = signed_in.post(question(exam_attempt, slot.position), {**of(slot, value="about <12>", revision=0), "go": "next"})

    soup = BeautifulSoup(page.content, "html.parser")
    assert page.status_code == 422
    assert soup.select_one(f"input[name=q{slot.position}-value]")["value"] == "about <12>"
    assert Response.objects.count() == 0


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ({"choice": "foreign1"}, 422),
        ({"choice": ["bbbbbbbb", "cccccccc"]}, 422),
        ({"choice": "x" * 30_000}, 422),
        # A field that the question does not have is not read at all: that is a blank.
        ({"choices": "bbbbbbbb"}, 302),
        ({"value": "NaN"}, 302),
    ],
)
def test_answers_of_other_questions_are_refused(signed_in, exam_attempt, fields, status):
    slot = at(exam_attempt, "single")

    page = signed_in.post(question(exam_attempt, slot.position), {**of(slot, revision=0, **fields), "go": "next"})

    assert page.status_code == status
    assert Response.objects.count() == 0


@pytest.mark.parametrize("revision", ["", "-1", "NaN", "1e9", "9" * 40, "²"])
def test_a_revision_that_is_no_number_counts_as_none_seen(signed_in, exam_attempt, revision):
    slot = at(exam_attempt, "single")

    answer = signed_in.post(question(exam_attempt, slot.position), sent(slot, revision=revision, go="stay"))

    assert answer.status_code == 302


def test_not_a_number_is_no_number(signed_in, exam_attempt):
    slot = at(exam_attempt, "numeric")

    page = signed_in.post(question(exam_attempt, slot.position), of(slot, value="NaN", revision=0))

    assert page.status_code == 422


@pytest.mark.parametrize("name", ["attempt", "attempt_summary", "attempt_result"])
def test_an_attempt_of_somebody_else_is_not_there(client, stranger, attempt, name):
    client.force_login(stranger)

    assert client.get(reverse(f"academy_quizzes:{name}", args=[attempt.uuid])).status_code == 404


def test_nobody_reads_answers_or_hands_in_for_somebody_else(client, stranger, attempt):
    client.force_login(stranger)

    answers = [
        client.get(question(attempt, 1)),
        client.post(question(attempt, 1), {"revision": 0}),
        client.post(reverse("academy_quizzes:attempt_submit", args=[attempt.uuid])),
    ]

    assert [answer.status_code for answer in answers] == [404, 404, 404]
    attempt.refresh_from_db()
    assert attempt.is_open


def test_the_summary_lists_what_is_open_and_flagged(signed_in, attempt):
    attempt.slots.filter(position=2).update(flagged=True)

    page = signed_in.get(reverse("academy_quizzes:attempt_summary", args=[attempt.uuid])).content.decode()

    assert "5 of 5 questions have no answer" in page
    assert question(attempt, 2) in page


def test_handing_in_twice_leads_to_the_same_result(signed_in, attempt):
    address = reverse("academy_quizzes:attempt_submit", args=[attempt.uuid])

    first, second = signed_in.post(address), signed_in.post(address)

    assert first.url == second.url == reverse("academy_quizzes:attempt_result", args=[attempt.uuid])


def test_a_closed_attempt_leads_to_its_result(signed_in, attempt):
    submit_attempt(attempt, now=timezone.now())

    answers = [signed_in.get(question(attempt, 1)), signed_in.post(question(attempt, 1), {"revision": 0})]

    assert {answer.url for answer in answers} == {reverse("academy_quizzes:attempt_result", args=[attempt.uuid])}


def test_an_overdue_attempt_is_closed_by_the_next_look_at_it(signed_in, exam_attempt):
    over = timezone.now() - timedelta(hours=1)
    Attempt.objects.update(started_at=over - timedelta(hours=1), deadline_at=over, ends_at=over)

    answer = signed_in.get(question(exam_attempt, 1))

    exam_attempt.refresh_from_db()
    assert answer.url == reverse("academy_quizzes:attempt_result", args=[exam_attempt.uuid])
    assert (exam_attempt.closed_by, exam_attempt.submitted_at) == (Attempt.ClosedBy.DEADLINE, exam_attempt.deadline_at)


def test_an_answer_sent_after_the_session_expired_is_kept_through_the_login(client, rep, exam_attempt):
    slot = at(exam_attempt, "single")

    expired = client.post(question(exam_attempt, slot.position), sent(slot, go="next"))
    client.force_login(rep)
    page = client.get(question(exam_attempt, slot.position)).content.decode()

    assert expired.url.endswith(f"?next={question(exam_attempt, slot.position)}")
    assert slot.responses.get().answer == {"choice": "b"}
    assert "was kept and is saved now" in page


def test_a_kept_answer_is_never_saved_for_somebody_else(client, stranger, exam_attempt):
    slot = at(exam_attempt, "single")
    client.post(question(exam_attempt, slot.position), sent(slot))

    client.force_login(stranger)

    assert client.get(question(exam_attempt, slot.position)).status_code == 404
    assert Response.objects.count() == 0


def test_a_kept_answer_gives_way_to_a_newer_one(client, rep, exam_attempt):
    slot = at(exam_attempt, "single")
    client.post(question(exam_attempt, slot.position), sent(slot, right=False))
    save_answer(exam_attempt, position=slot.position, data=said(slot, right=True), revision=0, now=timezone.now())

    client.force_login(rep)
    page = client.get(question(exam_attempt, slot.position)).content.decode()

    assert slot.responses.get().answer == {"choice": "b"}
    assert "there is a newer one" in page


def test_a_visitor_is_sent_to_the_login_and_back_to_a_page(client, attempt, quiz):
    starting = client.post(reverse("academy_quizzes:attempt_start", args=[quiz.slug]))
    handing_in = client.post(reverse("academy_quizzes:attempt_submit", args=[attempt.uuid]))

    assert starting.url.endswith(f"?next={reverse('academy_quizzes:quiz', args=[quiz.slug])}")
    assert handing_in.url.endswith(f"?next={reverse('academy_quizzes:attempt_summary', args=[attempt.uuid])}")


def test_the_page_gives_the_script_what_it_needs(signed_in, exam_attempt):
    soup = BeautifulSoup(signed_in.get(question(exam_attempt, 1)).content, "html.parser")

    form = soup.select_one("[data-question='q1-']")
    assert form["data-answer-url"] == reverse("academy_api:attempt-answer", args=[exam_attempt.uuid, 1])
    assert form["data-revision"] == "0"
    assert soup.select_one("[data-deadline][data-server-now]")
    assert soup.select_one("form[data-hand-in] input[name=csrfmiddlewaretoken]")


def test_the_page_is_in_the_language_of_the_reader(signed_in, exam_attempt):
    slot = at(exam_attempt, "single")

    page = signed_in.get(question(exam_attempt, slot.position), headers={"Accept-Language": "zh-hans"}).content.decode()

    assert "Choice a（中文）" in page


def test_the_page_before_says_how_much_is_not_translated(signed_in, exam, questions, pmm, now):
    revise_question(questions[2], kind="true_false", spec={"stem": {"en": "Is it?"}, "answer": True}, by=pmm, now=now)

    page = signed_in.get(reverse("academy_quizzes:quiz", args=[exam.slug]), headers={"Accept-Language": "zh-hans"})

    assert page.context["borrowed"] == 1
