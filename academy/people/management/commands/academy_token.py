"""Makes a token of the API for somebody, and prints it once."""

from datetime import timedelta
from typing import Any

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from django.utils.formats import date_format

from academy.conf import academy_setting
from academy.people.actions import issue_token

LONGEST = 3650


class Command(BaseCommand):
    help = "Make a token of the API for a user. It is printed once, and ends by itself."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("user", help="the name the user signs in with")
        parser.add_argument("--name", default="API", help="what the token is for")
        parser.add_argument("--days", type=int, default=None, help="how many days it lasts (default: ACADEMY['TOKEN_DAYS'])")

    def handle(self, *args: Any, user: str, name: str, days: int | None, **options: Any) -> None:
        lasts = int(academy_setting("TOKEN_DAYS")) if days is None else days
        if not 1 <= lasts <= LONGEST:
            raise CommandError(f"A token lasts from 1 to {LONGEST} days.")
        if not name.strip() or len(name) > 255:
            raise CommandError("The name of a token has from 1 to 255 letters.")
        model = get_user_model()
        owner = model._default_manager.filter(**{model.USERNAME_FIELD: user}).first()
        if owner is None or not owner.is_active:
            raise CommandError(f"There is no active user called “{user}”.")
        now = timezone.now()
        _token, secret = issue_token(user=owner, name=name.strip(), lifetime=timedelta(days=lasts), now=now)
        self.stdout.write(secret)
        self.stderr.write(f"Ends on {date_format(now + timedelta(days=lasts), 'Y-m-d')}. It is not shown again.")
