"""What is frozen into an award: everything its certificate says, in every language, but for the holder's name."""

import hashlib
import hmac
import json
import logging
import secrets
import unicodedata
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from academy.certification.certificates import missing_glyphs
from academy.certification.models import Cycle
from academy.conf import academy_setting
from academy.letters import without_stray
from academy.people.models import Person, Team
from academy.texts import LocalisedText, best_language, content_languages, kept_texts
from academy.users import called

log = logging.getLogger("academy.certification")


def canonical(value: Any) -> str:
    """The one way to write a JSON value, so that its digest is always the same."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


@dataclass(frozen=True)
class Holder:
    """The names on a certificate, and the salt of the commitment to them."""

    name: str
    second_name: str
    language: str
    salt: str

    @property
    def commitment(self) -> str:
        """HMAC-SHA256 of the name, so that a name can be confirmed later, and erased without a trace."""
        plain = unicodedata.normalize("NFKC", self.name).casefold()
        return hmac.new(bytes.fromhex(self.salt), plain.encode(), hashlib.sha256).hexdigest()

    @property
    def unprintable(self) -> list[str]:
        """Characters that no font of the certificate has."""
        return missing_glyphs(self.name, self.second_name)


def holder_of(learner: Any) -> Holder:
    """How a learner is named on a certificate that is given now.

    A second name that nobody asked for, from another language, is left out where it cannot be printed.
    """
    person: Person | None = getattr(learner, "academy_person", None)
    salt = secrets.token_hex(16)
    default = content_languages()[0][0]
    if person is None:
        return Holder(called(learner), "", default, salt)
    language = best_language(dict(content_languages()), person.locale or settings.LANGUAGE_CODE)
    name, second = without_stray(person.certificate_name), without_stray(person.certificate_second_name)
    if name:
        return Holder(name, second, language, salt)
    names = kept_texts(person.name)
    name = names.say(language) or called(person.user)
    others = [text for text in names.values() if text != name and not missing_glyphs(text)]
    return Holder(name, second or next(iter(others), ""), language, salt)


def printable(texts: Any) -> LocalisedText:
    """The languages of a text in which a certificate can print it."""
    return LocalisedText({code: text for code, text in kept_texts(texts).items() if not missing_glyphs(text)})


def snapshot_of(cycle: Cycle, holder: Holder, *, learner: Any, requirements: int) -> dict[str, Any]:
    """All that a certificate of this cycle says. Later changes of titles, people or rules do not reach it."""
    certification = cycle.certification
    return {
        "certification": {
            "slug": certification.slug,
            "code": certification.code,
            "title": dict(printable(certification.title)),
            "proves": dict(printable(certification.proves)),
        },
        "version": cycle.version.number,
        "path": cycle.path,
        "requirements": requirements,
        "validity": cycle.version.validity,
        "time_zone": certification.time_zone,
        "issuer": dict(printable(academy_setting("ISSUER"))),
        "signatories": _signatories(cycle, learner),
        "language": holder.language,
        "name_commitment": holder.commitment,
    }


def _signatories(cycle: Cycle, learner: Any) -> list[dict[str, dict[str, str]]]:
    """The owner of the certification and the manager of the learner's team, in the languages in which they can be printed.

    Nobody signs whose name cannot be printed in any; the forms of people and certifications say so.
    """
    owner: Person | None = getattr(cycle.certification.owner, "academy_person", None)
    team: Team | None = getattr(getattr(learner, "academy_person", None), "team", None)
    manager: Person | None = getattr(team.manager, "academy_person", None) if team else None
    signing = [(owner, _owner_role(owner))] if owner else []
    if team is not None and manager is not None and manager.user_id != learner.pk:
        signing.append((manager, team.name))
    rows = [(person, printable(person.name), printable(role)) for person, role in signing]
    for person in [person for person, name, _role in rows if not name]:
        log.warning("The certificate of cycle %s does not name user %s: the name cannot be printed.", cycle.uuid, person.user_id)
    return [{"name": dict(name), "role": dict(role)} for _person, name, role in rows if name]


def _owner_role(owner: Person) -> LocalisedText:
    """What the owner of the certification does, in every language of the content."""
    texts = LocalisedText()
    for code, _name in content_languages():
        with translation.override(code):
            role = str(owner.get_job_role_display())
            texts[code] = _("%(role)s, owner") % {"role": role[:1].upper() + role[1:]}
    return texts
