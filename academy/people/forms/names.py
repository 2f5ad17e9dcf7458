"""Names that a certificate cannot print, said where they are typed. Nobody's name is refused."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext as _

from academy.people.models import Person, Team
from academy.printing import not_printable


def names_of_person(person: Person) -> dict[str, str]:
    """By field, what certificates make of a name they cannot print."""
    printed = person.certificate_name or person.name.say(person.locale or settings.LANGUAGE_CODE)
    mended = _("No certificate is given to this person until there is a name on certificates without them.")
    found = {
        "name": _said(person.name, _("Certificates leave out the name in which these stand.")),
        "certificate_name": _said(person.certificate_name, mended),
        "certificate_second_name": _said(
            person.certificate_second_name, _("No certificate is given to this person until this name has none of them.")
        ),
    }
    if not person.certificate_name and not_printable(printed):
        found["name"] = _said(person.name, mended)
    return {field: sentence for field, sentence in found.items() if sentence}


def names_of_team(team: Team) -> dict[str, str]:
    """By field, what certificates make of the name of a team they cannot print."""
    left_out = _("Below the signature of the team's manager, certificates leave out the name in which these stand.")
    sentence = _said(team.name, left_out)
    return {"name": sentence} if sentence else {}


def say_at_fields(form: forms.BaseForm, sentences: Mapping[str, str]) -> None:
    """Write the sentences below the help of the fields."""
    for name, sentence in sentences.items():
        field: Any = form.fields[name]
        field.help_text = " ".join(filter(None, [str(field.help_text), sentence]))


def _said(text: str | Mapping[str, str], what: str) -> str:
    letters = not_printable(text)
    return (
        " ".join([_("Certificates cannot print these characters: %(letters)s.") % {"letters": " ".join(letters)}, what]) if letters else ""
    )
