"""Assignments: rules turned into standings with a due date."""

from collections.abc import Iterable, Mapping
from datetime import datetime

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


def apply_assignments(*, now: datetime, people: Iterable[Person] | None = None) -> int:
    """Give everybody a standing with a due date for what the rules ask of them; return how many people were changed.

    Opens the first cycle once: where there ever was one, nothing is opened
    again. Who left a rule keeps the standing, without a due date. Each person
    is a transaction of its own. Rules that are new or stricter ask from `now` on.
    """
    rules = list(AssignmentRule.objects.in_force().select_related("certification", "team").order_by("pk"))
    _note_rules(rules, now)
    chosen = Person.objects.all() if people is None else Person.objects.filter(pk__in=[person.pk for person in people])
    everyone = list(chosen.select_related("team", "user").order_by("pk"))
    return sum(_apply(person, rules, now) for person in everyone)


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
        asked = wanted.get(row.certification_id)
        due, by, since = (asked.due_on, asked.rule.pk, asked.since) if asked else (None, None, None)
        if (row.due_on, row.asked_by_id, row.asked_on) != (due, by, since):
            changed_at = now if row.due_on != due else row.changed_at
            Standing.objects.filter(pk=row.pk).update(due_on=due, asked_by=by, asked_on=since, changed_at=changed_at)


def _note_rules(rules: Iterable[AssignmentRule], now: datetime) -> None:
    """Keep since when each rule asks: from the first time it is applied, and again from when it was made stricter."""
    for rule in rules:
        if rule.counts_anew:
            rule.asks_since = local_day(now, rule.certification.time_zone)
        elif rule.due_days == rule.asked_days:
            continue
        rule.asked_days = rule.due_days
        AssignmentRule.objects.filter(pk=rule.pk, due_days=rule.due_days).update(asks_since=rule.asks_since, asked_days=rule.asked_days)
