"""A certification with an exam, and if asked for a course, a practice and a sign-off; and learners who meet its requirements."""

from datetime import timedelta

import pytest

from academy.certification.actions import apply_assignments, begin_exam, open_cycle, publish_version
from academy.certification.models import AssignmentRule, Award, Certification, CertificationVersion, Cycle, Requirement, RubricRow
from quizzes.actions import submit_attempt
from quizzes.models import Quiz
from tests.quizzes.conftest import answering, bank, make_quiz, questions

__all__ = ["answering", "bank", "make_quiz", "questions"]

RUBRIC = {
    "listens": ["Talks over it", "Asks once", "Changes one box", "Customer takes the pen"],
    "next": ["No next step", "Vague", "Without a date", "Step and date agreed"],
}


@pytest.fixture(autouse=True)
def clock(clock_at, now):
    """The time at which every page of these tests is read, and every command runs."""
    clock_at(now)


@pytest.fixture
def owner(pmm):
    """Owns the certification."""
    return pmm


@pytest.fixture
def exam_quiz(questions, make_quiz):
    """Eight questions in 25 minutes, three attempts, a day between them."""
    return make_quiz("fds-exam", draw=8, purpose=Quiz.Purpose.CERTIFICATION, time_limit_minutes=25, cooloff_minutes=24 * 60)


@pytest.fixture
def make_certification(owner, exam_quiz, now):
    """Make a published certification: `make_certification(sign_off=True, renewal=["exam"])`."""

    def make(code="FDS", *, practice=False, sign_off=False, renewal=("exam",), published=True, exam=None, **fields):
        certification = Certification.objects.create(
            **{
                "slug": code.lower(),
                "code": code,
                "title": {"en": "Certified Fast-Deal Seller", "zh-hans": "快单销售认证"},
                "proves": {"en": "Can close a fast deal with the ready kit.", "zh-hans": "能用标准工具包打下快单。"},
                "owner": owner,
                "time_zone": "Asia/Shanghai",
                "launched_on": now.date() - timedelta(days=500),
                **fields,
            }
        )
        version = CertificationVersion.objects.create(certification=certification, validity="P365D", renewal_opens="P45D")
        kinds = ["exam", *(["practice"] if practice else []), *(["sign_off"] if sign_off else [])]
        for path, asked in (("initial", kinds), ("renewal", renewal)):
            for place, kind in enumerate(asked):
                _requirement(version, path, kind, place, exam or exam_quiz)
        return publish_version(version, now=now - timedelta(days=500)).certification if published else certification

    return make


def _requirement(version, path, kind, place, quiz):
    row = Requirement.objects.create(
        version=version,
        path=path,
        kind=kind,
        sort_order=place,
        exam=quiz if kind == "exam" else None,
        pass_points=4 if kind == "practice" else None,
        title={"en": "Role-play"} if kind == "practice" else {},
        statement={"en": "I have seen this person do it."} if kind == "sign_off" else {},
    )
    for slug, levels in RUBRIC.items() if kind == "practice" else ():
        RubricRow.objects.create(requirement=row, slug=slug, title={"en": slug.title()}, levels={"en": "\n".join(levels)})


@pytest.fixture
def certification(make_certification):
    """Asks for the exam alone; valid 365 days, renewable 45 days before the end."""
    return make_certification()


@pytest.fixture
def cycle(certification, rep, now):
    """The rep's first run at the certification, open since now."""
    return open_cycle(learner=rep, certification=certification, path="initial", now=now)


@pytest.fixture
def sit(answering):
    """Take the exam: `sit(rep, certification, at=now, right=8)`. Passes with seven of eight."""

    def take(learner, certification, *, at, right=8):
        attempt = begin_exam(learner=learner, certification=certification, now=at)
        return submit_attempt(answering(attempt, right=right, at=at), now=at + timedelta(minutes=10))

    return take


@pytest.fixture
def award(cycle, certification, rep, sit, now):
    """The rep's first award."""
    sit(rep, certification, at=now)
    return Award.objects.whole().get(learner=rep)


@pytest.fixture
def assign(team, now):
    """Ask the certification of everybody in the rep's team."""

    def rule(certification, *, due_days=30, at=now, **fields):
        AssignmentRule.objects.create(certification=certification, team=team, due_days=due_days, **fields)
        apply_assignments(now=at)

    return rule


@pytest.fixture
def standing_of():
    """The standing as it is stored: `standing_of(rep, certification)`."""
    return lambda learner, certification: learner.academy_standings.get(certification=certification)


def days(number):
    return timedelta(days=number)


def requirement(cycle: Cycle, kind: str) -> Requirement:
    return Requirement.objects.get(version=cycle.version, path=cycle.path, kind=kind)


__all__ += ["days", "requirement"]
