"""What happens when somebody signs in, when the database is migrated and when an academy is published."""

from typing import Any
from zoneinfo import available_timezones

from academy.people import actions
from academy.people.conf import SESSION_KEY
from academy.people.models import Person, Team
from academy.texts import localised
from academy.users import called
from courses.models import AcademyIndexPage


def remember_person(request: Any, user: Any, **kwargs: Any) -> None:
    """Write into the session what the header of every page says, so that it costs no query."""
    person = Person.objects.of_user(user).first()
    name = localised(called(user)) if person is None else person.name
    request.session[SESSION_KEY] = {
        "name": dict(name),
        "initials": initials(str(name)) if person is None else person.initials,
        "team": Team.objects.visible_to(user).exists(),
        "author": user.has_perm("wagtailadmin.access_admin"),
        "locale": "" if person is None else person.locale,
        "time_zone": person.time_zone if person is not None and person.time_zone in available_timezones() else "",
    }


def initials(name: str) -> str:
    return "".join(word[0] for word in name.split()[:2]).upper()


def ensure_groups(**kwargs: Any) -> None:
    actions.ensure_groups()


def ensure_groups_of_translation(target_obj: Any, **kwargs: Any) -> None:
    """An academy that is copied for another language is not published, and authors write below it all the same."""
    if isinstance(target_obj, AcademyIndexPage):
        actions.ensure_groups()
