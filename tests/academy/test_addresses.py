"""Where a request comes from, with and without proxies of our own."""

import pytest

from academy.addresses import client_address


@pytest.fixture
def coming(rf, settings):
    """The address that is counted: `coming(proxies, remote, forwarded)`."""

    def ask(proxies, remote, forwarded=None):
        settings.ACADEMY = {**settings.ACADEMY, "TRUSTED_PROXIES": proxies}
        headers = {} if forwarded is None else {"HTTP_X_FORWARDED_FOR": forwarded}
        return client_address(rf.get("/", REMOTE_ADDR=remote, **headers))

    return ask


def test_without_a_proxy_nobody_chooses_an_address(coming):
    assert coming(0, "203.0.113.9", "198.51.100.1") == "203.0.113.9"


def test_behind_one_proxy_the_last_address_is_the_visitors_and_forged_ones_before_it_are_not_believed(coming):
    assert coming(1, "10.0.0.2", "198.51.100.1") == "198.51.100.1"
    assert coming(1, "10.0.0.2", "192.0.2.66, 198.51.100.1") == "198.51.100.1"


def test_behind_two_proxies_it_is_the_last_but_one(coming):
    assert coming(2, "10.0.0.2", "192.0.2.66, 198.51.100.1, 10.0.0.3") == "198.51.100.1"


@pytest.mark.parametrize("forwarded", [None, "", " , "])
def test_a_request_that_came_round_the_proxies_counts_by_its_own_address(coming, forwarded):
    assert coming(2, "203.0.113.9", forwarded) == "203.0.113.9"


@pytest.mark.parametrize(
    ("written", "counted"),
    [
        ("203.0.113.9:51000", "203.0.113.9"),
        ("[2001:db8:1:2:3:4:5:6]:443", "2001:db8:1:2::"),
        ("2001:db8:1:2::99%eth0", "2001:db8:1:2::"),
        ("::ffff:203.0.113.9", "203.0.113.9"),
        ("unknown", ""),
        ("", ""),
    ],
)
def test_one_visitor_is_one_text_however_the_address_is_written(coming, written, counted):
    assert coming(0, written) == counted
