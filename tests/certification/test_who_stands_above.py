"""Who signs, reviews and reads for whom, at the doors people use: the managers of today, and never oneself."""

import pytest
from django.urls import reverse

from academy.certification.actions import open_cycle, submit_practice
from academy.certification.models import PracticeReview, SignOff
from academy.people.actions import join_team, place_team
from academy.people.models import Team
from tests.certification.conftest import requirement

pytestmark = pytest.mark.django_db

VERDICT = {"row-listens": "3", "row-next": "3", "verdict": "pass"}


@pytest.fixture
def advisor(make_certification):
    return make_certification("CSA", practice=True, sign_off=True)


@pytest.fixture
def under_way(advisor, now):
    """A run with a practice that waits: `under_way(rep)`."""

    def begin(learner):
        run = open_cycle(learner=learner, certification=advisor, path="initial", now=now)
        return run, submit_practice(cycle=run, requirement=requirement(run, "practice"), note="Ready.", now=now)

    return begin


@pytest.fixture
def doors(client):
    """What each door answers to somebody: to sign off, to review, and whether the page of the practice offers a verdict."""

    def ask(user, run, practice):
        client.force_login(user)
        review = reverse("academy_certification:practice_review", args=[practice.uuid])
        shown = client.get(review)
        offered = 'name="verdict"' in shown.content.decode()
        judged = client.post(review, VERDICT)
        signed = client.post(reverse("academy_certification:sign_off", args=[run.uuid, requirement(run, "sign_off").uuid]))
        return {"signs": signed.status_code != 404, "finds the practice": shown.status_code == 200, "is offered a verdict": offered,
                "judges": judged.status_code == 302 and PracticeReview.objects.exists()}  # fmt: skip

    return ask


@pytest.mark.parametrize("who", ["rep", "manager", "admin"])
def test_nobody_signs_or_reviews_for_oneself_at_the_door(request, manager, team, under_way, doors, who, now):
    join_team(manager.academy_person, team=team, on=now.date(), now=now)
    user = request.getfixturevalue(who)
    run, practice = under_way(user)

    seen = doors(user, run, practice)

    assert seen == {"signs": False, "finds the practice": True, "is offered a verdict": False, "judges": False}
    assert not SignOff.objects.exists()


@pytest.mark.parametrize("who", ["manager", "admin"])
def test_the_manager_of_today_and_administrators_sign_and_review(request, rep, under_way, doors, who):
    run, practice = under_way(rep)

    seen = doors(request.getfixturevalue(who), run, practice)

    assert seen == {"signs": True, "finds the practice": True, "is offered a verdict": True, "judges": True}
    assert SignOff.objects.get().by.username == PracticeReview.objects.get().reviewer.username == who


@pytest.fixture(params=["the team has another manager", "the person has another team", "the team has left the line"])
def replace_manager(request, rep, manager, team, make_person, now):
    """Put somebody else above the rep: `replace_manager()` returns the successor."""

    def replace():
        successor = make_person("successor", job_role="manager")
        if request.param == "the person has another team":
            other = place_team(Team(slug="other", name={"en": "Other"}, manager=successor), parent=None)
            join_team(rep.academy_person, team=other, on=now.date(), now=now)
            return successor
        Team.objects.filter(pk=team.pk).update(manager=successor)
        if request.param == "the team has left the line":
            above = place_team(Team(slug="above", name={"en": "Above"}, manager=manager), parent=None)
            for parent in (above, None):
                place_team(Team.objects.get(pk=team.pk), parent=parent)
        return successor

    return replace


def test_a_former_manager_neither_signs_nor_reviews(rep, manager, under_way, doors, replace_manager):
    run, practice = under_way(rep)
    replace_manager()

    seen = doors(manager, run, practice)

    assert seen == {"signs": False, "finds the practice": False, "is offered a verdict": False, "judges": False}
    assert not SignOff.objects.exists()


def test_a_former_manager_reads_nothing_of_the_person_any_more(client, rep, manager, award, replace_manager):
    client.force_login(manager)
    addresses = [
        reverse("academy_desk:person", args=[rep.academy_person.uuid]),
        reverse("academy_desk:person_exceptions", args=[rep.academy_person.uuid]),
        reverse("academy_desk:attempt", args=[rep.academy_quiz_attempts.get().uuid]),
        reverse("academy_certification:certificate_pdf", args=[award.serial]),
        f"/academy/api/v1/awards/{award.serial}/",
    ]
    before = [client.get(address).status_code for address in addresses]
    listed = client.get("/academy/api/v1/standings/").json()["count"]

    replace_manager()

    assert before == [200] * 5
    assert [client.get(address).status_code for address in addresses] == [404] * 5
    assert (listed, client.get("/academy/api/v1/standings/").json()["count"]) == (1, 0)


def test_the_successor_stands_in_the_place_of_a_former_manager(rep, under_way, doors, replace_manager):
    run, practice = under_way(rep)

    seen = doors(replace_manager(), run, practice)

    assert seen == {"signs": True, "finds the practice": True, "is offered a verdict": True, "judges": True}
