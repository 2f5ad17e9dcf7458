"""In which order the page of a team shows people, and that it reads no more of them than it shows."""

from itertools import pairwise

import pytest

from academy.certification.models import Standing
from academy.certification.models.standing import State
from academy.desk.reports import matrix
from academy.people.models import Line
from tests.desk.test_team import TEAM, rows_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def many(make_certification, make_quiz, make_person, team, stand):
    """Twelve people with two certifications each: some overdue, some not, some with nothing at all."""
    fds, csa = make_certification("FDS"), make_certification("CSA", exam=make_quiz("csa", draw=2, purpose="certification"))
    states = [State.IN_PROGRESS, State.CERTIFIED, State.EXPIRED, State.NOT_STARTED, State.EXPIRING, State.FAILED]
    for number in range(12):
        person = make_person(f"p{number:02}", team=team)
        if number % 6 == 5:
            continue
        stand(person, fds, states[number % 6], due=number - 8, expires=number)
        stand(person, csa, states[(number + 1) % 5], due=3 - number, expires=number)
    return team


@pytest.fixture
def in_pages(monkeypatch, manager, now, many):
    """Names of everybody, in the order of pages of so many people."""

    def read(size):
        monkeypatch.setattr(matrix, "PEOPLE_ON_A_PAGE", size)
        line, names, page = Line.of(manager), [], 1
        while True:
            shown = matrix.read_matrix(line, state="", page=page, today=now.date())
            names += [str(row.person) for row in shown.rows]
            if not shown.page.has_next():
                return names
            page += 1

    return read


def test_everybody_is_on_one_page_whatever_the_size_of_pages(in_pages):
    whole = in_pages(50)

    assert len(whole) == len(set(whole)) == 13
    assert [in_pages(size) for size in (1, 2, 5)] == [whole] * 3


def test_people_stand_by_their_most_urgent_standing_and_last_without_one(in_pages, now):
    names = in_pages(50)

    def urgency(name):
        rows = Standing.objects.filter(learner__username=name.lower()).most_urgent_first(now.date())
        first = rows.first()
        ends = first and first.state in {State.CERTIFIED, State.EXPIRING, State.EXPIRED}
        return (first.urgency, str(first.expires_on if ends else first.due_on)) if first else (100, "")

    assert all(urgency(one) <= urgency(other) for one, other in pairwise(names))
    assert set(names[-3:]) == {"P05", "P11", "Rep"}


def test_a_page_reads_no_more_standings_than_its_people_can_have(client, manager, many, monkeypatch, django_assert_max_num_queries):
    monkeypatch.setattr(matrix, "PEOPLE_ON_A_PAGE", 2)
    client.force_login(manager)

    with django_assert_max_num_queries(20) as asked:
        page = client.get(TEAM)

    assert len(rows_of(page)) == 2
    ranked = [one["sql"] for one in asked.captured_queries if 'ORDER BY "academy_certification_standing"."due_on"' in one["sql"]]
    assert len(ranked) == 1
    assert ranked[0].endswith("LIMIT 4")
