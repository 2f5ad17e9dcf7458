"""A newer version whose key says nothing about what was answered is refused, not reckoned with."""

from copy import deepcopy

import pytest
from django.urls import reverse
from django.utils import timezone

from quizzes.actions import ActionRefused, Plan, revise_question, save_answer, start_attempt, submit_attempt
from quizzes.models import Regrade
from tests.quizzes import specs
from tests.quizzes.by_hand import quiz_asking
from tests.quizzes.regrades import dry_run, lines_of

pytestmark = pytest.mark.django_db

GAP = {**specs.common("Fill."), "text": specs.both("It is [[g1]].", "是[[g1]]。")}
SHORT_TEXT = {**GAP, "gaps": [{"id": "g1", "kind": "short_text", "accept": {"en": ["foo"]}}]}
NUMERIC = {**GAP, "gaps": [{"id": "g1", "kind": "numeric", "answer": "3", "tolerance": "0"}]}


@pytest.fixture
def regrade(rep, bank, pmm, now):
    """Answer a question step by step, then look at a regrade with another spec: gives a function that looks."""

    def prepare(kind, spec, other, *steps):
        quiz = quiz_asking(bank, kind, spec, now=now)
        attempt = start_attempt(learner=rep, quiz=quiz, now=timezone.now())
        slot = attempt.slots.select_related("version__question").get()
        for revision, data in enumerate(step(slot.layout) for step in steps):
            save_answer(attempt, position=1, data=data, revision=revision, now=timezone.now())
        submit_attempt(attempt, now=timezone.now())
        revise_question(slot.version.question, kind=kind, spec=other, by=pmm, now=timezone.now())
        return slot.version, Plan(quiz, (slot.version,), Regrade.Method.NEW_KEY, keeps_higher=False)

    return prepare


def filled(text):
    return lambda layout: {"gaps": {layout["gaps"][0][0]: text}}


def saying(*path):
    return lambda layout: {"path": [token for one in path for token, choice in layout["choices"] if choice == one]}


def rerouted(**change):
    """The scenario with choices that lead elsewhere."""
    spec = deepcopy(specs.scenario())
    for node in spec["nodes"]:
        for choice in node["choices"]:
            choice["to"] = change.get(choice["id"], choice["to"])
    return spec


@pytest.mark.parametrize(("asked", "newer", "said"), [(SHORT_TEXT, NUMERIC, "foo"), (NUMERIC, SHORT_TEXT, "3")])
def test_a_gap_that_asks_for_something_else_cannot_be_regraded(client, pmm, regrade, asked, newer, said):
    version, plan = regrade("cloze", asked, newer, filled(said))
    client.force_login(pmm)

    with pytest.raises(ActionRefused, match=r"gaps: \[\[g1\]\] asks for something of another kind\. Give full marks, or drop it\."):
        dry_run(plan, user=pmm)
    page = client.get(
        reverse("academy_quizzes:regrade_quiz", args=[plan.quiz.slug]), {"versions": str(version.uuid), "method": Regrade.Method.NEW_KEY}
    )

    assert page.status_code < 500


def test_a_gap_with_another_key_of_the_same_kind_can(pmm, regrade):
    newer = {**GAP, "gaps": [{**SHORT_TEXT["gaps"][0], "accept": {"en": ["bar"]}}]}
    _version, plan = regrade("cloze", SHORT_TEXT, newer, filled("bar"))

    (line,) = lines_of(plan, by=pmm)

    assert (line.before.points, line.after.points) == (0, 1)


def test_a_conversation_that_leads_elsewhere_cannot_be_regraded(pmm, regrade):
    _version, plan = regrade("scenario", specs.scenario(), rerouted(b=""), saying("b"), saying("b", "c"))

    with pytest.raises(ActionRefused, match="nodes: the choice “b” leads elsewhere"):
        dry_run(plan, user=pmm)


def test_nor_can_one_that_begins_elsewhere(pmm, regrade):
    turned = {**rerouted(a="", b="", c="n1", d="n1"), "start": "n2"}
    _version, plan = regrade("scenario", specs.scenario(), turned, saying("b"), saying("b", "c"))

    with pytest.raises(ActionRefused, match="start: the conversation begins elsewhere"):
        dry_run(plan, user=pmm)


def test_a_conversation_with_other_points_can(pmm, regrade):
    newer = specs.scenario()
    newer["nodes"][0]["choices"][0]["points"] = "0.5"
    _version, plan = regrade("scenario", specs.scenario(), newer, saying("a"), saying("a", "c"))

    (line,) = lines_of(plan, by=pmm)

    assert line.after.points == 1
