"""A company of many people beside the demo company, in a PostgreSQL database of its own that is kept.

    python -m tests.bench.company 100000        on the server of DATABASE_URL

The demo company is written by the actions. The many are written by PostgreSQL itself, row for row as the actions would
leave them: a run of `academy_repair` over them changes nothing. Of ten people, one leads a team of the others; of a
hundred, three may not sign in any more; everybody must hold four certifications.
"""

import sys
from datetime import datetime, timedelta
from typing import Any, Final

import django

if __name__ == "__main__":
    django.setup()

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.db import connection, transaction
from django.utils import timezone

from academy.certification.actions import publish_version
from academy.certification.actions.snapshot import Holder, canonical, digest, snapshot_of
from academy.certification.models import (
    AssignmentRule,
    Award,
    AwardEvent,
    AwardHolder,
    Certification,
    CertificationVersion,
    Cycle,
    PracticeSubmission,
    Requirement,
    RubricRow,
    Standing,
)
from academy.people.conf import MANAGER
from academy.people.models import Membership, Person, Team
from courses.models import CoursePage, Enrolment, StepCompletion, outlines
from quizzes.models import Attempt, Quiz
from tests.bench.bulk import fill, go_on_behind, next_key
from tests.databases import COMPANY, EMPTY, PostgresDatabases, ensure_template, use
from tests.databases import digest as digest_of

CODES: Final = ("BNA", "BNB", "BNC", "BND")
HEAD, DIVISION, GROUP, TEAM = "bench-1", "bench-2", "bench-6", "bench-{}"  # user names of some who lead
LAUNCHED: Final = 500  # days ago
SALT: Final = "00" * 16
SERIAL: Final = "upper(lpad(to_hex(award_id), 12, '0')) || '0'"


def company(people: int) -> str:
    """Connect to the database of a company of so many people, made now unless it is there already; return its name."""
    server = PostgresDatabases()
    name = f"bench_{people}_{digest_of(EMPTY)}"
    if server.exists(name):
        use(name)
        if Standing.objects.filter(certification__code=CODES[-1]).exists():  # they are written last, with everything in one transaction
            return name
        connection.close()
    ensure_template(server, COMPANY)
    server.duplicate(server.template(COMPANY), name)
    use(name)
    fill_company(people, now=timezone.now())
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
    return name


@transaction.atomic
def fill_company(people: int, *, now: datetime) -> None:
    """Write everybody and everything that they have done."""
    teams = make_teams(people)
    make_people(people, teams=len(teams))
    certifications = make_certifications(teams[0], now=now)
    list_cases(people, certifications)
    for write in (write_learning, write_runs, write_awards, write_events, write_standings):
        write()
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE bench_case")


# People and teams


