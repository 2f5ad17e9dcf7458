"""The zone in which the administration reads and shows times."""

from typing import Any

from django.conf import settings
from django.db import transaction
from wagtail.admin.localization import get_available_admin_time_zones
from wagtail.users.models import UserProfile

from academy.people.models import Person


def follow_time_zone(user: Any, person: Person) -> None:
    """Let Wagtail read times in the person's own zone, where the account has chosen none there.

    UTC stands for nobody having chosen: then the zone of the site holds, as for everybody. Harmless to repeat.
    """
    zone = person.time_zone
    if zone in {UNCHOSEN, settings.TIME_ZONE} or zone not in get_available_admin_time_zones():
        return
    with transaction.atomic():
        profile, _made = UserProfile.objects.get_or_create(user=user)
        UserProfile.objects.filter(pk=profile.pk, current_time_zone="").update(current_time_zone=zone)


def move_time_zone(user: Any, *, before: str, now: str) -> None:
    """Take a change of the person's zone over to Wagtail, where the account had the one before."""
    if before not in {now, UNCHOSEN} and now in get_available_admin_time_zones():
        UserProfile.objects.filter(user=user, current_time_zone=before).update(current_time_zone=now)


UNCHOSEN = str(Person._meta.get_field("time_zone").default)
