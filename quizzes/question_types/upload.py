from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar, Final
from urllib.parse import urlsplit
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from quizzes.question_types import spec as shapes
from quizzes.question_types.answers import Answer, AnswerError, Form, plain_text, sole
from quizzes.question_types.by_hand import MarkedByHand
from quizzes.question_types.file_signs import ENDINGS, known_endings, said
from quizzes.question_types.layouts import Layout
from quizzes.question_types.question_type import Spec
from quizzes.question_types.rubrics import RUBRIC
from quizzes.question_types.spec import Fields

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

FILE, LINK, EITHER = "file", "link", "either"
LONGEST_LINK: Final = 2000


class FileOrLink(MarkedByHand):
    """A file or an address to hand in, marked by a person; the answer is {"file": uuid, "name": name} or {"link": address}.

    The file was received before; whether it belongs to the question is for
    whoever saves the answer to look up.
    """

    kind = "upload"
    name = gettext_lazy("File or link")
    place = 120
    shape = "upload"
    fields = frozenset({"file", "name", "link"})
    required: ClassVar[Fields] = {"takes": shapes.one_of((FILE, LINK, EITHER))}
    optional: ClassVar[Fields] = {"rubric": RUBRIC, "endings": known_endings}

    def instruction(self, spec: Spec) -> StrPromise:
        return {
            FILE: gettext_lazy("Hand in a file. A person looks at it and marks it."),
            LINK: gettext_lazy("Hand in a link. A person looks at it and marks it."),
        }.get(spec["takes"], gettext_lazy("Hand in a file, or a link to it. A person looks at it and marks it."))

    def put_back(self, shown: dict[str, Any], sent: Mapping[str, Any]) -> dict[str, Any]:
        link = sent.get("link")
        return {**shown, "link": link[:LONGEST_LINK]} if isinstance(link, str) else shown

    def face(self, spec: Spec, layout: Layout, language: str, answer: Answer | None) -> dict[str, Any]:
        held = answer or {}
        return {
            "takes_file": takes_file(spec),
            "takes_link": spec["takes"] != FILE,
            "endings": list(endings_of(spec)),
            "endings_said": said(endings_of(spec)),
            "file": held.get("file", ""),
            "name": held.get("name", ""),
            "link": held.get("link", ""),
        }

    def answer(self, spec: Spec, layout: Layout, data: Mapping[str, Any]) -> Answer | None:
        file, link = data.get("file") or "", data.get("link") or ""
        if file and link:
            raise AnswerError(_("Hand in a file or a link, not both."))
        if file:
            return _file(spec, file, data.get("name"))
        address = plain_text(link)
        return {"link": _link(spec, address)} if address else None

    def upload_of(self, answer: Answer | None) -> str | None:
        return answer.get("file") if answer else None

    def from_form(self, layout: Layout, form: Form) -> dict[str, Any]:
        """A link that is written takes the place of the file that was handed in before; a file may be taken away."""
        sent = {key: sole(form.getlist(key)) for key in ("file", "name", "link") if form.getlist(key)}
        link = sent.get("link")
        if link and not (isinstance(link, str) and not link.strip()):
            return {"link": link}
        if sent.get("file") and not form.getlist("away"):
            return {"file": sent["file"], "name": sent.get("name", "")}
        return {}


def takes_file(spec: Spec) -> bool:
    return bool(spec["takes"] != LINK)


def endings_of(spec: Spec) -> tuple[str, ...]:
    """The endings of files that can be handed in."""
    return tuple(spec.get("endings", ENDINGS))


def _file(spec: Spec, file: Any, name: Any) -> Answer:
    if not takes_file(spec):
        raise AnswerError(_("This question takes a link, not a file."))
    try:
        uuid = UUID(plain_text(file))
    except ValueError as error:
        if isinstance(error, AnswerError):
            raise
        raise AnswerError(_("This answer names a file that was not handed in for this question.")) from None
    return {"file": str(uuid), "name": plain_text(name or "")}


def _link(spec: Spec, address: str) -> str:
    """Accept the address of a web page or file that holds no password."""
    if spec["takes"] == FILE:
        raise AnswerError(_("This question takes a file, not a link."))
    if len(address) > LONGEST_LINK:
        raise AnswerError(_("This link is too long."), at=("link",))
    try:
        parts = urlsplit(address)
        host, _port, secret = parts.hostname, parts.port, parts.username or parts.password or "@" in parts.netloc
    except ValueError:
        host, secret = None, False
    if secret:
        raise AnswerError(_("This link holds a user name or a password. Hand in one without."), at=("link",))
    if not host or parts.scheme not in {"http", "https"} or any(map(str.isspace, address)) or not address.isprintable():
        raise AnswerError(_("A link must begin with https:// or http:// and lead somewhere."), at=("link",))
    return address
