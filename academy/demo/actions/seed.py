"""Loads the demo company: validated first, then written through the actions of live use, in order of time."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import override

from academy.certification.actions import open_due_renewals, repair
from academy.demo.actions.banks import add_banks, add_capabilities, add_questions
from academy.demo.actions.calendar import Calendar
from academy.demo.actions.diary import Diary
from academy.demo.actions.history import Story, note_history
from academy.demo.actions.learning import read_library
from academy.demo.actions.pages import Shelf, add_courses, add_index
from academy.demo.actions.programmes import add_certifications
from academy.demo.actions.purge import purge_demo
from academy.demo.actions.staff import accounts_of, add_staff, add_uses
from academy.demo.interchange import Company
from academy.demo.models import DemoSeed
from academy.people.actions import ensure_groups
from academy.people.models import Person
from courses.actions import apply_deal_policy
from courses.models import DealPolicy


class OthersAreHereError(Exception):
    """People who are not of the demo company exist; nothing was loaded."""


@dataclass(frozen=True)
class Seeded:
    """What loading did: whether anything was written, and how many deeds of history."""

    is_new: bool
    deeds: int = 0


def seed_demo(company: Company, *, now: datetime, password: str, force: bool = False) -> Seeded:
    """Load the demo company unless it is there.

    A loading that did not finish is removed and begun again. Raises
    OthersAreHereError where people of another company exist, unless forced.
    """
    seed = DemoSeed.objects.filter(company=company.slug).first()
    if seed is not None and seed.finished_at is not None:
        return Seeded(is_new=False)
    if not force:
        refuse_among_others(company)
    if seed is not None:
        purge_demo(company)
    DemoSeed.objects.create(company=company.slug, begun_at=now, digest=company.digest)
    with override("en"):
        diary = _set_up(company, now=now, password=password)
        deeds = diary.live()
        open_due_renewals(now=now)
        repair(now=now)
    DemoSeed.objects.filter(company=company.slug).update(finished_at=now)
    return Seeded(is_new=True, deeds=deeds)


def refuse_among_others(company: Company) -> None:
    """Raise OthersAreHereError when anybody is registered who is not of the demo company."""
    others = Person.objects.exclude(user__in=accounts_of(company))
    if others.exists():
        raise OthersAreHereError(
            f"{others.count()} people who are not of the demo company are registered here. Nothing was loaded. "
            "Use a database of its own for the demo, or --force to load it beside them."
        )


def set_password(company: Company, *, password: str) -> None:
    """Give everybody of the demo company one password."""
    from_demo = accounts_of(company)
    first = from_demo.first()
    if first is not None and not first.check_password(password):
        first.set_password(password)
        from_demo.update(password=first.password)


@transaction.atomic
def _set_up(company: Company, *, now: datetime, password: str) -> Diary:
    """Write what the history needs: accounts, capabilities, courses, questions and certifications."""
    calendar, diary = Calendar(now), Diary()
    ensure_groups()
    staff = add_staff(company, password=password)
    banks = add_banks(company, calendar)
    capabilities = add_capabilities(company, banks, staff, calendar)
    add_uses(company, staff)
    questions = add_questions(company, banks, staff, calendar)
    shelf = Shelf(company, staff, calendar, banks, capabilities, questions)
    courses = add_courses(shelf, add_index(company, calendar))
    certifications = add_certifications(shelf, courses)
    _set_policy(company, staff, now=calendar.at(-620))
    note_history(Story(company, staff, calendar, read_library(courses), certifications, diary))
    return diary


def _set_policy(company: Company, staff: Any, *, now: datetime) -> None:
    rules = company.site["deal_policy"]
    policy = DealPolicy.load()
    policy.currency, policy.rule = rules["currency"], rules["rule"]
    policy.fast_deal_max_ticket = rules["fast_deal_max_ticket"]
    policy.fast_deal_max_cycle_days = rules["fast_deal_max_cycle_days"]
    policy.save()
    apply_deal_policy(policy, by=staff.users["academy.admin"], now=now)
