"""Assignments: rules turned into standings with a due date."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Final

from django.db import transaction

from academy.certification.actions.award import award_earned
from academy.certification.actions.cycle import open_cycle
from academy.certification.actions.learner import hold
from academy.certification.actions.standing import write_standings
from academy.certification.models import AssignmentRule, Cycle, Standing
from academy.certification.models.assignment import Asked, asked_of
from academy.certification.models.durations import local_day
from academy.certification.models.facts import Case, read_cases
from academy.certification.models.requirement import Path
from academy.people.models import Membership, Person

SLICE: Final = 500  # people


def apply_assignments(*, now: datetime, people: Iterable[Person] | None = None) -> int:
    """Give everybody a standing with a due date for what the rules ask of them; return how many people were changed.

    Opens the first cycle once: where there ever was one, nothing is opened
    again. Who left a rule keeps the standing, without a due date. Each person
    is a transaction of its own. Rules that are new or stricter ask from `now` on.
    Without `people` everybody is read by five hundred, and only those of whom
    something else is asked than their rows say are locked and written.
    """
    rules = list(AssignmentRule.objects.in_force().select_related("certification", "team").order_by("pk"))
    _note_rules(rules, now)
    if people is not None:
        chosen = Person.objects.filter(pk__in=[person.pk for person in people]).select_related("team", "user").order_by("pk")
        return sum(_apply(person, rules, now) for person in list(chosen))
    changed, after = 0, 0
    while read := list(Person.objects.filter(pk__gt=after).select_related("team", "user").order_by("pk")[:SLICE]):
        changed += sum(_apply(person, rules, now) for person in _asked_otherwise(read, rules, now))
        after = read[-1].pk
    return changed


def _asked_otherwise(people: Sequence[Person], rules: list[AssignmentRule], now: datetime) -> list[Person]:
    """Those of these people whose rows do not say what the rules ask. Three queries."""
    learners = [person.user_id for person in people]
    standings: dict[int, list[Standing]] = defaultdict(list)
    for row in Standing.objects.filter(learner__in=learners):
        standings[row.learner_id].append(row)
    memberships: dict[int, list[Membership]] = defaultdict(list)
    for membership in Membership.objects.filter(person__in=people).newest_first():
        memberships[membership.person_id].append(membership)
    ever = set(Cycle.objects.filter(learner__in=learners).order_by().values_list("learner_id", "certification_id"))
    found = []
    for person in people:
        rows = standings[person.user_id]
        known = {row.asked_by_id: row.asked_on for row in rows if row.asked_by_id is not None and row.asked_on is not None}
        wanted = asked_of(person, rules, known=known, memberships=memberships[person.pk], now=now)
        begun = all((person.user_id, pk) in ever for pk in wanted) and wanted.keys() <= {row.certification_id for row in rows}
        if not begun or any(row.team_id != person.team_id or _due(row) != _asked(wanted.get(row.certification_id)) for row in rows):
            found.append(person)
    return found


@transaction.atomic
def _apply(person: Person, rules: list[AssignmentRule], now: datetime) -> bool:
    learner = hold(person.user)
    memberships = list(Membership.objects.of(person).newest_first()) if rules else []
    known = Standing.objects.of(learner).asked_since()
    wanted = asked_of(person, rules, known=known, memberships=memberships, now=now)
    cases = {case.certification.pk: case for case in read_cases(learner)}
    ever = set(Cycle.objects.of(learner).values_list("certification_id", flat=True))
    before = {pk: (case.standing.due_on, case.standing.team_id) if case.standing else None for pk, case in cases.items()}
    for pk, asked in wanted.items():
        if pk not in ever:
            open_cycle(learner=learner, certification=asked.rule.certification, path=Path.INITIAL, now=now)
    if wanted.keys() - before.keys():
        cases = {case.certification.pk: case for case in read_cases(learner)}
    missing = [Case(asked.rule.certification) for pk, asked in wanted.items() if pk not in cases]
    write_standings(learner, [*cases.values(), *missing], now=now)
    if any(case.progress and case.progress.is_met for case in cases.values()):
        award_earned(learner=learner, now=now)  # it may have waited for a name that can be printed
    _write_due_dates(learner, wanted, now)
    after = {row.certification_id: (row.due_on, row.team_id) for row in Standing.objects.of(learner)}
    return before != after


def _write_due_dates(learner: object, wanted: Mapping[int, Asked], now: datetime) -> None:
    for row in Standing.objects.of(learner):
        due, by, since = asked = _asked(wanted.get(row.certification_id))
        if _due(row) != asked:
            changed_at = now if row.due_on != due else row.changed_at
            Standing.objects.filter(pk=row.pk).update(due_on=due, asked_by=by, asked_on=since, changed_at=changed_at)


def _due(row: Standing) -> tuple[date | None, int | None, date | None]:
    return row.due_on, row.asked_by_id, row.asked_on


def _asked(asked: Asked | None) -> tuple[date | None, int | None, date | None]:
    """Until when, by which rule and since when it is asked."""
    return (asked.due_on, asked.rule.pk, asked.since) if asked else (None, None, None)


def _note_rules(rules: Iterable[AssignmentRule], now: datetime) -> None:
    """Keep since when each rule asks: from the first time it is applied, and again from when it was made stricter."""
    for rule in rules:
        if rule.counts_anew:
            rule.asks_since = local_day(now, rule.certification.time_zone)
        elif rule.due_days == rule.asked_days:
            continue
        rule.asked_days = rule.due_days
        AssignmentRule.objects.filter(pk=rule.pk, due_days=rule.due_days).update(asks_since=rule.asks_since, asked_days=rule.asked_days)
