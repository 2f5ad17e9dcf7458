"""The three groups of the academy and their rights. Names and rights of other apps are plain text: they may not be there yet."""

from collections.abc import Iterable
from typing import Final

from django.conf import settings
from django.contrib.auth.models import Group, Permission
from django.db import connection, transaction
from django.db.models import Q
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission

from academy.people.actions.media import ensure_media_collection
from academy.people.models import Person
from courses.models import AcademyIndexPage

PMM: Final = "Academy PMM"
MANAGER: Final = "Academy manager"
ADMIN: Final = "Academy admin"
GROUP_OF: Final[dict[str, str]] = {Person.JobRole.PMM: PMM, Person.JobRole.MANAGER: MANAGER, Person.JobRole.ADMIN: ADMIN}

AUTHORED: Final = {
    "academy_courses": ["capability", "evidence", "academyindexpage", "coursepage", "lessonpage", "prerequisite"],
    "academy_quizzes": ["questionbank", "question", "questionversion", "questiontag", "quiz", "quizslot"],
    "academy_certification": ["certification", "certificationversion", "requirement", "rubricrow", "assignmentrule"],
}
AUTHORED_VERBS: Final = ("add", "change", "view", "delete")
# Marking and regrading: rows that are only added. Reading what was handed in comes with it.
JUDGED: Final = ("add_mark", "view_mark", "add_regrade", "view_regrade", "view_upload")
PAGE_VERBS: Final = ("add_page", "change_page", "publish_page")
MEDIA: Final = ("add_image", "change_image", "choose_image", "add_document", "change_document", "choose_document")


@transaction.atomic
def ensure_groups() -> None:
    """Make the academy's groups and give them the rights they lack.

    Harmless to repeat, and rights that somebody added stay. What does not
    exist yet (an app that is not migrated, no academy page) is left for the
    next time.
    """
    if not _tables_are_there():
        return
    pmm, manager, admin = (Group.objects.get_or_create(name=name)[0] for name in (PMM, MANAGER, ADMIN))
    _grant(pmm, _enter_admin() | _authored() | _judged() | Q(codename="submit_translation"))
    _grant(manager, Q(content_type__app_label="academy_people", codename="view_team"))
    _grant(admin, _enter_admin() | Q(content_type__app_label__startswith="academy") | _accounts() | Q(codename="submit_translation"))
    media = ensure_media_collection()
    for group in (pmm, admin):
        _grant_pages(group)
        if media is not None:
            _grant_media(group, media)


def add_to_group(person: Person) -> None:
    """Put a person's user into the group that goes with the job role. A rep needs none."""
    name = GROUP_OF.get(person.job_role)
    if name is not None:
        person.user.groups.add(Group.objects.get_or_create(name=name)[0])


def remove_from_group(person: Person, *, job_role: str) -> None:
    """Take a person's user out of the group that goes with a job role that is no longer held."""
    name = GROUP_OF.get(job_role)
    if name is not None:
        person.user.groups.remove(*Group.objects.filter(name=name))


def _tables_are_there() -> bool:
    tables = connection.introspection.django_table_names
    return set(tables()) == set(tables(only_existing=True))


def _enter_admin() -> Q:
    return Q(content_type__app_label="wagtailadmin", codename="access_admin")


def _authored() -> Q:
    rights = Q()
    for app, models in AUTHORED.items():
        rights |= Q(content_type__app_label=app, codename__in=[f"{verb}_{model}" for model in models for verb in AUTHORED_VERBS])
    return rights


def _judged() -> Q:
    return Q(content_type__app_label="academy_quizzes", codename__in=JUDGED)


def _accounts() -> Q:
    user_app = settings.AUTH_USER_MODEL.split(".")[0]
    return Q(content_type__app_label=user_app, codename__endswith="_user") | Q(content_type__app_label="auth", codename__endswith="_group")


def _grant(group: Group, rights: Q) -> None:
    group.permissions.add(*Permission.objects.filter(rights))


def _grant_pages(group: Group) -> None:
    """Below every academy in the page tree, in each language."""
    verbs = Permission.objects.filter(content_type__app_label="wagtailcore", codename__in=PAGE_VERBS)
    for page in AcademyIndexPage.objects.all():
        _make_missing(GroupPagePermission, verbs, group=group, page_id=page.pk)


def _grant_media(group: Group, collection: Collection) -> None:
    """In the academy's collection and those inside it, never in the host's."""
    verbs = Permission.objects.filter(codename__in=MEDIA, content_type__app_label__in=["wagtailimages", "wagtaildocs"])
    _make_missing(GroupCollectionPermission, verbs, group=group, collection_id=collection.pk)


def _make_missing(
    model: type[GroupPagePermission] | type[GroupCollectionPermission], verbs: Iterable[Permission], *, group: Group, **place: int
) -> None:
    for verb in verbs:
        model.objects.get_or_create(group=group, permission=verb, **place)
