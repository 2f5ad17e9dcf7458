"""What a certificate prints: checked where it is typed, cleaned again when it is given."""

import pytest
from django.core.checks import run_checks
from django.core.exceptions import ValidationError
from django.urls import reverse

from academy.certification.actions import open_cycle
from academy.certification.certificates import missing_glyphs
from academy.certification.certificates.fonts import tidy
from academy.certification.models import Award, Certification
from academy.certification.models.serial import written
from academy.people.models import Person, Team
from tests.certification.test_admin import address, certification_form
from tests.editing import save

STRAY = "\u2066Rep\u200b Lima\u2069"


def edit_form(person, **fields):
    return {
        "name_en": "Rep",
        "name_zh-hans": "",
        "username": person.user.get_username(),
        "email": "",
        "active": "on",
        "job_role": "rep",
        "team": str(person.team_id),
        "hired_on": "",
        "locale": "",
        "time_zone": "UTC",
        "certificate_name": "",
        "certificate_second_name": "",
        **fields,
    }


def test_an_award_has_no_sign_that_nobody_sees(certification, cycle, rep, team, sit, now):
    Person.objects.filter(user=rep).update(certificate_name=STRAY)
    sit(rep, certification, at=now)

    holder = Award.objects.get().holder
    assert (holder.name, missing_glyphs(holder.name)) == ("Rep Lima", [])


def test_the_name_of_an_account_without_a_person_is_frozen_without_them(certification, django_user_model, sit, now):
    user = django_user_model.objects.create_user("plain", first_name="An\u200ba", last_name="Li\u00adma")
    open_cycle(learner=user, certification=certification, path="initial", now=now)
    sit(user, certification, at=now)

    assert Award.objects.get().holder.name == "Ana Lima"


def test_what_was_frozen_with_them_is_drawn_without_brackets_and_gaps():
    assert tidy(f"{STRAY}\ufeff x") == "Rep Lima x"
    assert missing_glyphs("A\u200b\ufeff\u3164na") == []


def test_a_second_name_of_another_language_holds_no_award_back(certification, cycle, rep, sit, now):
    Person.objects.filter(user=rep).update(name={"en": "Rep Yoshida", "zh-hans": "𠮷田"})
    sit(rep, certification, at=now)

    holder = Award.objects.get().holder
    assert (holder.name, holder.second_name) == ("Rep Yoshida", "")


def test_a_signatory_signs_in_the_languages_that_can_be_printed(certification, cycle, rep, manager, team, sit, now, caplog):
    Person.objects.filter(user=manager).update(name={"en": "Yoshida", "zh-hans": "𠮷田"})
    Team.objects.filter(pk=team.pk).update(name={"en": "영업"})
    Person.objects.filter(user=certification.owner).update(name={"en": "김레나"})
    sit(rep, certification, at=now)

    assert Award.objects.get().snapshot["signatories"] == [{"name": {"en": "Yoshida"}, "role": {}}]
    assert f"does not name user {certification.owner_id}" in caplog.text


def test_a_certificate_is_drawn_for_a_signatory_without_a_role(client, certification, cycle, rep, team, sit, now):
    Team.objects.filter(pk=team.pk).update(name={"en": "영업"})
    sit(rep, certification, at=now)
    client.force_login(rep)

    page = client.get(reverse("academy_certification:certificate_pdf", args=[written(Award.objects.get().serial)]))

    assert page.content.startswith(b"%PDF")


def test_a_title_that_cannot_be_printed_is_refused_at_its_field_also_after_publishing(client, pmm, certification):
    client.force_login(pmm)
    form = certification_form(pmm, title_en="Deal 𠮷 Seller", proves_en="Closes 🎯 deals.", code="FDS", slug="fds")

    page = save(client, address("edit", "certification", certification.pk), form)

    errors = page.context["form"].errors
    assert errors["title"] == ["Certificates cannot print these characters: 𠮷"]
    assert errors["proves"] == ["Certificates cannot print these characters: 🎯"]
    assert Certification.objects.get().title["en"] == "Certified Fast-Deal Seller"


