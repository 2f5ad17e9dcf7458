"""People × certifications for whoever leads them."""

import re

import pytest
from django.urls import reverse

from academy.certification.actions import open_cycle, submit_practice
from academy.certification.models import Requirement
from academy.certification.models.standing import State
from academy.desk.reports.matrix import standings_in
from academy.people.actions import place_team
from academy.people.models import Line, Team

pytestmark = pytest.mark.django_db

TEAM = "/academy/team/"


@pytest.fixture
def as_manager(client, manager):
    client.force_login(manager)
    return client


@pytest.fixture
def company(make_person, make_certification, make_quiz, team, stand, rep, stranger):
    """Seven people in two teams of one line, two certifications, every state, and a stranger."""
    night = place_team(Team(slug="night-shift", name={"en": "Night shift"}), parent=team)
    fds, csa = make_certification("FDS"), make_certification("CSA", exam=make_quiz("csa", draw=2, purpose="certification"))
    states = {
        "ann": (State.CERTIFIED, {"due": -100, "expires": 200}),
        "bob": (State.EXPIRING, {"due": -100, "expires": 16}),
        "cho": (State.EXPIRED, {"due": -100, "expires": -7}),
        "dee": (State.IN_PROGRESS, {"due": -34}),
        "eve": (State.AWAITING_SIGN_OFF, {"due": -2}),
    }
    for place, (name, (state, facts)) in enumerate(states.items()):
        stand(make_person(name, team=night if place % 2 else team), fds, state, **facts)
    stand(rep, fds, State.REVOKED)
    stand(rep, csa, State.CERTIFIED, due=-5)
    stand(stranger, fds, State.CERTIFIED, due=-5)
    return {"fds": fds, "csa": csa, "night": night}


def rows_of(answer):
    table = re.sub(r"\s+", " ", answer.content.decode()).split("<tbody>")[1].split("</tbody>")[0]
    return [re.sub(r"<[^>]+>", " ", row) for row in table.split("</tr>") if row.strip()]


def marked(answer):
    return answer.content.decode().count(" is-mine")


def figure(answer):
    return re.search(r'class="figure".*?>(\d+) of (\d+)<', answer.content.decode(), re.DOTALL).groups()


def test_the_most_urgent_come_first_and_cells_say_it_in_few_letters(as_manager, company):
    rows = [" ".join(row.split()) for row in rows_of(as_manager.get(TEAM))]

    assert [row.split()[0] for row in rows] == ["Dee", "Eve", "Cho", "Rep", "Bob", "Ann"]
    assert "−34 d overdue due 28 Apr" in rows[0]
    assert "sign-off waiting for sign-off −2 d" in rows[1]
    assert "7 d ago expired 25 May" in rows[2]
    assert "16 d expiring 17 Jun" in rows[4]
    assert "18 Dec certified" in rows[5]


def test_nobody_outside_the_line_is_shown(as_manager, company):
    page = as_manager.get(TEAM).content.decode()

    assert "Stranger" not in page
    assert as_manager.get(TEAM, {"team": "elsewhere"}).status_code == 404


def test_whoever_leads_nobody_finds_no_page(client, rep, pmm, company):
    for user in (rep, pmm):
        client.force_login(user)
        assert client.get(TEAM).status_code == 404


def test_an_administrator_sees_all_teams(client, admin, company):
    client.force_login(admin)

    page = client.get(TEAM).content.decode()

    assert "Stranger" in page
    assert "Ann" in page


@pytest.mark.parametrize("slug", ["", "velocity", "night-shift"])
def test_tile_list_and_api_give_one_count(as_manager, manager, company, slug):
    chosen = Team.objects.filter(slug=slug).first()
    page = as_manager.get(TEAM, {"team": slug})
    listed = as_manager.get(TEAM, {"team": slug, "state": "current"})

    of_the_api = as_manager.get("/academy/api/v1/standings/", {"team": slug, "state": "current"}).json()

    current, required = map(int, figure(page))
    standings = standings_in(Line.of(manager).at(chosen)).required()

    assert marked(listed) == of_the_api["count"] == standings.current().count()
    assert current == len(rows_of(listed)) == len({row["person"] for row in of_the_api["results"]})
    assert required == len(set(standings.values_list("learner", flat=True)))


