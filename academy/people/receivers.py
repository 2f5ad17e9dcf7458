"""What happens when somebody signs in or fails to, when the database is migrated or checked, and when an academy is published."""

from typing import Any
from zoneinfo import available_timezones

from django.core import checks
from django.db import connection
from django.utils import timezone

from academy.people import actions
from academy.people.conf import SESSION_KEY, TRY
from academy.people.models import Person, Team, groups_without_rights
from academy.texts import localised
from academy.users import called
from courses.models import AcademyIndexPage


def remember_person(request: Any, user: Any, **kwargs: Any) -> None:
    """Write into the session what the header of every page says, so that it costs no query; an author's zone is Wagtail's too."""
    person = Person.objects.of_user(user).first()
    name = localised(called(user)) if person is None else person.name
    is_author = user.has_perm("wagtailadmin.access_admin")
    if person is not None and is_author:
        actions.follow_time_zone(user, person)
    request.session[SESSION_KEY] = {
        "name": dict(name),
        "initials": initials(str(name)) if person is None else person.initials,
        "team": Team.objects.visible_to(user).exists(),
        "author": is_author,
        "password": user.has_usable_password(),
        "locale": "" if person is None else person.locale,
        "time_zone": person.time_zone if person is not None and person.time_zone in available_timezones() else "",
    }


def forgive_tries(request: Any, **kwargs: Any) -> None:
    """The password was right: tries before it are forgotten."""
    tried = vars(request).pop(TRY, None)
    if tried is not None:
        actions.forgive_tries(tried, now=timezone.now())


def keep_try(request: Any = None, **kwargs: Any) -> None:
    """The password was wrong: the try stays counted."""
    if request is not None:
        vars(getattr(request, "_request", request)).pop(TRY, None)


def initials(name: str) -> str:
    return "".join(word[0] for word in name.split()[:2]).upper()


def ensure_groups(**kwargs: Any) -> None:
    actions.ensure_groups()


def ensure_groups_of_translation(target_obj: Any, **kwargs: Any) -> None:
    """An academy that is copied for another language is not published, and authors write below it all the same."""
    if isinstance(target_obj, AcademyIndexPage):
        actions.ensure_groups()


def check_groups(app_configs: Any, databases: Any = None, **kwargs: Any) -> list[checks.CheckMessage]:
    """W016: without its group a job role gives no rights. Asked with `check --database default`, and nothing before the first migration."""
    if "default" not in (databases or []) or Person._meta.db_table not in connection.introspection.table_names():
        return []
    groups = groups_without_rights()
    if not groups:
        return []
    return [
        checks.Warning(
            f"These groups of the academy are missing, or have no rights: {', '.join(groups)}.",
            hint="Run `manage.py migrate`, which makes them; its log names the tables it lacks.",
            id="academy.W016",
        )
    ]
