"""People and teams in the administration."""

import pytest
from django.urls import reverse

from academy.people.models import Person, Team
from tests.editing import save

pytestmark = pytest.mark.django_db

ADD = "wagtailsnippets_academy_people_person:add"


@pytest.fixture
def form(team):
    return {
        "name_en": "Xu An",
        "name_zh-hans": "徐安",
        "username": "xu.an",
        "email": "xu.an@example.com",
        "password": "",
        "active": "on",
        "job_role": "rep",
        "team": str(team.pk),
        "hired_on": "2026-05-18",
        "locale": "zh-hans",
        "time_zone": "Asia/Shanghai",
        "certificate_name": "",
        "certificate_second_name": "",
    }


@pytest.fixture
def site(client, admin):
    client.force_login(admin)
    return client


def test_the_form_makes_the_account_and_the_membership(site, form, django_user_model):
    answer = site.post(reverse(ADD), form)

    assert answer.status_code == 302, answer.context["form"].errors
    person = Person.objects.get(user__username="xu.an")
    assert (person.name, person.team.slug, person.locale) == ({"en": "Xu An", "zh-hans": "徐安"}, "velocity", "zh-hans")
    assert [str(member.since) for member in person.memberships.all()] == ["2026-05-18"]
    assert not person.user.check_password("")


def test_the_form_of_a_person_shows_no_password_and_follows_the_role(site, form, rep):
    edit = reverse("wagtailsnippets_academy_people_person:edit", args=[rep.academy_person.pk])

    page = site.get(edit)
    answer = save(site, edit, {**form, "username": "rep", "job_role": "manager"})

    assert page.status_code == 200
    assert "password" not in page.content.decode().lower().split("<form", 1)[1].split("</form>")[0]
    assert answer.status_code == 302, answer.context["form"].errors
    assert [group.name for group in rep.groups.all()] == ["Academy manager"]


def test_only_superusers_change_the_account_of_a_superuser(site, form, make_person):
    root = make_person("root")
    root.is_superuser = True
    root.save()

    save(
        site,
        reverse("wagtailsnippets_academy_people_person:edit", args=[root.academy_person.pk]),
        {**form, "username": "root", "email": "mallory@example.com"},
    )

    root.refresh_from_db()
    assert root.email == "root@example.com"


def test_a_taken_name_is_told_at_the_field(site, form, rep):
    answer = site.post(reverse(ADD), {**form, "username": "rep"})

    assert answer.status_code == 200
    assert "username" in answer.context["form"].errors


def test_a_team_is_placed_with_everything_below_it(site, team):
    Team.objects.create(slug="night-shift", path="/velocity/night-shift/", parent=team, name={"en": "Night shift"})
    sales = Team.objects.create(slug="sales", path="/sales/", name={"en": "Sales"})

    edit = reverse("wagtailsnippets_academy_people_team:edit", args=[team.pk])
    answer = save(
        site, edit, {"name_en": "Velocity", "name_zh-hans": "", "slug": "fast", "parent": str(sales.pk), "manager": "", "deal_type": "fast"}
    )

    assert answer.status_code == 302, answer.context["form"].errors
    assert set(Team.objects.below(sales).values_list("path", flat=True)) == {"/sales/", "/sales/fast/", "/sales/fast/night-shift/"}


def test_a_list_of_people_and_of_teams_opens(site, rep):
    for noun in ("person", "team"):
        assert site.get(reverse(f"wagtailsnippets_academy_people_{noun}:list")).status_code == 200
        assert site.get(reverse(f"wagtailsnippets_academy_people_{noun}:add")).status_code == 200


def test_a_product_marketer_reaches_neither(client, pmm):
    client.force_login(pmm)

    answer = client.get(reverse(ADD))

    assert answer.status_code == 302


def test_what_the_user_model_refuses_is_told_at_its_field(site, form):
    answer = site.post(reverse(ADD), {**form, "username": "xu an!"})

    assert answer.status_code == 200
    assert list(answer.context["form"].errors) == ["username"]
    assert not Person.objects.filter(user__username="xu an!").exists()


def test_the_list_of_people_is_narrowed_by_words_of_the_team_and_offers_no_list_of_teams(client, admin, rep, stranger):
    client.force_login(admin)
    address = reverse("wagtailsnippets_academy_people_person:list")

    everybody = client.get(address).content.decode()
    narrowed = client.get(address, {"team": "快单"}).content.decode()

    assert "<option" not in everybody.split('name="team"')[1].split("</div>")[0]
    assert "Stranger" in everybody
    assert "Stranger" not in narrowed
    assert "Rep" in narrowed
