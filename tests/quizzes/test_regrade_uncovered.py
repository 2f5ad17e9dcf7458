"""What a regrade did not reach: attempts that were open then, and are handed in since with the key of before."""

from datetime import timedelta
from urllib.parse import parse_qs, parse_qsl, urlsplit

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from quizzes.actions import Plan, submit_attempt
from quizzes.models import Attempt, Regrade
from quizzes.models.regrade import Uncovered
from tests.quizzes.regrades import apply_regrade, looked, undo_regrade

MINUTE = timedelta(minutes=1)


@pytest.fixture
def open_one(stranger, paper, sit):
    """An attempt that is open while the paper is regraded."""
    return sit(stranger, paper, "c", True, False, hand_in=False)


@pytest.fixture
def regrade(rep, pmm, paper, sit, open_one, newer, now):
    """Apply the new key: `regrade(minutes=1)`."""
    sit(rep, paper, "c", True, False)
    version = newer()

    def apply(*, minutes=1, method=Regrade.Method.NEW_KEY, keeps_higher=True):
        plan = Plan(paper, (version,), method, keeps_higher=keeps_higher)
        seen = looked(plan, by=pmm)
        return apply_regrade(seen=seen, reason="The key was wrong.", by=pmm, now=now + minutes * MINUTE)

    return apply


def test_what_is_open_is_counted_and_covers_nothing_yet(regrade):
    assert regrade().uncovered() == Uncovered(open_then=1, handed_in=0)


def test_what_is_handed_in_since_is_not_covered_until_it_is_regraded_too(regrade, open_one, now, django_assert_num_queries):
    first = regrade()
    submit_attempt(open_one, now=now + 2 * MINUTE)

    with django_assert_num_queries(1):
        assert first.uncovered() == Uncovered(open_then=1, handed_in=1)

    again = regrade(minutes=3)
    assert first.uncovered() == Uncovered(open_then=1, handed_in=0)
    assert again.uncovered() == Uncovered(open_then=0, handed_in=0)

    undo_regrade(again, by=again.applied_by, now=now + 4 * MINUTE)
    assert first.uncovered().handed_in == 1


def test_what_was_never_handed_in_needs_no_regrade(regrade, open_one, now):
    first = regrade()
    submit_attempt(open_one, now=now + 2 * MINUTE)
    Attempt.objects.filter(pk=open_one.pk).update(closed_by=Attempt.ClosedBy.ABANDONED)

    assert first.uncovered() == Uncovered(open_then=1, handed_in=0)


@pytest.mark.parametrize("keeps_higher", [True, False])
def test_the_page_says_so_and_leads_to_the_same_choice(client, pmm, paper, regrade, open_one, now, keeps_higher):
    done = regrade(keeps_higher=keeps_higher)
    client.force_login(pmm)
    address = reverse("academy_quizzes:regrade", args=[paper.slug, done.uuid])
    before = client.get(address).text
    submit_attempt(open_one, now=now + 2 * MINUTE)

    page = BeautifulSoup(client.get(address).text, "html.parser")
    way = page.select_one(".banner.is-warn a")["href"]
    again = client.get(way)

    assert "1 attempt was open when this was applied" in before
    assert "not covered" not in before
    assert "1 attempt handed in since is not covered" in page.get_text(" ", strip=True)
    assert dict(parse_qsl(urlsplit(way).query))["method"] == "new_key"
    plan = again.context["form"].plan
    assert (plan.versions, plan.keeps_higher) == (tuple(done.versions.all()), keeps_higher)
    assert client.post(way.split("?")[0], parse_qs(urlsplit(way).query), follow=True).context["run"].effects.changed == 1


def test_a_regrade_that_was_undone_reminds_of_nothing(client, pmm, paper, regrade, open_one, now):
    done = regrade()
    submit_attempt(open_one, now=now + 2 * MINUTE)
    undo_regrade(done, by=pmm, now=now + 3 * MINUTE)
    client.force_login(pmm)

    page = client.get(reverse("academy_quizzes:regrade", args=[paper.slug, done.uuid])).text

    assert "not covered" not in page
    assert "was open when" not in page


def test_the_api_says_it_too(client, pmm, regrade, open_one, now):
    done = regrade()
    submit_attempt(open_one, now=now + 2 * MINUTE)
    client.force_login(pmm)

    told = client.get(reverse("academy_api:regrade-detail", args=[done.uuid])).json()

    assert (told["open_then"], told["not_covered"]) == (1, 1)
