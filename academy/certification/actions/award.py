"""Awards: given where a cycle's requirements are met, taken back by revocation, never changed."""

import logging
from datetime import datetime
from functools import partial
from typing import Any
from uuid import uuid4

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from academy.audit import audited
from academy.certification.actions.events import add_event
from academy.certification.actions.learner import hold
from academy.certification.actions.refusals import NotOneself, ReasonMissing
from academy.certification.actions.snapshot import Holder, canonical, digest, holder_of, printable, snapshot_of
from academy.certification.actions.standing import write_standings
from academy.certification.conf import REVOKE
from academy.certification.models import Award, AwardEvent, AwardHolder, Certification, Cycle
from academy.certification.models.facts import Case, read_cases
from academy.certification.models.requirement import Path
from academy.certification.models.serial import new_serial
from academy.certification.models.validity import new_term
from academy.certification.signals import certification_awarded
from academy.texts import localised
from quizzes.permissions import may_decide_on

log = logging.getLogger("academy.certification")


@transaction.atomic
def award_earned(*, learner: Any, now: datetime, certification: Certification | None = None) -> list[Award]:
    """Award every open cycle of a learner whose requirements are met.

    Harmless to repeat: a cycle is awarded once. Without an open cycle nothing
    is awarded, so nobody revoked or expired is awarded again from old facts.
    A name that the certificate's fonts cannot print holds the award back; the
    cycle stays open until the name is changed.
    """
    learner = hold(learner)
    cases = read_cases(learner, certification=certification)
    awards = [award for case in cases if (award := _award_case(learner, case, now)) is not None]
    if awards:
        write_standings(learner, read_cases(learner, certification=certification), now=now)
    return awards


def _award_case(learner: Any, case: Case, now: datetime) -> Award | None:
    if case.cycle is None or case.progress is None or not case.progress.is_met:
        return None
    holder = holder_of(learner)
    if holder.unprintable:
        log.warning("Award of cycle %s waits: the name of its holder cannot be printed.", case.cycle.uuid)
        return None
    if not printable(case.cycle.certification.title):
        log.error("Award of cycle %s waits: the title of its certification cannot be printed.", case.cycle.uuid)
        return None
    try:
        with transaction.atomic():
            return _issue(learner, case.cycle, holder, old=case.award, requirements=case.progress.total, now=now)
    except IntegrityError:
        # A database without row locks let another request award the same cycle first. Anything else is a fault.
        if not Award.objects.filter(cycle=case.cycle).exists():
            raise
        return None


def _issue(learner: Any, cycle: Cycle, holder: Holder, *, old: Award | None, requirements: int, now: datetime) -> Award:
    """Write the award, its holder and its first event, close the cycle and supersede what was held before."""
    old = None if old is None or old.is_revoked else old
    renewed = old is not None and cycle.path == Path.RENEWAL
    term = new_term(cycle.version, now=now, time_zone=cycle.certification.time_zone, old_end=old.valid_until if old and renewed else None)
    snapshot = snapshot_of(cycle, holder, learner=learner, requirements=requirements)
    award = Award.objects.create(
        serial=new_serial(),
        series=old.series if old else uuid4(),
        learner=learner,
        certification=cycle.certification,
        version=cycle.version,
        cycle=cycle,
        issued_at=now,
        valid_from=term.begins_at,
        valid_until=term.ends_at,
        supersedes=old,
        snapshot=snapshot,
        snapshot_sha256=digest(canonical(snapshot)),
    )
    AwardHolder.objects.create(award=award, name=holder.name, second_name=holder.second_name, salt=holder.salt, shown=_shown_before(old))
    add_event(award, AwardEvent.Kind.ISSUED, at=now)
    if old is not None:
        add_event(old, AwardEvent.Kind.SUPERSEDED, at=now)
    _close(cycle, Cycle.Outcome.AWARDED, now)
    transaction.on_commit(partial(certification_awarded.send_robust, sender=Award, award=award, now=now))
    return award


def _shown_before(old: Award | None) -> str:
    """A holder who chose initials once is not shown in full again without asking."""
    return AwardHolder.Shown.FULL if old is None else old.holder.shown


def _close(cycle: Cycle, outcome: str, now: datetime) -> None:
    cycle.closed_at, cycle.outcome = now, outcome
    cycle.save(update_fields=["closed_at", "outcome"])


@audited(REVOKE, by="by", about="award")
def revoke_award(award: Award, *, by: Any, public_text: Any, internal_note: str = "", now: datetime) -> Award:
    """Take an award back for good, with a text for the public and a note that stays inside.

    A run that was open at the certification is closed as withdrawn; nothing is
    opened by itself. An award that was revoked already is returned as it is.
    Raises ReasonMissing without a public text, NotOneself for one's own.
    """
    if not may_decide_on(by, award.learner_id):
        raise NotOneself(_("Nobody can revoke a certificate of his or her own."))
    text = localised(public_text)
    if not text:
        raise ReasonMissing
    learner = hold(award.learner)
    award = Award.objects.whole().get(pk=award.pk)
    if award.is_revoked:
        return award
    add_event(award, AwardEvent.Kind.REVOKED, at=now, actor=by, public_text=text, internal_note=internal_note)
    if Award.objects.of(learner).filter(certification=award.certification).newest().filter(pk=award.pk).exists():
        for cycle in Cycle.objects.open().of(learner).filter(certification=award.certification):
            _close(cycle, Cycle.Outcome.WITHDRAWN, now)
    write_standings(learner, read_cases(learner, certification=award.certification), now=now)
    return Award.objects.whole().get(pk=award.pk)


def choose_shown_name(award: Award, *, shown: str) -> None:
    """Let strangers read the holder's full name or initials. Raises ValueError for anything else."""
    AwardHolder.objects.filter(award=award).update(shown=AwardHolder.Shown(shown))
