"""What is frozen into an award: everything its certificate says, in every language, but for the holder's name."""

import hashlib
import hmac
import json
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
from academy.people.models import Person, Team
from academy.texts import LocalisedText, best_language, content_languages, localised
from academy.users import called


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
    """How a learner is named on a certificate that is given now."""
    person: Person | None = getattr(learner, "academy_person", None)
    salt = secrets.token_hex(16)
    default = content_languages()[0][0]
    if person is None:
        return Holder(called(learner), "", default, salt)
    language = best_language(dict(content_languages()), person.locale or settings.LANGUAGE_CODE)
    if person.certificate_name:
        return Holder(person.certificate_name, person.certificate_second_name, language, salt)
    name = person.name.say(language) or str(person)
    others = [text for text in person.name.values() if text and text != name]
    return Holder(name, person.certificate_second_name or next(iter(others), ""), language, salt)


def snapshot_of(cycle: Cycle, holder: Holder, *, learner: Any, requirements: int) -> dict[str, Any]:
    """All that a certificate of this cycle says. Later changes of titles, people or rules do not reach it."""
    certification = cycle.certification
    return {
        "certification": {
            "slug": certification.slug,
            "code": certification.code,
            "title": dict(certification.title),
            "proves": dict(certification.proves),
        },
        "version": cycle.version.number,
        "path": cycle.path,
        "requirements": requirements,
        "validity": cycle.version.validity,
        "time_zone": certification.time_zone,
        "issuer": dict(localised(academy_setting("ISSUER"))),
        "signatories": _signatories(cycle, learner),
        "language": holder.language,
        "name_commitment": holder.commitment,
    }


def _signatories(cycle: Cycle, learner: Any) -> list[dict[str, dict[str, str]]]:
    """The owner of the certification and the manager of the learner's team, as far as their names can be printed."""
    owner: Person | None = getattr(cycle.certification.owner, "academy_person", None)
    team: Team | None = getattr(getattr(learner, "academy_person", None), "team", None)
    manager: Person | None = getattr(team.manager, "academy_person", None) if team else None
    signatories = [{"name": dict(owner.name), "role": dict(_owner_role(owner))}] if owner else []
    if team is not None and manager is not None and manager.user_id != learner.pk:
        signatories.append({"name": dict(manager.name), "role": dict(team.name)})
    return [each for each in signatories if not missing_glyphs(*each["name"].values(), *each["role"].values())]


def _owner_role(owner: Person) -> LocalisedText:
    """What the owner of the certification does, in every language of the content."""
    texts = LocalisedText()
    for code, _name in content_languages():
        with translation.override(code):
            role = str(owner.get_job_role_display())
            texts[code] = _("%(role)s, owner") % {"role": role[:1].upper() + role[1:]}
    return texts
