"""The three groups and who is put into them."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.checks import Tags, run_checks
from django.db import connection
from wagtail.models import GroupPagePermission, Locale, Page

from academy.people.actions import ensure_groups, register_person
from academy.people.models import MediaCollection, Person
from courses.models import AcademyIndexPage

pytestmark = pytest.mark.django_db


@pytest.fixture
def index_page():
    home = Page.get_first_root_node().add_child(instance=Page(title="Company", slug="company"))
    return home.add_child(instance=AcademyIndexPage(title="Academy", slug="academy-pages"))


def test_migrating_makes_the_three_groups_with_their_rights():
    rights = {group.name: {p.codename for p in group.permissions.all()} for group in Group.objects.filter(name__startswith="Academy")}

    assert set(rights) == {"Academy PMM", "Academy manager", "Academy admin"}
    assert {"access_admin", "add_capability", "change_quiz", "add_certification", "publish_page"} - rights["Academy PMM"] == {
        "publish_page"
    }
    assert rights["Academy manager"] == {"view_team"}
    assert {"view_person", "change_dealpolicy", "view_auditentry"} <= rights["Academy admin"]


def test_who_writes_questions_marks_and_regrades_and_rewrites_neither():
    rights = {group.name: {p.codename for p in group.permissions.all()} for group in Group.objects.filter(name__startswith="Academy")}
    judging = {"add_mark", "view_mark", "add_regrade", "view_regrade", "view_upload", "add_questiontag", "change_questiontag"}
    never = {"change_mark", "delete_mark", "change_regrade", "delete_regrade", "add_quizoverride", "view_attempt"}

    assert judging <= rights["Academy PMM"]
    assert rights["Academy PMM"] & never == set()
    assert judging | {"add_quizoverride", "view_quizoverride"} <= rights["Academy admin"]
    assert rights["Academy manager"] & judging == set()


def test_a_product_marketer_does_not_see_everybody(pmm):
    assert not pmm.has_perm("academy_people.view_person")


def test_publishing_an_academy_lets_authors_write_below_it(index_page, pmm):
    index_page.save_revision().publish()

    may = index_page.permissions_for_user(pmm)

    assert may.can_add_subpage()
    assert may.can_edit()
    assert may.can_publish()


def test_an_academy_in_another_language_is_written_in_too(index_page, pmm):
    chinese = Locale.objects.get_or_create(language_code="zh-hans")[0]

    copied = index_page.copy_for_translation(chinese, copy_parents=True, alias=True)

    assert copied.permissions_for_user(pmm).can_add_subpage()


def test_repeating_gives_nothing_twice_and_takes_nothing_away(index_page, pmm):
    index_page.save_revision().publish()
    group = Group.objects.get(name="Academy PMM")
    before = (GroupPagePermission.objects.count(), group.permissions.count())

    ensure_groups()

    assert (GroupPagePermission.objects.count(), group.permissions.count()) == before


def test_registering_puts_a_person_into_the_group_of_the_role(django_user_model, now):
    user = django_user_model.objects.create_user("grace")

    register_person(user=user, name="Grace Okoye", job_role="pmm", now=now)

    assert [group.name for group in user.groups.all()] == ["Academy PMM"]


def test_no_group_of_ours_reaches_accounts_or_groups_of_the_host():
    theirs = Permission.objects.filter(content_type__app_label__in=["auth", "contenttypes", "sessions"])

    given = [
        f"{group.name}: {right.codename}"
        for group in Group.objects.filter(name__startswith="Academy")
        for right in group.permissions.all()
        if right in theirs
    ]

    assert given == []


def test_a_model_of_somebody_else_without_a_table_keeps_nobody_from_the_groups(unmigrated_model):
    Group.objects.filter(name__startswith="Academy").delete()

    ensure_groups()

    assert Group.objects.get(name="Academy PMM").permissions.filter(codename="add_capability").exists()
    assert Group.objects.get(name="Academy admin").permissions.filter(codename="access_admin").exists()


def without_table(monkeypatch, model):
    names = connection.introspection.table_names
    monkeypatch.setattr(connection.introspection, "table_names", lambda: [name for name in names() if name != model._meta.db_table])


@pytest.mark.parametrize("model", [AcademyIndexPage, MediaCollection])
def test_a_missing_table_of_ours_is_named_and_the_rest_is_done(monkeypatch, caplog, model):
    Group.objects.filter(name__startswith="Academy").delete()
    without_table(monkeypatch, model)

    ensure_groups()

    assert f"Without a table: {model._meta.label}." in caplog.text
    assert Group.objects.get(name="Academy PMM").permissions.filter(codename="add_capability").exists()


def test_without_people_there_are_no_groups_and_the_log_says_so(monkeypatch, caplog):
    Group.objects.filter(name__startswith="Academy").delete()
    without_table(monkeypatch, Person)

    ensure_groups()

    assert "Without a table: academy_people.Person." in caplog.text
    assert not Group.objects.filter(name__startswith="Academy").exists()


def complaints(**options):
    return [str(one.msg) for one in run_checks(tags=[Tags.database], **options) if one.id == "academy.W016"]


def test_the_check_of_the_database_names_groups_that_are_missing_or_empty():
    assert complaints(databases=["default"]) == []
    Group.objects.get(name="Academy PMM").delete()
    Group.objects.get(name="Academy manager").permissions.clear()

    assert complaints(databases=["default"]) == [
        "These groups of the academy are missing, or have no rights: Academy PMM, Academy manager."
    ]


def test_the_check_says_nothing_before_the_first_migration(monkeypatch):
    Group.objects.filter(name__startswith="Academy").delete()
    without_table(monkeypatch, Person)

    assert complaints(databases=["default"]) == []
