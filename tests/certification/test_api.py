"""Certifications, standings, awards and verification in the API."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from academy.certification.actions import revoke_award
from academy.certification.models import Standing
from academy.certification.models.serial import written
from academy.people.models import Person

ROOT = "/academy/api/v1"


def test_a_certification_names_the_rules_in_force(client, rep, certification):
    client.force_login(rep)

    line = client.get(f"{ROOT}/certifications/").json()["results"][0]
    body = client.get(f"{ROOT}/certifications/fds/").json()

    assert (line["code"], line["title"]) == ("FDS", "Certified Fast-Deal Seller")
    assert body["rules"]["validity"] == "P365D"
    assert [(row["path"], row["kind"], row["exam"]) for row in body["rules"]["requirements"]] == [
        ("initial", "exam", "fds-exam"),
        ("renewal", "exam", "fds-exam"),
    ]


def test_a_draft_is_seen_by_authors_only(client, rep, pmm, make_certification):
    make_certification("NEW", published=False)

    client.force_login(rep)
    hidden = client.get(f"{ROOT}/certifications/new/").status_code
    client.force_login(pmm)
    shown = client.get(f"{ROOT}/certifications/new/").json()

    assert hidden == 404
    assert shown["rules"] is None


@pytest.mark.parametrize(("who", "seen"), [("rep", 1), ("manager", 1), ("admin", 1), ("stranger", 0), ("pmm", 0)])
def test_who_sees_the_standing_and_the_award_of_a_rep(client, request, award, who, seen):
    client.force_login(request.getfixturevalue(who))

    standings, awards = (client.get(f"{ROOT}/{name}/").json()["count"] for name in ("standings", "awards"))
    one = client.get(f"{ROOT}/awards/{award.serial}/").status_code

    assert (standings, awards) == (seen, seen)
    assert one == (200 if seen else 404)


def test_standings_can_be_narrowed(client, manager, award, certification):
    client.force_login(manager)

    counts = [
        client.get(f"{ROOT}/standings/", asked).json()["count"]
        for asked in ({"state": "certified"}, {"state": "expired"}, {"certification": "fds"}, {"person": "x"})
    ]

    assert counts == [1, 0, 1, 0]


def test_an_award_tells_its_status_and_a_revoked_one_has_no_pdf(client, rep, admin, award, now):
    client.force_login(rep)
    before = client.get(f"{ROOT}/awards/{award.serial}/").json()

    revoke_award(award, by=admin, public_text="To be repeated.", internal_note="secret", now=now)
    after = client.get(f"{ROOT}/awards/{award.serial}/")

    assert (before["status"], before["code"], before["last_day"]) == ("active", written(award.serial), "2027-06-01")
    assert (after.json()["status"], after.json()["pdf_url"]) == ("revoked", None)
    assert b"secret" not in after.content


def test_anybody_verifies_by_code(client, award):
    found = client.get(f"{ROOT}/verify/{written(award.serial).lower()}/")
    unknown = client.get(f"{ROOT}/verify/nonsense/")

    assert found.json()["state"] == "valid"
    assert unknown.status_code == 404
    assert unknown.json()["code"] == "unknown"


@pytest.mark.parametrize(
    ("asked", "shown"), [({}, 50), ({"page_size": 1}, 1), ({"page_size": 200}, 200), ({"page_size": 500}, 200), ({"page": 5}, 3)]
)
def test_a_list_has_fifty_rows_a_page_and_never_more_than_two_hundred(client, django_user_model, admin, certification, now, asked, shown):
    users = django_user_model.objects.bulk_create(django_user_model(username=f"user-{number}") for number in range(203))
    Person.objects.bulk_create(Person(user=user, name={"en": user.username}) for user in users)
    Standing.objects.bulk_create(Standing(learner=user, certification=certification, changed_at=now) for user in users)
    client.force_login(admin)

    page = client.get(f"{ROOT}/standings/", asked).json()

    assert (page["count"], len(page["results"])) == (203, shown)
    assert len({row["id"] for row in page["results"]}) == shown
    assert (page["next"] is None) == (asked == {"page": 5})


@pytest.mark.parametrize("path", ["certifications", "standings", "awards"])
def test_nobody_signed_out_reads_the_rest(client, db, path):
    assert client.get(f"{ROOT}/{path}/").status_code == 401


def test_lists_cost_the_same_however_long(client, admin, make_certification, make_person, team, sit, now):
    certification = make_certification()
    client.force_login(admin)

    def costs(path):
        with CaptureQueriesContext(connection) as queries:
            client.get(f"{ROOT}/{path}/")
        return len(queries)

    sit(make_person("one", team=team), certification, at=now)
    first = [costs(path) for path in ("standings", "awards")]
    for name in ("two", "three"):
        sit(make_person(name, team=team), certification, at=now)

    assert [costs(path) for path in ("standings", "awards")] == first