def make_teams(people: int) -> list[Team]:
    """One team, four divisions, groups of twenty teams each: a team for ten people."""
    leaves = max(people // 10, 20)
    sizes = [1, 4, max(leaves // 20, 4), leaves]
    teams: list[Team] = []
    above: list[Team] = []
    key = next_key(Team)
    for size in sizes:
        level = []
        for place in range(size):
            number = len(teams) + 1
            parent = above[place % len(above)] if above else None
            path = f"{parent.path if parent else '/'}bench-{number}/"
            level.append(Team(pk=key + number - 1, slug=f"bench-{number}", name={"en": f"Team {number}"}, parent=parent, path=path))
            teams.append(level[-1])
        above = level
    Team.objects.bulk_create(teams, batch_size=1000)
    go_on_behind(Team)
    return teams


def make_people(people: int, *, teams: int) -> None:
    """The first of them lead: number 1 the first team, and so on; each belongs to the team above. The others belong to the lowest teams."""
    users, first_team = get_user_model(), Team.objects.get(slug="bench-1").pk
    base, person = next_key(users) - 1, next_key(Person) - 1
    everybody = f"generate_series(1, {people}) AS i"
    leaves = max(people // 10, 20)
    own_team = (
        f"CASE WHEN i = 1 THEN {first_team} WHEN i <= {teams} THEN (SELECT parent_id FROM {Team._meta.db_table} WHERE id = {first_team} + i - 1)"  # noqa: S608 - made of names
        f" ELSE {first_team} + {teams - leaves} + (i %% {leaves}) END"
    )
    hired = "CURRENT_DATE - (420 + (i * 37) %% 900)"
    fill(
        users,
        everybody,
        id=f"{base} + i",
        username="'bench-' || i",
        email="'bench-' || i || '@example.com'",
        password="'!'",
        is_active=f"NOT (i > {teams} AND i %% 33 = 0)",
    )
    fill(
        Person,
        everybody,
        id=f"{person} + i",
        user_id=f"{base} + i",
        name="jsonb_build_object('en', 'Person ' || i)",
        job_role=f"CASE WHEN i <= {teams} THEN 'manager' ELSE 'rep' END",
        hired_on=hired,
        team_id=own_team,
    )
    fill(Membership, everybody, person_id=f"{person} + i", team_id=own_team, since=hired)
    groups = users.groups.through
    fill(groups, f"generate_series(1, {teams}) AS i", user_id=f"{base} + i", group_id=str(Group.objects.get(name=MANAGER).pk))
    go_on_behind(users)
    go_on_behind(Person)
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE {Team._meta.db_table} SET manager_id = {base} + id - {first_team} + 1 WHERE id >= {first_team}")  # noqa: S608 - made of names


# Certifications


def make_certifications(team: Team, *, now: datetime) -> list[dict[str, Any]]:
    """Four of them, each a course of the demo company and a word of somebody else: a sign-off or a practice. Asked of the whole company."""
    closed_by = dict(CoursePage.objects.filter(quiz__isnull=False).values_list("pk", "quiz"))
    courses = [course for course in outlines().courses if course.page_id in closed_by][: len(CODES)]
    return [
        make_certification(code, number, course, Quiz.objects.get(pk=closed_by[course.page_id]), team, now=now)
        for number, (code, course) in enumerate(zip(CODES, courses, strict=True))
    ]


def make_certification(code: str, number: int, course: Any, quiz: Quiz, team: Team, *, now: datetime) -> dict[str, Any]:
    launched, due_days, judged = now - timedelta(days=LAUNCHED), 600 if number > 1 else 30, "practice" if number % 2 else "sign_off"
    certification = Certification.objects.create(
        slug=code.lower(), code=code, title={"en": f"Bench {code}"}, proves={"en": "Is there."}, owner=owner(), launched_on=launched.date()
    )
    version = CertificationVersion.objects.create(certification=certification, validity="P365D", renewal_opens="P45D")
    Requirement.objects.create(version=version, kind="course", course_id=course.page_id, once=True, sort_order=1)
    asked = ask_for(version, judged)
    publish_version(version, now=launched)
    rule = AssignmentRule.objects.create(
        certification=certification, team=team, due_days=due_days, **known(asks_since=launched.date(), asked_days=due_days)
    )
    holder = Holder("Bench Person", "", "en", SALT)
    cycle = Cycle(certification=certification, version=version, path="initial")
    snapshot = canonical(snapshot_of(cycle, holder, learner=owner(), requirements=2))
    return {
        "c": number,
        "certification_id": certification.pk,
        "version_id": version.pk,
        "requirement_id": asked.pk,
        "practice": judged == "practice",
        "rule_id": rule.pk,
        "due_days": due_days,
        "course_key": course.key,
        "quiz_id": quiz.pk,
        "quiz_key": quiz.uuid,
        "lessons": [lesson.key for lesson in course.lessons],
        "snapshot": snapshot,
        "sha256": digest(snapshot),
    }


def ask_for(version: CertificationVersion, judged: str) -> Requirement:
    """The word of somebody else: a sign-off, or a practice with a rubric."""
    practice = judged == "practice"
    asked = Requirement.objects.create(
        version=version,
        kind=judged,
        sort_order=2,
        pass_points=2 if practice else None,
        title={"en": "Role-play"} if practice else {},
        statement={} if practice else {"en": "I have seen it."},
    )
    if practice:
        RubricRow.objects.create(requirement=asked, slug="listens", title={"en": "Listens"}, levels={"en": "no\nonce\noften\nalways"})
    return asked


def owner() -> Any:
    return get_user_model().objects.get(username="grace.okoye")


def known(**given: Any) -> dict[str, Any]:
    """Those fields of a rule that the code at hand has: it may be an earlier commit, measured with the same company."""
    fields = {field.name for field in AssignmentRule._meta.fields}
    return {name: value for name, value in given.items() if name in fields}


# What they have done: one row of `bench_case` for each person and certification


def list_cases(people: int, certifications: list[dict[str, Any]]) -> None:
    """Say in one table how everybody stands: of a thousand, 620 certified, 70 expiring, 30 expired, 5 revoked, 60 waiting, 115 under way."""
    base = get_user_model().objects.get(username="bench-1").pk - 1
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE UNLOGGED TABLE bench_ask (c int, certification_id bigint, version_id bigint, requirement_id bigint, practice bool,"
            " rule_id bigint, due_days int, course_key uuid, quiz_id bigint, quiz_key uuid, lessons uuid[], snapshot text, sha256 text)"
        )
        for one in certifications:
            marks = ", ".join(f"%({name})s" for name in one)
            cursor.execute(f"INSERT INTO bench_ask ({', '.join(one)}) VALUES ({marks})", one)  # noqa: S608 - made of names
        cursor.execute(
            f"""
            CREATE UNLOGGED TABLE bench_case AS
            SELECT ask.*, person.user_id AS learner_id, person.team_id, person.hired_on, state, issued_at, begun_at, completed_at,
                   {next_key(Award)} - 1 + row_number() OVER () AS award_id, {next_key(Cycle)} - 1 + row_number() OVER () AS cycle_id,
                   (date_trunc('day', issued_at, 'UTC') + interval '366 days') AS valid_until,
                   (date_trunc('day', issued_at, 'UTC') + interval '320 days') AS renewal_opens_at,
                   CASE WHEN account.is_active THEN greatest(person.hired_on, CURRENT_DATE - {LAUNCHED}) END AS asked_on
            FROM {Person._meta.db_table} person
            JOIN {get_user_model()._meta.db_table} account ON account.id = person.user_id
            CROSS JOIN bench_ask ask
            CROSS JOIN LATERAL (SELECT (person.user_id * 7919 + ask.c * 104729) %% 1000 AS h) hashed
            CROSS JOIN LATERAL (SELECT CASE WHEN h < 620 THEN 'certified' WHEN h < 690 THEN 'expiring' WHEN h < 720 THEN 'expired'
                WHEN h < 725 THEN 'revoked' WHEN h < 785 THEN 'waiting' WHEN h < 900 THEN 'in_progress' ELSE 'not_started' END AS state) stated
            CROSS JOIN LATERAL (SELECT CASE WHEN state IN ('certified', 'revoked') THEN now() - (1 + h %% 300) * interval '1 day'
                WHEN state = 'expiring' THEN now() - (325 + h %% 40) * interval '1 day'
                WHEN state = 'expired' THEN now() - (370 + h %% 40) * interval '1 day' END AS issued_at) issued
            CROSS JOIN LATERAL (SELECT coalesce(issued_at, now()) - interval '20 days' AS begun_at,
                CASE WHEN state = 'waiting' THEN now() - (1 + h %% 15) * interval '1 day' ELSE issued_at END AS completed_at) done
            WHERE person.user_id BETWEEN {base + 1} AND {base + people}
            """,  # noqa: S608 - made of names
            [],
        )
        cursor.execute("DROP TABLE bench_ask")
        cursor.execute("ANALYZE bench_case")


def write_learning() -> None:
    """Courses: taken up, each lesson done, and the quiz passed where the course is done; one lesson where it is under way."""
    fill(Enrolment, "bench_case", learner_id="learner_id", course_key="course_key", enrolled_at="begun_at", completed_at="completed_at")
    steps = "bench_case CROSS JOIN LATERAL unnest(CASE WHEN completed_at IS NULL THEN lessons[1:1] ELSE lessons || quiz_key END) AS step"
    fill(
        StepCompletion,
        f"{steps} WHERE state <> 'not_started'",
        learner_id="learner_id",
        course_key="course_key",
        step_key="step",
        completed_at="coalesce(completed_at, begun_at)",
    )
    fill(
        Attempt,
        "bench_case WHERE completed_at IS NOT NULL",
        quiz_id="quiz_id",
        learner_id="learner_id",
        number="1",
        pass_percent="80",
        started_at="completed_at - interval '10 minutes'",
        submitted_at="completed_at",
        graded_at="completed_at",
        closed_by="'learner'",
        max_points="'8'",
        points="'8'",
        passed="true",
        counts_as_pass="true",
    )


def write_runs() -> None:
    """A first run for everybody, a renewal that is open where a certificate ends or has ended, and practices that wait for a review."""
    held = "issued_at IS NOT NULL"
    fill(
        Cycle,
        "bench_case",
        id="cycle_id",
        learner_id="learner_id",
        certification_id="certification_id",
        version_id="version_id",
        path="'initial'",
        opened_at="begun_at",
        closed_at="issued_at",
        outcome=f"CASE WHEN {held} THEN 'awarded' ELSE '' END",
    )
    go_on_behind(Cycle)
    fill(
        Cycle,
        "bench_case WHERE state IN ('expiring', 'expired')",
        learner_id="learner_id",
        certification_id="certification_id",
        version_id="version_id",
        path="'renewal'",
        opened_at="renewal_opens_at",
    )
    fill(
        PracticeSubmission,
        "bench_case WHERE state = 'waiting' AND practice",
        cycle_id="cycle_id",
        requirement_id="requirement_id",
        submitted_at="completed_at",
    )


def write_awards() -> None:
    """An award with its holder and its chain of events where one is held."""
    held = "bench_case WHERE issued_at IS NOT NULL"
    fill(
        Award,
        held,
        id="award_id",
        serial=SERIAL,
        series="gen_random_uuid()",
        learner_id="learner_id",
        certification_id="certification_id",
        version_id="version_id",
        cycle_id="cycle_id",
        issued_at="issued_at",
        valid_from="issued_at",
        valid_until="valid_until",
        snapshot="snapshot::jsonb",
        snapshot_sha256="sha256",
    )
    go_on_behind(Award)
    fill(AwardHolder, held, award_id="award_id", name="'Bench Person'", salt=f"'{SALT}'")


def write_events() -> None:
    """That each award was issued and some were taken back: a chain of digests, as `add_event` writes it."""
    held = "bench_case WHERE issued_at IS NOT NULL"
    events = f"{AwardEvent._meta.db_table} (award_id, number, kind, at, public_text, internal_note, previous_sha256, sha256)"
    said = (
        """'{"actor":null,"at":"' || to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"+00:00"') || '","award":"' || serial ||"""
        """ '","internal_note":"","kind":"' || kind || '","number":' || number || ',"public_text":' || text || ',"snapshot":"' || sha256 || '"}'"""
    )
    with connection.cursor() as cursor:
        for number, kind, text, source in (
            (1, "issued", "{}", f"SELECT award_id, {SERIAL} AS serial, sha256, issued_at AS at, '' AS previous FROM {held}"),  # noqa: S608 - made of names
            (
                2,
                "revoked",
                '{"en":"Taken back."}',
                f"SELECT bench_case.award_id, {SERIAL.replace('award_id', 'bench_case.award_id')} AS serial, bench_case.sha256,"  # noqa: S608 - made of names
                f" issued_at AS at, event.sha256 AS previous FROM bench_case JOIN {AwardEvent._meta.db_table} event"
                " ON event.award_id = bench_case.award_id WHERE state = 'revoked'",
            ),
        ):
            cursor.execute(
                f"INSERT INTO {events} SELECT award_id, number, kind, at, text::jsonb, '', previous,"  # noqa: S608 - made of names
                f" encode(sha256(convert_to(previous || {said}, 'UTF8')), 'hex')"
                f" FROM (SELECT source.*, {number} AS number, '{kind}' AS kind, '{text}' AS text FROM ({source}) source) rows"
            )


def write_standings() -> None:
    """Where everybody stands, as `write_standings` derives it."""
    held = "issued_at IS NOT NULL"
    fill(
        Standing,
        "bench_case",
        learner_id="learner_id",
        certification_id="certification_id",
        team_id="team_id",
        state="CASE WHEN state = 'waiting' AND practice THEN 'awaiting_review' WHEN state = 'waiting' THEN 'awaiting_signoff' ELSE state END",
        due_on="asked_on + due_days",
        asked_by_id="CASE WHEN asked_on IS NOT NULL THEN rule_id END",
        asked_on="asked_on",
        done=f"CASE WHEN {held} THEN 2 WHEN state = 'waiting' THEN 1 ELSE 0 END",
        total="2",
        waiting_since="CASE WHEN state = 'waiting' OR state IN ('expiring', 'expired') AND NOT practice THEN completed_at END",
        award_id=f"CASE WHEN {held} THEN award_id END",
        expires_on="(valid_until AT TIME ZONE 'UTC')::date - 1",
        valid_until="valid_until",
        renewal_opens_at="renewal_opens_at",
        changed_at="coalesce(completed_at, begun_at)",
    )


if __name__ == "__main__":
    sys.stdout.write(f"{company(int(sys.argv[1]))}\n")
