"""What waits for a manager: nobody else can do it. Counted by the database; only the first are read."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from django.db.models import CharField, Count, F, Q, QuerySet, Value
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from academy.certification.models import PracticeSubmission, Standing
from academy.certification.models.standing import State
from academy.certification.reports.truth import Kind, Truth
from academy.people.models import Line, Person
from quizzes.models import AttemptRequest, Quiz

SHOWN: Final = 20
REVIEW, SIGN_OFF, REQUEST = "review", "sign_off", "request"


@dataclass(frozen=True, slots=True)
class Need:
    """One person, what is asked for, since when, and where it is done."""

    person: Person
    what: str
    certification: str
    since: datetime | None
    due_on: date | None
    url: str
    label: str
    words: str = ""
    acts: bool = False  # the button does it at once
    decline_url: str = ""


@dataclass(frozen=True, slots=True)
class Counts:
    """How many of each kind wait."""

    reviews: int = 0
    sign_offs: int = 0
    requests: int = 0

    @property
    def total(self) -> int:
        return self.reviews + self.sign_offs + self.requests


@dataclass(frozen=True, slots=True)
class Needs:
    """All that waits in figures, and the first of it, the longest wait first. `search` narrows what is counted in `matching`."""

    counts: Counts
    rows: tuple[Need, ...]
    search: str
    matching: int

    @property
    def more(self) -> int:
        return self.matching - len(self.rows)


def count_needs(user: Any, line: Line, *, search: str = "") -> Counts:
    """Practices to review, sign-offs to give and requests to answer in the whole line of a user. One query beside those of rights."""
    each = [
        rows.order_by().annotate(kind=Value(kind, output_field=CharField())).values("kind").annotate(many=Count("pk"))
        for kind, rows in _waiting(user, line, search).items()
    ]
    first, *others = [rows.values_list("kind", "many") for rows in each]
    many = dict(first.union(*others, all=True))
    return Counts(many.get(REVIEW, 0), many.get(SIGN_OFF, 0), many.get(REQUEST, 0))


def read_needs(user: Any, line: Line, *, search: str = "", most: int = SHOWN) -> Needs:
    """What waits, counted, and the first of it, in at most seven queries however much there is."""
    search = search.strip()
    counts = count_needs(user, line)
    matching = count_needs(user, line, search=search).total if search else counts.total
    keys = _first(user, line, search, most) if matching else []
    found: dict[tuple[str, int], Need] = {}
    for kind, read in READ.items():
        wanted = [pk for this, pk in keys if this == kind]
        found |= {(kind, pk): need for pk, need in read(wanted)} if wanted else {}
    return Needs(counts, tuple(found[key] for key in keys if key in found), search, matching)


def people_truth(counts: Counts, *, answers: int) -> Truth | None:
    """That others wait: what it is, and where it is done. `answers` are those to be marked."""
    total = counts.total + answers
    if not total:
        return None
    said = [
        ngettext("%(count)s practice to review", "%(count)s practices to review", counts.reviews) % {"count": counts.reviews},
        ngettext("%(count)s sign-off to give", "%(count)s sign-offs to give", counts.sign_offs) % {"count": counts.sign_offs},
        ngettext("%(count)s request to answer", "%(count)s requests to answer", counts.requests) % {"count": counts.requests},
        ngettext("%(count)s answer to mark", "%(count)s answers to mark", answers) % {"count": answers},
    ]
    figures = (counts.reviews, counts.sign_offs, counts.requests, answers)
    return Truth(
        Kind.PEOPLE,
        ngettext("%(count)s thing waits for you", "%(count)s things wait for you", total) % {"count": total},
        reverse("academy_desk:team") if counts.total else reverse("academy_quizzes:marking"),
        _("Team") if counts.total else _("Go to the marking"),
        ", ".join(words for words, figure in zip(said, figures, strict=True) if figure),
    )


def _waiting(user: Any, line: Line, search: str) -> Mapping[str, QuerySet[Any]]:
    """The rows of each kind that wait for this user, with `since`."""
    reviews = (
        PracticeSubmission.objects.filter(_led(line, "cycle__learner"))
        .waiting()
        .of_people_here()
        .exclude(cycle__learner=user)
        .annotate(since=F("submitted_at"))
    )
    signs = (
        Standing.objects.filter(_led(line, "learner"))
        .of_people_here()
        .filter(state=State.AWAITING_SIGN_OFF)
        .exclude(learner=user)
        .annotate(since=F("waiting_since"))
    )
    people = Person.objects.grantable_by(user, line).active()
    asked = AttemptRequest.objects.open().filter(learner__academy_person__in=people, quiz__in=Quiz.objects.published())
    if search:
        named = Person.objects.called(search)
        reviews = reviews.filter(cycle__learner__academy_person__in=named)
        signs, asked = signs.filter(learner__academy_person__in=named), asked.filter(learner__academy_person__in=named)
    return {REVIEW: reviews, SIGN_OFF: signs, REQUEST: asked.annotate(since=F("asked_at"))}


def _led(line: Line, learner: str) -> Q:
    """Whose things wait: everybody's with the right, else those of the line. One's own never do, so they need not be looked for."""
    if line.everybody:
        return Q(**{f"{learner}__academy_person__isnull": False})
    return line.inside(f"{learner}__academy_person__team__path")


def _first(user: Any, line: Line, search: str, most: int) -> list[tuple[str, int]]:
    """Kind and key of those that have waited longest. One query that returns no more than these."""
    each = [
        rows.order_by().annotate(kind=Value(kind, output_field=CharField())).values_list("kind", "pk", "since")
        for kind, rows in _waiting(user, line, search).items()
    ]
    first, *others = each
    return [(kind, pk) for kind, pk, _since in first.union(*others, all=True).order_by(F("since").asc(nulls_first=True), "pk")[:most]]


def _reviews(keys: Collection[int]) -> Iterable[tuple[int, Need]]:
    rows = PracticeSubmission.objects.filter(pk__in=keys)
    listed = list(rows.select_related("cycle__certification", "cycle__learner__academy_person", "requirement"))
    of_these = Standing.objects.filter(learner__in=[row.cycle.learner_id for row in listed])
    due = {(learner, asked): day for learner, asked, day in of_these.values_list("learner_id", "certification_id", "due_on")}
    for row in listed:
        yield (
            row.pk,
            Need(
                person=row.cycle.learner.academy_person,
                what=_("practice review"),
                certification=str(row.cycle.certification),
                since=row.submitted_at,
                due_on=due.get((row.cycle.learner_id, row.cycle.certification_id)),
                url=reverse("academy_certification:practice_review", args=[row.uuid]),
                label=_("Review"),
            ),
        )


def _sign_offs(keys: Collection[int]) -> Iterable[tuple[int, Need]]:
    for row in Standing.objects.filter(pk__in=keys).select_related("certification", "learner__academy_person"):
        person = row.learner.academy_person
        yield (
            row.pk,
            Need(
                person=person,
                what=_("sign-off"),
                certification=str(row.certification),
                since=row.waiting_since,
                due_on=row.due_on,
                url=f"{reverse('academy_desk:person', args=[person.uuid])}#{row.certification.code}",
                label=_("Read and sign off"),
            ),
        )


def _requests(keys: Collection[int]) -> Iterable[tuple[int, Need]]:
    """Who asks for one more attempt. Granting or declining answers it."""
    for row in AttemptRequest.objects.filter(pk__in=keys).select_related("quiz", "learner__academy_person"):
        person = row.learner.academy_person
        yield (
            row.pk,
            Need(
                person=person,
                what=_("asks for one more attempt"),
                certification=str(row.quiz),
                since=row.asked_at,
                due_on=None,
                url=reverse("academy_desk:grant", args=[person.uuid, row.quiz.slug]),
                label=_("Grant one more attempt"),
                words=row.words,
                acts=True,
                decline_url=reverse("academy_desk:decline", args=[person.uuid, row.quiz.slug]),
            ),
        )


READ: Final[Mapping[str, Callable[[Collection[int]], Iterable[tuple[int, Need]]]]] = {
    REVIEW: _reviews,
    SIGN_OFF: _sign_offs,
    REQUEST: _requests,
}
