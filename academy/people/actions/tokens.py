"""Tokens with which programs use the API in somebody's name."""

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from wagtail.models import APIToken

from academy.models import TokenTerm


@transaction.atomic
def issue_token(*, user: Any, name: str, lifetime: timedelta, now: datetime) -> tuple[APIToken, str]:
    """Make a token that ends, and return it with the secret, which is shown this once."""
    token, secret = APIToken.create_token(user=user, name=name)
    TokenTerm.objects.create(token=token, expires_at=now + lifetime)
    return token, secret
