"""The key to what the browser shows, read from the database."""

import re
from typing import cast

from django.contrib.auth import get_user_model
from playwright.sync_api import Locator, Page

from courses.models import checks_of
from quizzes.models import AttemptSlot, Question
from quizzes.question_types import Answer, question_type
from tests.browser.filling import Sent
from tests.quizzes.specs import BY_HAND

ATTEMPT = re.compile(r"/attempts/(?P<attempt>[0-9a-f-]{36})/(?P<position>\d+)/")
CHECK = re.compile(r"/checks/(?P<question>[0-9a-f-]{36})/")


def slot_on(page: Page) -> AttemptSlot:
    """The question of the attempt that the page shows."""
    found = cast(re.Match[str], ATTEMPT.search(page.url))
    slots = AttemptSlot.objects.select_related("attempt", "version")
    return slots.get(attempt__uuid=found["attempt"], position=int(found["position"]))


def right_answer(slot: AttemptSlot) -> Sent:
    """An answer that earns everything, in the tokens of this learner's copy; any answer where a person marks it."""
    kind = question_type(slot.version.kind)
    return BY_HAND.get(slot.version.kind) or kind.as_data(slot.layout, kind.right_answer(slot.version.spec))


def wrong_answer(slot: AttemptSlot) -> Sent:
    """An answer that earns nothing."""
    kind = question_type(slot.version.kind)
    return kind.as_data(slot.layout, cast(Answer, kind.wrong_answer(slot.version.spec)))


def right_check_answer(form: Locator, username: str) -> Sent:
    """The right answer to the check of a lesson, in the tokens of this learner's copy."""
    found = cast(re.Match[str], CHECK.search(form.get_attribute("action") or ""))
    question = Question.objects.get(uuid=found["question"])
    learner = get_user_model().objects.get(username=username)
    check = checks_of(learner, lesson_key=question.topic, question_ids=[question.pk])[question.pk]
    return check.type.as_data(check.layout, check.type.right_answer(check.version.spec))
