"""Assignments: rules turned into standings with a due date."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.db import transaction

from academy.certification.actions.award import award_earned
from academy.certification.actions.cycle import open_cycle
from academy.certification.actions.learner import hold
from academy.certification.actions.standing import write_standings
from academy.certification.models import AssignmentRule, Certification, Cycle, Standing
from academy.certification.models.facts import Case, read_cases
from academy.certification.models.requirement import Path
from academy.people.models import Person


def apply_assignments(*, now: datetime, people: Iterable[Person] | None = None) -> int:
    """Give everybody a standing with a due date for what the rules ask of them; return how many people were changed.

    Opens the first cycle once: where there ever was one, nothing is opened
    again. Who left a rule keeps the standing, without a due date. Each person
    is a transaction of its own.
    """
    rules = list(AssignmentRule.objects.in_force().select_related("certification", "team"))
    chosen = Person.objects.all() if people is None else Person.objects.filter(pk__in=[person.pk for person in people])
    everyone = list(chosen.select_related("team", "user").order_by("pk"))
    return sum(_apply(person, rules, now) for person in everyone)


@transaction.atomic
def _apply(person: Person, rules: list[AssignmentRule], now: datetime) -> bool:
    learner = hold(person.user)
    wanted = _wanted(person, rules)
    cases = {case.certification.pk: case for case in read_cases(learner)}
    ever = set(Cycle.objects.of(learner).values_list("certification_id", flat=True))
    before = {pk: (case.standing.due_on, case.standing.team_id) if case.standing else None for pk, case in cases.items()}
    for certification, _due in wanted.values():
        if certification.pk not in ever:
            open_cycle(learner=learner, certification=certification, path=Path.INITIAL, now=now)
    if wanted.keys() - before.keys():
        cases = {case.certification.pk: case for case in read_cases(learner)}
    missing = [Case(certification) for pk, (certification, _due) in wanted.items() if pk not in cases]
    write_standings(learner, [*cases.values(), *missing], now=now)
    if any(case.progress and case.progress.is_met for case in cases.values()):
        award_earned(learner=learner, now=now)  # it may have waited for a name that can be printed
    _write_due_dates(learner, wanted, now)
    after = {row.certification_id: (row.due_on, row.team_id) for row in Standing.objects.of(learner)}
    return before != after


def _write_due_dates(learner: object, wanted: dict[int, tuple[Certification, date | None]], now: datetime) -> None:
    for row in Standing.objects.of(learner):
        _certification, due = wanted.get(row.certification_id, (None, None))
        if row.certification_id in wanted and due is None:
            due = row.due_on  # nobody knows when the person joined: the first date stays
        if row.due_on != due:
            Standing.objects.filter(pk=row.pk).update(due_on=due, changed_at=now)


def _wanted(person: Person, rules: list[AssignmentRule]) -> dict[int, tuple[Certification, date | None]]:
    """What the rules ask of a person, each with the earliest date at which it is due."""
    dates: dict[int, list[date]] = defaultdict(list)
    wanted: dict[int, tuple[Certification, date | None]] = {}
    for rule in rules if person.user.is_active else ():
        if not rule.covers(person):
            continue
        begins = [day for day in (person.hired_on, rule.certification.launched_on) if day is not None]
        if begins:
            dates[rule.certification_id].append(max(begins) + timedelta(days=rule.due_days))
        wanted[rule.certification_id] = (rule.certification, min(dates[rule.certification_id], default=None))
    return wanted
