"""Wagtail's own pages of users and groups, for our people to whom a host gave rights there."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.urls import reverse

from academy.models import AuditEntry

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def trusted(admin):
    """The host lets an administrator of the academy manage users and groups."""
    wanted = [f"{verb}_{noun}" for verb in ("add", "change", "delete") for noun in ("user", "group")]
    group = Group.objects.create(name="User managers")
    group.permissions.add(*Permission.objects.filter(codename__in=wanted))
    admin.groups.add(group)


@pytest.fixture
def site(client, admin):
    client.force_login(admin)
    return client


@pytest.fixture
def root(django_user_model):
    return django_user_model.objects.create_superuser("root", "root@example.com", "open sesame")


@pytest.fixture
def editor(django_user_model):
    """Somebody of the host, with a right that the administrator has not."""
    group = Group.objects.create(name="Host editors")
    group.permissions.add(Permission.objects.get(codename="change_site"))
    user = django_user_model.objects.create_user("editor", "editor@example.com", "open sesame")
    user.groups.add(group)
    return user


def user_form(user, **fields):
    return {
        "username": user.username if user else "fresh",
        "email": "mallory@example.com",
        "first_name": "A",
        "last_name": "B",
        "is_active": "on",
        "password1": "quite another 1",
        "password2": "quite another 1",
        **fields,
    }


def edit(user):
    return reverse("wagtailusers_users:edit", args=[user.pk])


@pytest.mark.parametrize("who", ["root", "editor"])
def test_an_account_with_more_rights_is_not_taken_over_by_copying_it(request, site, admin, who):
    user = request.getfixturevalue(who)
    copy = reverse("wagtailusers_users:copy", args=[user.pk])

    shown = site.get(copy)
    site.post(copy, user_form(user, username="taken"))

    user.refresh_from_db()
    assert shown.status_code == 302
    assert (user.username, user.email, user.check_password("open sesame")) == (who, f"{who}@example.com", True)
    assert [(entry.actor_id, entry.object_key, entry.refused) for entry in AuditEntry.objects.all()] == [(admin.pk, str(user.pk), True)] * 2


def test_nobody_copies_the_own_account_into_a_group_with_more_rights(site, admin, editor):
    beyond = editor.groups.get()

    site.post(reverse("wagtailusers_users:copy", args=[admin.pk]), user_form(admin, groups=[beyond.pk]))

    assert beyond not in admin.groups.all()


@pytest.mark.parametrize("who", ["root", "editor"])
def test_an_account_with_more_rights_is_neither_shown_nor_changed(request, site, admin, who):
    account = request.getfixturevalue(who)

    shown = site.get(edit(account))
    site.post(edit(account), user_form(account))

    account.refresh_from_db()
    assert shown.status_code == 302
    assert account.check_password("open sesame")
    assert {(entry.actor_id, entry.verb, entry.code) for entry in AuditEntry.objects.all()} == {
        (admin.pk, "user.edit", "account_protected")
    }


def test_the_refusal_is_one_sentence(site, root):
    page = site.get(edit(root), follow=True)

    assert "“root” has rights beyond your own" in page.text


def test_nobody_is_made_a_superuser_by_who_is_none(site, rep, django_user_model):
    site.post(edit(rep), user_form(rep, is_superuser="on"))
    site.post(reverse("wagtailusers_users:add"), user_form(None, is_superuser="on"))

    assert not django_user_model.objects.filter(is_superuser=True).exists()
    assert {entry.code for entry in AuditEntry.objects.all()} == {"superuser"}


def test_nobody_is_put_into_a_group_with_rights_beyond_the_own(site, admin, rep, editor):
    host = Group.objects.get(name="Host editors")

    for user in (rep, admin):
        site.post(edit(user), user_form(user, groups=[host.pk]))
    site.post(reverse("wagtailusers_users:add"), user_form(None, groups=[host.pk]))

    assert list(host.user_set.all()) == [editor]
    assert {entry.code for entry in AuditEntry.objects.all()} == {"rights_beyond_own"}


def test_an_ordinary_account_is_edited_as_ever(site, rep):
    answer = site.post(edit(rep), user_form(rep, groups=[Group.objects.get(name="Academy PMM").pk]))

    rep.refresh_from_db()
    assert answer.status_code == 302
    assert rep.email == "mallory@example.com"
    assert [group.name for group in rep.groups.all()] == ["Academy PMM"]


@pytest.mark.parametrize("who", ["root", "editor"])
def test_they_are_not_deleted_either(request, site, who, django_user_model):
    account = request.getfixturevalue(who)

    answer = site.post(reverse("wagtailusers_users:delete", args=[account.pk]))

    assert answer.status_code == 302
    assert django_user_model.objects.filter(pk=account.pk).exists()


@pytest.mark.parametrize(
    ("action", "sent"), [("set_active_state", {"mark_as_active": "False"}), ("delete", {}), ("assign_role", {"role": "Academy PMM"})]
)
@pytest.mark.parametrize("who", ["root", "editor"])
def test_nor_in_bulk(request, site, rep, django_user_model, action, sent, who):
    account = request.getfixturevalue(who)
    if "role" in sent:
        sent = {"role": Group.objects.get(name=sent["role"]).pk}
    bulk = reverse("wagtail_bulk_action", args=["auth", "user", action])

    answer = site.post(f"{bulk}?id={rep.pk}&id={account.pk}", sent)

    account.refresh_from_db()
    assert answer.status_code == (409 if (who, action) == ("root", "delete") else 302)
    assert account.is_active
    assert not account.groups.filter(name="Academy PMM").exists()


def test_a_group_with_rights_beyond_the_own_is_given_to_nobody_in_bulk(site, rep, editor):
    bulk = reverse("wagtail_bulk_action", args=["auth", "user", "assign_role"])

    site.post(f"{bulk}?id={rep.pk}", {"role": Group.objects.get(name="Host editors").pk})

    assert not rep.groups.exists()
    assert AuditEntry.objects.get().code == "rights_beyond_own"


def test_our_people_edit_no_groups_least_of_all_their_own(site, admin):
    own = Group.objects.get(name="Academy admin")
    before = own.permissions.count()
    right = Permission.objects.get(codename="change_site")

    answer = site.post(reverse("wagtailusers_groups:edit", args=[own.pk]), {"name": own.name, "permissions": [right.pk]})
    site.post(reverse("wagtailusers_groups:add"), {"name": "Mine", "permissions": [right.pk]})
    site.post(reverse("wagtailusers_groups:delete", args=[own.pk]))

    assert answer.status_code == 302
    assert own.permissions.count() == before
    assert not Group.objects.filter(name="Mine").exists()


def test_a_superuser_edits_users_and_groups_as_ever(client, root, rep):
    client.force_login(root)

    client.post(edit(rep), user_form(rep, is_superuser="on"))

    rep.refresh_from_db()
    assert rep.is_superuser
    assert client.get(reverse("wagtailusers_groups:edit", args=[Group.objects.get(name="Academy PMM").pk])).status_code == 200


def test_a_user_manager_of_the_host_goes_on_managing_editors_and_no_superusers(client, editor, root, django_user_model):
    steward = django_user_model.objects.create_user("steward")
    steward.groups.add(Group.objects.get(name="User managers"))
    steward.user_permissions.add(Permission.objects.get(codename="access_admin"))
    client.force_login(steward)

    assert client.get(edit(editor)).status_code == 200
    assert client.get(edit(root)).status_code == 302