def test_every_door_that_checks_a_certification_refuses_it(certification):
    certification.title = {"en": "Deal 𠮷 Seller"}

    with pytest.raises(ValidationError) as refused:
        certification.full_clean()

    assert list(refused.value.message_dict) == ["title"]


def test_a_title_changed_past_every_check_is_frozen_only_in_the_languages_that_can_be_printed(certification, cycle, rep, sit, now):
    Certification.objects.update(title={"en": "Deal Sel\u200bler", "zh-hans": "快单 𠮷"})
    sit(rep, certification, at=now)

    assert Award.objects.get().snapshot["certification"]["title"] == {"en": "Deal Seller"}


def test_a_title_of_which_nothing_can_be_printed_holds_the_award_back(certification, cycle, rep, sit, now, caplog):
    Certification.objects.update(title={"en": "𠮷"})
    sit(rep, certification, at=now)

    assert not Award.objects.exists()
    assert "the title of its certification cannot be printed" in caplog.text


@pytest.mark.parametrize(
    ("fields", "field", "words"),
    [
        ({"certificate_name": "𠮷田"}, "certificate_name", "No certificate is given to this person until there is a name"),
        ({"name_en": "𠮷田"}, "name", "No certificate is given to this person until there is a name"),
        ({"name_zh-hans": "𠮷田"}, "name", "Certificates leave out the name in which these stand."),
        ({"certificate_name": "Rep", "certificate_second_name": "𠮷田"}, "certificate_second_name", "until this name has none of them"),
    ],
)
def test_a_name_that_cannot_be_printed_is_saved_and_said_after_saving_and_at_its_field(client, admin, rep, fields, field, words):
    client.force_login(admin)
    edit = reverse("wagtailsnippets_academy_people_person:edit", args=[rep.academy_person.pk])

    saved = save(client, edit, edit_form(rep.academy_person, **fields), follow=True)
    again = client.get(edit)

    said = [str(message) for message in saved.context["messages"]]
    assert any("Certificates cannot print these characters: 𠮷." in one and words in one for one in said)
    assert words in again.context["form"].fields[field].help_text
    assert words in again.content.decode()


def test_a_name_that_can_be_printed_is_saved_without_a_word(client, admin, rep):
    client.force_login(admin)
    edit = reverse("wagtailsnippets_academy_people_person:edit", args=[rep.academy_person.pk])

    saved = save(client, edit, edit_form(rep.academy_person, certificate_name=STRAY), follow=True)

    assert Person.objects.get(user=rep).certificate_name == "Rep Lima"
    assert "cannot print" not in saved.content.decode()


def test_the_name_of_a_team_and_of_an_owner_that_cannot_be_printed_are_said_where_they_are_typed(client, admin, pmm, team, certification):
    client.force_login(admin)
    edit = reverse("wagtailsnippets_academy_people_team:edit", args=[team.pk])
    fields = {"name_en": "영업", "name_zh-hans": "", "slug": team.slug, "parent": "", "manager": "", "deal_type": "any"}
    saved = save(client, edit, fields, follow=True).content.decode()
    Person.objects.filter(user=pmm).update(name={"en": "김레나"})
    client.force_login(pmm)
    form = certification_form(pmm, code="FDS", slug="fds")
    changed = save(client, address("edit", "certification", certification.pk), form, follow=True).content.decode()

    assert "certificates leave out the name in which these stand" in saved
    assert "The signature of 김레나 is left out." in changed
    assert "The signature of 김레나 is left out." in client.get(address("edit", "certification", certification.pk)).content.decode()


def test_an_issuer_that_cannot_be_printed_is_said_on_deployment(settings):
    before = {found.id for found in run_checks(include_deployment_checks=True)}
    settings.ACADEMY = {**settings.ACADEMY, "ISSUER": {"en": "𠮷 Inc."}}

    assert "academy.W023" not in before
    assert "academy.W023" in {found.id for found in run_checks(include_deployment_checks=True)}
