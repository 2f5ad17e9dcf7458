"""The accounts behind people: an administrator of the academy never reaches rights that are not the academy's."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.urls import reverse

from academy.models import AuditEntry
from academy.people.actions import AccountProtected, change_account, register_person
from academy.people.models import Person
from academy.people.permissions import may_administer_account
from tests.editing import save

pytestmark = pytest.mark.django_db

ADD = "wagtailsnippets_academy_people_person:add"


@pytest.fixture
def site(client, admin):
    client.force_login(admin)
    return client


@pytest.fixture
def editors():
    """A group of the host, with a right of the host."""
    group = Group.objects.create(name="Host editors")
    group.permissions.add(Permission.objects.get(codename="change_site"))
    return group


def form(username, **fields):
    return {
        "name_en": "Somebody",
        "name_zh-hans": "",
        "username": username,
        "email": f"{username}@example.com",
        "password": "",
        "active": "on",
        "job_role": "rep",
        "team": "",
        "hired_on": "",
        "locale": "",
        "time_zone": "UTC",
        "certificate_name": "",
        "certificate_second_name": "",
        **fields,
    }


def superuser(user, editors):
    user.is_superuser = True


def retired_superuser(user, editors):
    user.is_superuser, user.is_active = True, False


def host_staff(user, editors):
    user.is_staff = True


def host_editor(user, editors):
    user.groups.add(editors)


def retired_editor(user, editors):
    user.is_active = False
    user.groups.add(editors)


def member_of_a_group_without_rights(user, editors):
    user.groups.add(Group.objects.create(name="Board"))


def holder_of_a_right(user, editors):
    user.user_permissions.add(Permission.objects.get(codename="delete_user"))


PROTECTED = [
    superuser,
    retired_superuser,
    host_staff,
    host_editor,
    retired_editor,
    member_of_a_group_without_rights,
    holder_of_a_right,
]


@pytest.mark.parametrize("kind", PROTECTED, ids=lambda kind: kind.__name__)
def test_an_account_with_rights_beyond_the_academy_is_not_made_a_person(site, admin, editors, django_user_model, kind):
    host = django_user_model.objects.create_user("host", "host@example.com")
    kind(host, editors)
    host.save()

    answer = site.post(reverse(ADD), form("host", email="mallory@example.com"))

    host.refresh_from_db()
    assert "only a superuser can make its owner a person" in str(answer.context["form"].errors["username"])
    assert (host.email, Person.objects.filter(user=host).exists()) == ("host@example.com", False)
    assert [(entry.actor_id, entry.code) for entry in AuditEntry.objects.all()] == [(admin.pk, "account_protected")]


def test_a_name_that_differs_in_capitals_only_is_the_account_that_is_there(site, django_user_model):
    root = django_user_model.objects.create_superuser("root", "root@example.com", "open sesame")

    answer = site.post(reverse(ADD), form("ROOT"))

    assert "only a superuser can make its owner a person" in str(answer.context["form"].errors["username"])
    assert list(django_user_model.objects.filter(username__iexact="root")) == [root]


@pytest.mark.parametrize("kind", PROTECTED, ids=lambda kind: kind.__name__)
def test_the_address_of_a_protected_account_is_read_only_and_the_form_says_who_may_change_it(site, make_person, editors, kind):
    host = make_person("host")
    kind(host, editors)
    host.save()
    edit = reverse("wagtailsnippets_academy_people_person:edit", args=[host.academy_person.pk])

    shown = site.get(edit)
    answer = save(site, edit, form("host", email="mallory@example.com"))

    host.refresh_from_db()
    assert shown.context["form"].fields["email"].disabled
    assert "only a superuser can change its name" in shown.text
    assert "only a superuser" in str(answer.context["form"].errors["email"])
    assert host.email == "host@example.com"
    assert [(entry.verb, entry.refused) for entry in AuditEntry.objects.all()] == [("account.change", True)]


def test_the_rest_of_a_protected_person_is_still_the_academys(site, make_person, editors, team):
    host = make_person("host")
    host.groups.add(editors)

    # A browser sends no value of a field that is switched off.
    sent = {name: value for name, value in form("host", team=str(team.pk)).items() if name not in {"username", "email", "active"}}
    answer = save(site, reverse("wagtailsnippets_academy_people_person:edit", args=[host.academy_person.pk]), sent)

    host.refresh_from_db()
    assert answer.status_code == 302, answer.context["form"].errors
    assert (host.academy_person.team, host.email, host.is_active) == (team, "host@example.com", True)
    assert set(host.groups.all()) == {editors}


def test_the_account_of_a_learner_is_changed_and_that_is_on_record(site, admin, rep):
    save(site, reverse("wagtailsnippets_academy_people_person:edit", args=[rep.academy_person.pk]), form("rep", email="new@example.com"))

    rep.refresh_from_db()
    assert rep.email == "new@example.com"
    entries = [(entry.actor_id, entry.verb, entry.refused) for entry in AuditEntry.objects.order_by("pk")]
    assert (admin.pk, "account.change", False) in entries


def test_the_same_rule_holds_at_the_action(admin, make_person, editors, now):
    host = make_person("host")
    host.groups.add(editors)

    with pytest.raises(AccountProtected):
        change_account(host, username="host", email="mallory@example.com", active=True, by=admin, now=now)

    host.refresh_from_db()
    assert host.email == "host@example.com"


def test_nobody_gives_a_role_with_rights_beyond_the_own(site, rep):
    Group.objects.get(name="Academy PMM").permissions.add(Permission.objects.get(codename="change_site"))

    answer = save(site, reverse("wagtailsnippets_academy_people_person:edit", args=[rep.academy_person.pk]), form("rep", job_role="pmm"))

    assert "rights that you do not hold yourself" in str(answer.context["form"].errors["job_role"])
    assert not rep.groups.exists()
    assert AuditEntry.objects.get().code == "role_protected"


def test_administrators_administer_each_other_and_superusers_everybody(admin, make_person, editors, django_user_model):
    other, root = make_person("other", job_role="admin"), django_user_model.objects.create_superuser("root")
    host = make_person("host")
    host.groups.add(editors)

    assert may_administer_account(admin, other)
    assert may_administer_account(root, host)
    assert not may_administer_account(other, root)


def test_deleting_a_person_leaves_the_account_as_it_is(site, make_person, editors, django_user_model):
    host = make_person("host")
    host.groups.add(editors)
    pk = host.academy_person.pk

    site.post(reverse("wagtailsnippets_academy_people_person:delete", args=[pk]))

    host = django_user_model.objects.get(username="host")
    assert (host.is_active, set(host.groups.all())) == (True, {editors})


def test_a_person_is_registered_by_the_system_whatever_the_account(make_person, django_user_model, now):
    root = django_user_model.objects.create_superuser("root")

    register_person(user=root, name="Root", now=now)

    assert not AuditEntry.objects.exists()


def test_an_administrator_of_the_academy_has_people_and_teams_and_no_users_and_groups(site):
    home = site.get("/cms/").text

    assert all(reverse(f"wagtailsnippets_academy_people_{noun}:list") in home for noun in ("person", "team"))
    assert reverse("wagtailusers_users:index") not in home
    assert reverse("wagtailusers_groups:index") not in home


def test_a_group_that_a_superuser_took_away_is_not_given_back_by_who_lacks_its_rights(site, make_person):
    author = make_person("author", job_role="pmm")
    author.groups.clear()
    Group.objects.get(name="Academy PMM").permissions.add(Permission.objects.get(codename="change_site"))

    answer = save(
        site,
        reverse("wagtailsnippets_academy_people_person:edit", args=[author.academy_person.pk]),
        form("author", job_role="pmm", name_en="Renamed"),
    )

    assert "job_role" in answer.context["form"].errors
    assert not author.groups.exists()
