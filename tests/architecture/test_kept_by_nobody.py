"""What is personal is kept by no browser and no proxy."""

import json

from django.test import Client
from django.urls import reverse

from tests.architecture.addresses import ROWS, things_of

PUBLIC = ("academy_verify:", "academy_verify_upper:", "academy_verify_within:", "academy_api:verify-detail")


def test_every_answer_for_a_signed_in_person_says_so(merrowick):
    things, client = things_of(merrowick), Client()
    client.force_login(merrowick("ren.qi"))

    kept = {}
    for name, row in ROWS.items():
        found = {argument: things[thing] for argument, thing in row.things.items()}
        address = row.address.format(**found) if row.address else reverse(name, kwargs=found)
        body, kind = (json.dumps(row.body), "application/json") if "/api/" in address else (b"", "text/plain")
        said = client.generic(row.method, address, body, kind).headers.get("Cache-Control", "")
        if not {"private", "no-store"} <= set(said.split(", ")) and not name.startswith(PUBLIC):
            kept[name] = said

    assert kept == {}


def test_a_pdf_that_did_not_change_is_not_kept_either(merrowick):
    client = Client()
    client.force_login(merrowick("ines.sol"))
    address = reverse("academy_certification:certificate_pdf", args=[things_of(merrowick)["serial"]])
    first = client.get(address)

    again = client.get(address, headers={"if-none-match": first.headers["ETag"]})

    assert (first.status_code, again.status_code) == (200, 304)
    assert first.headers["Cache-Control"] == again.headers["Cache-Control"] == "private, no-store"


def test_the_public_answer_may_be_kept_for_its_minute(merrowick):
    serial = things_of(merrowick)["serial"]

    for address in (f"/v/{serial}", f"/academy/v/{serial}", f"/academy/api/v1/verify/{serial}/"):
        assert Client().get(address).headers["Cache-Control"] == "max-age=60"


def test_an_error_page_with_a_name_in_its_header_is_not_kept(merrowick):
    client = Client()
    client.force_login(merrowick("ren.qi"))

    page = client.get("/academy/no-such-page/")

    assert page.status_code == 404
    assert "no-store" in page.headers["Cache-Control"]
