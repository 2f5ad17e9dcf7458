"""How many queries each page costs on the demo company. That the numbers do not grow is shown beside each page's own tests, too."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from academy.certification.models import Award, Certification, PracticeSubmission
from quizzes.actions import start_attempt
from quizzes.models import Attempt, Quiz, QuizSlot
from tests.journeys.visitor import data_for, said

pytestmark = pytest.mark.usefixtures("merrowick")

LESSON, COURSE, HOME, SAVE, VERIFY, REP, MANAGER = 6, 6, 10, 4, 3, 12, 20
# The transaction itself: its beginning, its end, and the savepoints of the test around it.
TRANSACTIONS = ("SAVEPOINT", "RELEASE", "BEGIN", "COMMIT", "ROLLBACK")
LISTS = ("capabilities", "courses", "enrolments", "quizzes", "attempts", "certifications", "standings", "awards")


@pytest.fixture
def signed_in(merrowick):
    """A browser of somebody of the company: `signed_in("noah.beck")`."""

    def enter(name):
        client = Client()
        client.force_login(merrowick(name))
        return client

    return enter


@pytest.fixture
def attempt(merrowick):
    """An open attempt of Noah's at the quiz of a course."""
    return start_attempt(learner=merrowick("noah.beck"), quiz=Quiz.objects.get(slug="security-and-data-trust"), now=timezone.now())


def queries(ask):
    """What a request costs once what may be remembered between requests is."""
    ask()
    return queries_at_once(ask)


def queries_at_once(ask):
    with CaptureQueriesContext(connection) as captured:
        answer = ask()
    assert answer.status_code < 400, answer
    return len([query for query in captured if not query["sql"].startswith(TRANSACTIONS)])


@pytest.mark.parametrize(
    ("address", "budget"),
    [
        ("/academy/", HOME),
        ("/academy/courses/desk-essentials/", COURSE),
        ("/academy/courses/fast-deal-playbook/", COURSE),
        ("/academy/courses/fast-deal-playbook/what-is-a-fast-deal/", LESSON),
        ("/academy/courses/security-and-data-trust/who-can-see-it/", LESSON),
        ("/academy/catalogue/", REP),
        ("/academy/capabilities/run-fast-deal/", REP),
        ("/academy/quizzes/security-and-data-trust/", REP),
        ("/academy/quizzes/fast-deal-seller-exam/", REP),
        ("/academy/certifications/fast-deal-seller/", REP),
        ("/academy/certificates/", REP),
    ],
)
def test_a_learners_page_keeps_its_budget(signed_in, address, budget):
    """For one who is on the way, one who lets it expire, one who failed, and one who is certified."""
    people = {name: signed_in(name) for name in ("noah.beck", "gu.cheng", "bai.lu", "wei.lan")}

    costs = {name: queries(lambda browser=browser: browser.get(address)) for name, browser in people.items()}

    assert max(costs.values()) <= budget, costs


def test_the_pages_of_an_attempt_keep_their_budget(signed_in, attempt):
    browser = signed_in("noah.beck")
    pages = [f"/academy/attempts/{attempt.uuid}/{page}" for page in ("1/", "hand-in/")]

    assert max(queries(lambda page=page: browser.get(page)) for page in pages) <= REP


@pytest.mark.parametrize("name", ["noah.beck", "gu.cheng", "bai.lu", "wei.lan"])
def test_results_keep_their_budget(signed_in, merrowick, name):
    browser = signed_in(name)
    closed = Attempt.objects.of(merrowick(name)).closed()

    costs = {one.quiz.slug: queries(lambda one=one: browser.get(f"/academy/attempts/{one.uuid}/result/?show=all")) for one in closed}

    assert max(costs.values()) <= REP, costs


@pytest.mark.parametrize("name", ["wei.lan", "karin.holt", "academy.admin"])
def test_a_managers_pages_keep_their_budget(signed_in, merrowick, name):
    browser = signed_in(name)
    led = "ren.qi" if name != "wei.lan" else "noah.beck"
    pages = ["", "?state=current", "?state=overdue", f"{merrowick(led).academy_person.uuid}/"]

    assert max(queries(lambda page=page: browser.get(f"/academy/team/{page}")) for page in pages) <= MANAGER


def test_the_page_of_a_practice_keeps_its_budget(signed_in):
    submission = PracticeSubmission.objects.waiting().get(cycle__learner__username="ren.qi")
    browser = signed_in("karin.holt")

    assert queries(lambda: browser.get(f"/academy/practice/{submission.uuid}/")) <= MANAGER


def test_verifying_keeps_its_budget(signed_in):
    stranger = Client()

    costs = [queries(lambda award=award: stranger.get(f"/v/{award.serial}")) for award in Award.objects.order_by("pk")]

    assert max(costs) <= VERIFY


def test_saving_an_answer_keeps_its_budget_at_both_doors(signed_in, attempt):
    browser = signed_in("noah.beck")
    first, second = attempt.slots.select_related("version")[:2]
    form = {"q1-revision": 0, "go": "next", **said(first, right=True)}
    data = {"answer": data_for(second, right=True), "revision": 0, "key": "k"}

    by_form = queries_at_once(lambda: browser.post(f"/academy/attempts/{attempt.uuid}/1/", form))
    by_api = queries_at_once(
        lambda: browser.put(f"/academy/api/v1/attempts/{attempt.uuid}/answers/2/", data, content_type="application/json")
    )

    assert (by_form, by_api) <= (SAVE, SAVE)
    assert by_api <= SAVE


def test_starting_an_exam_costs_the_same_for_twice_the_questions(signed_in):
    exam = "/academy/quizzes/fast-deal-seller-exam/start/"
    drawn = QuizSlot.objects.filter(quiz__slug="fast-deal-seller-exam")

    twenty = queries_at_once(lambda: signed_in("gu.cheng").post(exam))
    for slot in drawn:
        slot.draw //= 2
        slot.save()
    ten = queries_at_once(lambda: signed_in("tang.shu").post(exam))

    assert Attempt.objects.get(submitted_at=None, learner__username="gu.cheng").slots.count() == 20
    assert Attempt.objects.get(submitted_at=None, learner__username="tang.shu").slots.count() == 10
    assert twenty == ten


@pytest.mark.parametrize("name", ["wei.lan", "academy.admin"])
@pytest.mark.parametrize("noun", LISTS)
def test_a_list_of_the_api_costs_the_same_for_one_row_as_for_all(signed_in, noun, name):
    browser = signed_in(name)

    one = queries(lambda: browser.get(f"/academy/api/v1/{noun}/?page_size=1"))
    all_of_them = queries(lambda: browser.get(f"/academy/api/v1/{noun}/?page_size=200"))

    assert one == all_of_them <= REP


def test_a_team_three_times_as_large_costs_the_same(signed_in):
    """The administrator's line is the whole company, a manager's a third of it."""
    team, company = signed_in("karin.holt"), signed_in("academy.admin")

    assert queries(lambda: company.get("/academy/team/")) <= queries(lambda: team.get("/academy/team/")) + 1


def test_more_certificates_cost_no_more(signed_in):
    one, two = signed_in("ji.mo"), signed_in("wei.lan")

    assert queries(lambda: two.get("/academy/certificates/")) == queries(lambda: one.get("/academy/certificates/"))
    assert Certification.objects.count() == 3
