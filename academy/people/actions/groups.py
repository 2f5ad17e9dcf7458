"""The three groups of the academy and their rights. Names and rights of other apps are plain text: they may not be there yet."""

import logging
from collections.abc import Iterable
from typing import Any, Final

from django.conf import settings
from django.contrib.auth.models import Group, Permission
from django.db import connection, transaction
from django.db.models import Model, Q
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission

from academy.conf import academy_setting
from academy.people.actions.media import ensure_media_collection
from academy.people.actions.workflow import WORKFLOW_STANDS_IN, ensure_moderators
from academy.people.conf import ADMIN, MANAGER, PMM
from academy.people.models import MediaCollection, Person
from courses.models import AcademyIndexPage

log = logging.getLogger("academy.people")

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
# What a group cannot do without, and what its rights in pages and in the media are kept in.
GROUPS_STAND_IN: Final[tuple[type[Model], ...]] = (Group, Permission, Person)
PAGES_STAND_IN: Final[tuple[type[Model], ...]] = (AcademyIndexPage, GroupPagePermission)
MEDIA_STANDS_IN: Final[tuple[type[Model], ...]] = (Collection, GroupCollectionPermission, MediaCollection)
MEDIA: Final = ("add_image", "change_image", "choose_image", "add_document", "change_document", "choose_document")


@transaction.atomic
def ensure_groups() -> None:
    """Make the academy's groups and give them the rights they lack.

    Harmless to repeat, and rights that somebody added stay. None of them
    reaches beyond the academy: accounts and groups of the host are no group's
    of ours, people are made in our own form. What does not exist yet (an app
    that is not migrated, no academy page) is left for the next time; tables
    that are missing are named in the log, and those of others do not matter.
    """
    missing = _without_table((*GROUPS_STAND_IN, *PAGES_STAND_IN, *MEDIA_STANDS_IN, *WORKFLOW_STANDS_IN))
    if missing:
        names = ", ".join(sorted(model._meta.label for model in missing))
        log.warning("The academy's groups are incomplete until the next `migrate`. Without a table: %s.", names)
    if missing.intersection(GROUPS_STAND_IN):
        return
    pmm, manager, admin = (Group.objects.get_or_create(name=name)[0] for name in (PMM, MANAGER, ADMIN))
    _grant(pmm, _enter_admin() | _authored() | _judged() | Q(codename="submit_translation"))
    _grant(manager, Q(content_type__app_label="academy_people", codename="view_team"))
    _grant(admin, _enter_admin() | _of_the_academy() | Q(codename="submit_translation"))
    media = None if missing.intersection(MEDIA_STANDS_IN) else ensure_media_collection()
    for group in (pmm, admin):
        if not missing.intersection(PAGES_STAND_IN):
            _grant_pages(group)
        if media is not None:
            _grant_media(group, media)
    if academy_setting("MODERATE_PAGES") and not missing.intersection(WORKFLOW_STANDS_IN):
        ensure_moderators(pmm, admin)


def groups_of_role(job_role: str) -> list[Group]:
    """The group that goes with a job role, if any."""
    return list(Group.objects.filter(name=GROUP_OF.get(job_role, "")))


def groups_to_join(user: Any, *, job_role: str) -> list[Group]:
    """The group of a job role, unless the user (None: one who is yet to come) is in it."""
    held = set() if user is None else set(user.groups.all())
    return [group for group in groups_of_role(job_role) if group not in held]


def add_to_group(person: Person) -> None:
    """Put a person's user into the group that goes with the job role. A rep needs none."""
    name = GROUP_OF.get(person.job_role)
    if name is not None:
        person.user.groups.add(Group.objects.get_or_create(name=name)[0])


def remove_from_group(person: Person, *, job_role: str) -> None:
    """Take a person's user out of the group that goes with a job role that is no longer held."""
    if job_role in GROUP_OF:
        person.user.groups.remove(*groups_of_role(job_role))


def _without_table(models: Iterable[type[Model]]) -> set[type[Model]]:
    there = set(connection.introspection.table_names())
    return {model for model in models if connection.introspection.identifier_converter(model._meta.db_table) not in there}


def _enter_admin() -> Q:
    return Q(content_type__app_label="wagtailadmin", codename="access_admin")


def _of_the_academy() -> Q:
    """Everything of ours; never the accounts of a host whose app is called like one of ours."""
    app, model = settings.AUTH_USER_MODEL.lower().split(".")
    ours = Q(content_type__app_label="academy") | Q(content_type__app_label__startswith="academy_")
    return ours & ~Q(content_type__app_label__iexact=app, content_type__model=model)


def _authored() -> Q:
    rights = Q()
    for app, models in AUTHORED.items():
        rights |= Q(content_type__app_label=app, codename__in=[f"{verb}_{model}" for model in models for verb in AUTHORED_VERBS])
    return rights


def _judged() -> Q:
    return Q(content_type__app_label="academy_quizzes", codename__in=JUDGED)


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
