"""Renewing: what the pages say to whoever holds a certificate that ends."""


def test_a_renewal_is_due_on_the_day_the_certificate_ends(client, merrowick):
    client.force_login(merrowick("tang.shu"))

    page = " ".join(client.get("/academy/").content.decode().split())

    assert "due in 35 days" in page
    assert "days ago" not in page