def test_people_are_counted_and_not_their_certificates(as_manager, company, stand, rep, now):
    """Of six people with something that is required, two hold it; a second certificate of one of them changes nothing."""
    before = figure(as_manager.get(TEAM))
    ann = company["fds"].standings.get(learner__username="ann").learner

    stand(ann, company["csa"], State.CERTIFIED, due=-5, expires=100)

    assert figure(as_manager.get(TEAM)) == before == ("3", "6")
    listed = " ".join(as_manager.get(TEAM, {"state": "current"}).content.decode().split())
    assert "3 people match; cells marked on all pages: 4" in listed


def test_certificates_that_end_come_in_the_order_of_their_end(as_manager, company, stand, make_person, team):
    stand(make_person("soon", team=team), company["fds"], State.EXPIRING, due=-10, expires=3)
    stand(make_person("later", team=team), company["fds"], State.EXPIRING, due=-300, expires=30)

    names = [row.split()[0] for row in rows_of(as_manager.get(TEAM))]

    assert [name for name in names if name in {"Soon", "Bob", "Later"}] == ["Soon", "Bob", "Later"]


@pytest.mark.parametrize(
    ("state", "people"),
    [
        ("overdue", {"Dee", "Eve"}),
        ("waiting", {"Eve"}),
        ("expired", {"Cho"}),
        ("overdue_or_expired", {"Dee", "Eve", "Cho"}),
        ("revoked", {"Rep"}),
    ],
)
def test_a_filter_lists_who_is_in_that_state(as_manager, company, state, people):
    rows = rows_of(as_manager.get(TEAM, {"state": state}))

    assert {row.split()[0] for row in rows} == people


@pytest.mark.parametrize("state", ["current", "overdue", "waiting", "expired", "overdue_or_expired", "revoked", "certified", "in_progress"])
@pytest.mark.parametrize("slug", ["velocity", "night-shift", "elsewhere"])
def test_every_list_counts_like_the_api(client, admin, company, slug, state):
    client.force_login(admin)

    listed = client.get(TEAM, {"team": slug, "state": state})
    of_the_api = client.get("/academy/api/v1/standings/", {"team": slug, "state": state}).json()

    assert marked(listed) == of_the_api["count"]


def test_heads_of_columns_count_the_current_of_the_required(as_manager, company):
    page = " ".join(as_manager.get(TEAM).content.decode().split())

    assert "CSA 1/1" in page
    assert "FDS 2/5" in page


def test_what_only_the_manager_can_do_is_on_top(as_manager, make_certification, rep, company, now, stand):
    practice = make_certification("CMC", practice=True, exam=company["csa"].versions.get().requirements.first().exam)
    run = open_cycle(learner=rep, certification=practice, path="initial", now=now)
    asked = Requirement.objects.get(version=run.version, kind="practice", path="initial")
    submission = submit_practice(cycle=run, requirement=asked, note="Ready", link="", now=now)

    page = as_manager.get(TEAM).content.decode()

    assert "Needs you (2)" in page
    assert reverse("academy_certification:practice_review", args=[submission.uuid]) in page


def test_fifty_people_are_on_a_page(as_manager, make_person, team, rep):
    for number in range(50):
        make_person(f"p{number}", team=team)

    first, second = as_manager.get(TEAM), as_manager.get(TEAM, {"page": 2})

    assert (len(rows_of(first)), len(rows_of(second))) == (50, 1)


def test_queries_do_not_grow_with_people_or_certifications(
    as_manager, company, make_person, make_certification, make_quiz, team, stand, django_assert_max_num_queries
):
    with django_assert_max_num_queries(20) as before:
        as_manager.get(TEAM)

    more = make_certification("CMC", exam=make_quiz("cmc", draw=2, purpose="certification"))
    for number in range(10):
        person = make_person(f"p{number}", team=team)
        stand(person, company["fds"], State.AWAITING_SIGN_OFF, due=5)
        stand(person, more, State.CERTIFIED, due=-5, expires=50)

    with django_assert_max_num_queries(len(before)):
        as_manager.get(TEAM)
