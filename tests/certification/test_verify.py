"""Verification by strangers."""

from datetime import timedelta
from urllib.parse import quote

import pytest
from django.test import override_settings
from django.urls import reverse
from django.utils import timezone

from academy.certification.actions import choose_shown_name, revoke_award
from academy.certification.models import Award
from academy.certification.models.serial import BODY_LENGTH, check_symbol, written
from academy.certification.reports.addresses import code_address, verify_address
from academy.certification.reports.verification import look_up
from tests.certification.conftest import days


@pytest.fixture
def today(clock_at, now):
    """The doors read the clock: let it be the day of the tests."""
    clock_at(now + days(1))


def test_a_valid_certificate_says_so_to_anybody(client, award, today):
    page = client.get(f"/v/{written(award.serial)}")

    text = page.content.decode()
    assert page.status_code == 200
    assert "Rep is certified today." in text
    assert written(award.serial) in text
    assert page["X-Robots-Tag"] == "noindex, nofollow"
    assert "max-age=60" in page["Cache-Control"]


@pytest.mark.parametrize("prefix", ["/v/", "/V/", "/academy/v/"])
def test_whatever_is_typed_or_scanned_leads_to_the_same_page(client, award, today, prefix):
    typed = [award.serial, written(award.serial).lower(), award.serial.replace("0", "O").replace("1", "l"), f"{award.serial}/"]

    assert {client.get(f"{prefix}{text}").status_code for text in typed} == {200}


def test_unknown_and_mistyped_codes_look_the_same(client, award, today):
    body = "0" * BODY_LENGTH
    serial = f"{body}{check_symbol(body)}"
    unknown, mistyped = client.get(f"/v/{serial}"), client.get("/v/nonsense")

    assert (unknown.status_code, mistyped.status_code) == (404, 404)
    main_of_unknown, main_of_mistyped = (page.content.decode().split("<main")[1] for page in (unknown, mistyped))
    assert main_of_unknown.replace(f'value="{serial}"', 'value="nonsense"') == main_of_mistyped


@pytest.mark.parametrize("address", ["/v/?code={}", "/v/{}", "/academy/v/?code={}"])
def test_a_code_that_leads_nowhere_stays_in_the_field(client, award, today, address):
    page = client.get(address.format("7K4Q-X2HD%22")).content.decode()

    assert 'value="7K4Q-X2HD&quot;"' in page
    assert 'aria-describedby="code-hint code-unknown"' in page
    assert 'id="code-unknown">There is no certificate' in page


def test_a_code_that_was_asked_too_often_stays_in_the_field(client, award, today):
    with override_settings(ACADEMY={"VERIFY_RATE": 1}):
        refused = [client.get(f"/v/{award.serial}") for _time in range(2)][1]

    assert f'value="{award.serial}"' in refused.content.decode()


def test_the_field_is_free_for_another_code_where_one_was_found(client, award, today):
    assert 'value=""' in client.get(f"/v/{award.serial}").content.decode()


@pytest.mark.parametrize("pasted", ["{}.", "“{}”", "\u200b{}", "https://academy.example/v/{}", "Code: {}"])
def test_what_was_pasted_leads_to_the_certificate_through_every_door(client, award, today, pasted):
    typed = pasted.format(written(award.serial))

    asked = client.get("/v/", {"code": typed})
    for_programs = client.get(f"/academy/api/v1/verify/{quote(typed, safe='')}/")

    assert asked.url == f"/v/{written(award.serial)}"
    assert for_programs.json()["code"] == written(award.serial)


def test_the_owner_revokes_by_what_was_pasted_and_a_code_of_nothing_stays_in_the_field(client, owner, certification, award, today):
    client.force_login(owner)
    address = reverse("academy_certification:revoke_search", args=[certification.slug])

    found = client.get(address, {"code": f"https://academy.example/v/{written(award.serial)}."})
    unknown = client.get(address, {"code": "7K4Q “X2HD”"}, follow=True)

    assert found.url == reverse("academy_certification:revoke", args=[award.serial])
    assert 'value="7K4Q “X2HD”"' in unknown.content.decode()
    assert 'aria-describedby="revoke-code-unknown"' in unknown.content.decode()


def test_programs_get_json_at_the_same_address(client, award, today):
    answer = client.get(f"/v/{award.serial}", headers={"Accept": "application/json"}).json()
    unknown = client.get("/v/nonsense", headers={"Accept": "application/json"})

    assert (answer["state"], answer["holder"], answer["valid_until"]) == ("valid", "Rep", "2027-06-01")
    assert unknown.status_code == 404
    assert unknown.json()["state"] == "unknown"


