"""Keeping questions true to the deal policy."""

from datetime import datetime
from typing import Any

from django.db import transaction

from courses.models import DealPolicy
from quizzes.actions import revise_question
from quizzes.models import QuestionVersion

PREFIX = "deal_policy."
QUOTED = ("fast_deal_max_ticket", "fast_deal_max_cycle_days")


@transaction.atomic
def apply_deal_policy(policy: DealPolicy, *, by: Any, now: datetime) -> int:
    """Give every question whose answer is a figure of the policy that figure, and say how many were changed.

    An answer that somebody has given keeps the version it was given to.
    """
    changed = 0
    for version in (
        QuestionVersion.objects.current().filter(question__retired_at=None, spec__has_key="answer_from").select_related("question")
    ):
        source = version.spec["answer_from"].removeprefix(PREFIX)
        if source not in QUOTED:
            continue
        figure = f"{getattr(policy, source):.0f}"
        if version.spec.get("answer") == figure:
            continue
        revise_question(version.question, kind=version.kind, spec={**version.spec, "answer": figure}, by=by, now=now)
        changed += 1
    return changed
