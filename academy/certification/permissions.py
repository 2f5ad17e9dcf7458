"""Who may do what to a person's certification. Predicates for verbs; which rows exist for whom is the querysets' matter."""

from typing import Any

from academy.certification.models import Certification
from academy.people.models import Line, Person
from quizzes.permissions import may_decide_on


def may_review(user: Any, learner: Any) -> bool:
    """Review a learner's practice: the own line of management, or an academy administrator. Never oneself."""
    return _stands_above(user, learner)


def may_sign_off(user: Any, learner: Any, line: Line | None = None) -> bool:
    """Sign for a learner: the own line of management, or an academy administrator. Never oneself.

    No query where `line` is `Line.of(user)` and the learner was read with the team.
    """
    return _stands_above(user, learner, line)


def may_revoke(user: Any, certification: Certification) -> bool:
    """Take an award back: an academy administrator, or the owner of the certification."""
    return _rules_over(user, certification)


def may_reopen(user: Any, certification: Certification) -> bool:
    """Open a first run again, after a revocation or when one has ended."""
    return _rules_over(user, certification)


def may_change_owner(user: Any, certification: Certification) -> bool:
    """Hand a certification to another owner: its owner, or an academy administrator."""
    return _rules_over(user, certification)


def is_administrator(user: Any) -> bool:
    """Whether a user sees everybody and may sign for them: the academy administrators."""
    return bool(user.is_active and user.has_perm("academy_people.view_person") and user.has_perm("academy_certification.add_signoff"))


def _rules_over(user: Any, certification: Certification) -> bool:
    return is_administrator(user) or (user.is_active and certification.owner_id == user.pk)


def _stands_above(user: Any, learner: Any, line: Line | None = None) -> bool:
    if not may_decide_on(user, learner):
        return False
    if is_administrator(user):
        return True
    if line is None or line.everybody:
        return Person.objects.is_managed(learner, by=user)
    team = learner.academy_person.team
    return team is not None and line.holds(team.path)