def test_a_revoked_certificate_shows_the_public_text_and_no_internal_note(client, award, admin, now, today):
    revoke_award(award, by=admin, public_text="To be repeated.", internal_note="signed without a role-play", now=now)

    text = client.get(f"/v/{award.serial}").content.decode()

    assert "was revoked" in text
    assert "To be repeated." in text
    assert "role-play" not in text


def test_an_expired_and_a_superseded_certificate_say_what_they_are(award, certification, rep, sit, now):
    assert look_up(award.serial, now=now + days(366)).state == "expired"

    sit(rep, certification, at=now + days(350))

    assert look_up(award.serial, now=now + days(351)).state == "superseded"


def test_the_last_day_ends_in_the_zone_of_the_certification(award):
    assert look_up(award.serial, now=award.valid_until - days(0.00001)).state == "valid"
    assert look_up(award.serial, now=award.valid_until).state == "expired"


def test_strangers_read_the_name_the_holder_chose(client, award, rep, stranger, today):
    address = reverse("academy_certification:holder_shown", args=[award.serial])
    client.force_login(stranger)
    foreign = client.post(address, {"shown": "initials"})
    client.force_login(rep)
    client.post(address, {"shown": "initials"})
    client.logout()

    assert foreign.status_code == 404
    assert client.get(f"/v/{award.serial}", headers={"Accept": "application/json"}).json()["holder"] == "R."


def test_initials_are_of_the_name_with_several_words(award):
    award.holder.name, award.holder.second_name = "卫岚", "Wei Lan"
    award.holder.save()
    choose_shown_name(award, shown="initials")

    assert look_up(award.serial, now=timezone.now()).holder == "W. L."


def test_too_many_questions_from_one_address_are_refused_with_a_sentence(client, award, today):
    with override_settings(ACADEMY={"VERIFY_RATE": 2}):
        answers = [client.get(f"/v/{award.serial}") for _time in range(3)]

    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert "Too many codes" in answers[2].content.decode()


def test_sixty_questions_a_minute_are_answered_and_no_more(client, clock_at, award, now):
    clock_at(now + days(1))
    answers = [client.get(f"/v/{award.serial}").status_code for _time in range(61)]
    clock_at(now + days(1) + timedelta(seconds=59))
    within = client.get(f"/v/{award.serial}").status_code
    clock_at(now + days(1) + timedelta(seconds=60))

    assert answers == [200] * 60 + [429]
    assert (within, client.get(f"/v/{award.serial}").status_code) == (429, 200)


@pytest.mark.parametrize("address", ["/v/{}", "/V/{}", "/academy/v/{}", "/academy/api/v1/verify/{}/"])
def test_every_door_says_when_to_come_again_and_lets_nobody_keep_it(client, award, today, address):
    with override_settings(ACADEMY={"VERIFY_RATE": 1}):
        refused = [client.get(address.format(award.serial)) for _time in range(2)][1]

    assert refused.status_code == 429
    assert 1 <= int(refused["Retry-After"]) <= 60
    assert "no-store" in refused["Cache-Control"]


def test_a_limit_is_one_for_all_doors_and_for_each_visitor_behind_a_proxy(client, award, today):
    doors = [f"/v/{award.serial}", f"/academy/api/v1/verify/{award.serial}/"]

    with override_settings(ACADEMY={"VERIFY_RATE": 1, "TRUSTED_PROXIES": 1}):
        mine = [client.get(door, headers={"x-forwarded-for": "198.51.100.7"}).status_code for door in doors]
        of_another = client.get(doors[0], headers={"x-forwarded-for": "203.0.113.9"}).status_code

    assert mine == [200, 429]
    assert of_another == 200


def test_the_form_leads_to_the_page(client, award, today):
    search = client.get("/v/")
    found = client.get("/v/", {"code": written(award.serial).lower()})
    unknown = client.get("/v/", {"code": "nonsense"})

    assert "Verify a certificate" in search.content.decode()
    assert found.url == f"/v/{written(award.serial)}"
    assert unknown.status_code == 404


def test_the_address_comes_from_the_setting_and_never_from_the_request(award):
    with override_settings(ACADEMY={"VERIFY_BASE_URL": "https://academy.example/"}):
        assert verify_address(award.serial) == f"https://academy.example/v/{written(award.serial)}"
        assert code_address(award.serial) == f"HTTPS://ACADEMY.EXAMPLE/V/{award.serial}"
    with override_settings(ACADEMY={"VERIFY_BASE_URL": "https://academy.example/below"}):
        assert code_address(award.serial) == f"https://academy.example/below/v/{award.serial}"


def test_the_page_costs_at_most_three_queries(client, award, today, django_assert_max_num_queries):
    client.get(f"/v/{award.serial}")

    with django_assert_max_num_queries(3):
        client.get(f"/v/{award.serial}")

    assert Award.objects.count() == 1
