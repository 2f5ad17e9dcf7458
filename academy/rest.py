"""The door of the API: who is asking, how lists are paged, and what a mistake looks like.

Everything is set on our own base classes, so that a host's `REST_FRAMEWORK`
setting is neither needed nor touched.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from itertools import chain
from typing import IO, Any, Final, NoReturn

from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.utils import extend_schema
from rest_framework.authentication import BaseAuthentication, SessionAuthentication, get_authorization_header
from rest_framework.exceptions import AuthenticationFailed, NotFound, ParseError
from rest_framework.pagination import BasePagination, PageNumberPagination
from rest_framework.parsers import BaseParser, JSONParser
from rest_framework.permissions import IsAuthenticated
from rest_framework.renderers import BaseRenderer, JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.schemas.inspectors import ViewInspector
from wagtail.models import APIToken

from academy.audit import API_USE, note
from academy.models import AuditEntry, expiry_of

SEEN_EVERY = timedelta(seconds=60)
NOTED_EVERY = timedelta(hours=1)
DEEPEST: Final = 20
NESTED: Final = _("What was sent is nested too deeply to be read.")
HALVES: Final = _("What was sent holds characters that cannot be stored.")


class TokenAuthentication(BaseAuthentication):
    """Bearer tokens of Wagtail (`wagtail.models.APIToken`): only a digest is stored, revoked and ended ones are refused."""

    keyword = b"bearer"

    def authenticate(self, request: Request) -> tuple[Any, APIToken] | None:
        words = get_authorization_header(request).split()
        if len(words) != 2 or words[0].lower() != self.keyword:
            return None
        hashes = APIToken.candidate_key_hashes(words[1].decode("latin-1"))
        token = APIToken.objects.select_related("user", "academy_term").filter(key_hash__in=hashes).first()
        if token is None:
            raise AuthenticationFailed(_("This token is unknown or has been revoked."))
        now = timezone.now()
        if token.revoked_at is not None or not token.user.is_active:
            self._refuse(token, _("This token is unknown or has been revoked."), code="revoked", now=now)
        if expiry_of(token) <= now:
            self._refuse(token, _("This token has ended. Ask an administrator of the academy for a new one."), code="expired", now=now)
        self._note_use(token, now)
        return token.user, token

    def authenticate_header(self, request: Request) -> str:
        return "Bearer"

    @staticmethod
    def _refuse(token: APIToken, words: Any, *, code: str, now: datetime) -> NoReturn:
        """Refuse a token that was known once. A program that goes on asking is put on record once an hour."""
        if not AuditEntry.objects.about(token._meta.label_lower, token.pk).since(now - NOTED_EVERY).exists():
            note(API_USE, by=token.user, about=token, now=now, refused=code)
        raise AuthenticationFailed(words)

    @staticmethod
    def _note_use(token: APIToken, now: datetime) -> None:
        if token.last_used_at is None or now - token.last_used_at >= SEEN_EVERY:
            APIToken.objects.filter(pk=token.pk).update(last_used_at=now)


class TokenScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]  # the extension registers itself untyped
    """How the schema names our tokens."""

    target_class = "academy.rest.TokenAuthentication"
    name = "token"

    def get_security_definition(self, auto_schema: Any) -> dict[str, str]:
        return {"type": "http", "scheme": "bearer"}


class Body(JSONParser):
    """JSON that can be worked with.

    Nothing nested deeper than anything here is: reading that, or what is made of it, would exhaust the stack. And no halves
    of characters (lone surrogates), which JSON can write and neither a database nor an answer can.
    """

    def parse(self, stream: IO[Any], media_type: str | None = None, parser_context: Mapping[str, Any] | None = None) -> Any:
        try:
            read = super().parse(stream, media_type, parser_context)
        except RecursionError:
            raise ParseError(NESTED) from None
        level: list[Any] = [read]
        for _depth in range(DEEPEST):
            if any(isinstance(held, str) and not _is_whole(held) for held in level):
                raise ParseError(HALVES)
            level = [one for held in level for one in _inside(held)]
            if not level:
                return read
        raise ParseError(NESTED)


def _inside(held: Any) -> Iterable[Any]:
    """The values of a list, the names and values of an object."""
    if isinstance(held, dict):
        return chain(held, held.values())
    return held if isinstance(held, list) else ()


def _is_whole(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


class Pages(PageNumberPagination):
    """Fifty rows a page, at most two hundred."""

    page_size = 50
    page_size_query_param = "page_size"
    max_page_size = 200


def with_history(given: Mapping[str, str]) -> bool:
    """Whether a list is asked for with the people who left: `?history=true`."""
    return str(given.get("history", "")).lower() in {"1", "true"}


def documented(**options: Any) -> Callable[[Any], Any]:
    """Describe a method of a view for the schema; `extend_schema` alone would build on the host's default schema class."""

    def describe(method: Any) -> Any:
        method.schema = AutoSchema
        return extend_schema(**options)(method)

    return describe


class AcademyAPI:
    """Mixed into every view of the API: session or token, signed in, JSON, pages, schema."""

    authentication_classes: Sequence[type[BaseAuthentication]] = (TokenAuthentication, SessionAuthentication)
    permission_classes: Sequence[Any] = (IsAuthenticated,)
    parser_classes: Sequence[type[BaseParser]] = (Body,)
    renderer_classes: Sequence[type[BaseRenderer]] = (JSONRenderer,)
    pagination_class: type[BasePagination] | None = Pages
    schema: ViewInspector | None = AutoSchema()

    def handle_exception(self, exc: Exception) -> Response:
        """A 404 says the same whatever was missing, in the reader's language: Django's names the model, in English."""
        answer: Response = super().handle_exception(NotFound() if isinstance(exc, Http404) else exc)  # type: ignore[misc]  # always mixed into a view
        return answer
