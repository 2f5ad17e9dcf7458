"""The deal policy: its figures in texts and in the answers of questions."""

import pytest

from courses.models import DealPolicy
from quizzes.actions import create_question, retire_question


@pytest.fixture
def question(bank, now):
    spec = {"stem": {"en": "What is the limit?"}, "answer": "40000", "tolerance": "0", "answer_from": "deal_policy.fast_deal_max_ticket"}
    return create_question(bank=bank, external_id="limit", kind="numeric", spec=spec, now=now)


def newest(question):
    return question.versions.order_by("-number").first().spec["answer"]


def test_a_new_limit_is_the_new_right_answer(question):
    DealPolicy.objects.create(fast_deal_max_ticket=50000)

    assert newest(question) == "50000"


def test_what_is_not_quoted_stays(question, now):
    retire_question(question, now=now)

    DealPolicy.objects.create(fast_deal_max_ticket=50000)

    assert newest(question) == "40000"


@pytest.mark.parametrize(("who", "may"), [("admin", True), ("pmm", False), ("rep", False)])
def test_only_the_administrator_sets_it(client, request, db, who, may):
    policy = DealPolicy.objects.create()
    client.force_login(request.getfixturevalue(who))

    page = client.get(f"/cms/settings/academy_courses/dealpolicy/{policy.pk}/")

    assert (page.status_code == 200) is may
