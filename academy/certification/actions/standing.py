"""Standings: rewritten from awards, cycles and facts."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from academy.certification.models import Standing
from academy.certification.models.facts import Case
from academy.certification.models.standing import Held, Steps, standing_state

DERIVED = ["team", "state", "done", "total", "waiting_since", "award", "expires_on", "valid_until", "renewal_opens_at", "changed_at"]


def write_standings(learner: Any, cases: Iterable[Case], *, now: datetime) -> None:
    """Store where a learner stands in each case. Rows that say so already are left alone. The learner must be held."""
    person = getattr(learner, "academy_person", None)
    new, changed = [], []
    for case in cases:
        values = said_of(case, team_id=person.team_id if person else None, now=now)
        row = case.standing
        if row is None:
            row = Standing(learner=learner, certification=case.certification, changed_at=now, **values)
            new.append(row)
        elif any(getattr(row, name) != value for name, value in values.items()):
            for name, value in values.items():
                setattr(row, name, value)
            row.changed_at = now
            changed.append(row)
        case.standing = row
    if new:
        Standing.objects.bulk_create(new)
    if changed:
        Standing.objects.bulk_update(changed, DERIVED)


def says_so_already(case: Case, *, team_id: int | None, now: datetime) -> bool:
    """Whether the row that is stored for a case says all that follows from it."""
    said = said_of(case, team_id=team_id, now=now)
    return case.standing is not None and all(getattr(case.standing, name) == value for name, value in said.items())


def said_of(case: Case, *, team_id: int | None, now: datetime) -> dict[str, Any]:
    """What follows from a case: every value of its standing but the due date."""
    award, progress = case.award, case.progress
    held = award and Held(valid_until=award.valid_until, renewal_opens_at=award.renewal_opens_at, revoked=award.is_revoked)
    done, total = (progress.done, progress.total) if progress else (0, 0)
    if award is not None:
        done = total = award.snapshot["requirements"]
    return {
        "team_id": team_id,
        "state": standing_state(held=held or None, steps=progress.as_steps() if progress else Steps(), at=now),
        "done": done,
        "total": total,
        "waiting_since": progress.waiting_since if progress else None,
        "award_id": award.pk if award else None,
        "expires_on": award.last_day if award else None,
        "valid_until": award.valid_until if award else None,
        "renewal_opens_at": award.renewal_opens_at if award else None,
    }
