"""No page leads to a dead end."""

import pytest
from django.test import Client

from tests.journeys.crawl import Crawl

pytestmark = pytest.mark.usefixtures("merrowick")


@pytest.mark.parametrize(("name", "language", "pages"), [("ren.qi", "en", 50), ("wei.lan", "zh-hans", 80), ("academy.admin", "en", 100)])
def test_every_link_of_the_academy_leads_somewhere(merrowick, name, language, pages):
    browser = Client(headers={"Accept-Language": language})
    browser.force_login(merrowick(name))

    crawl = AcademyOnly(browser).run(["/academy/"])

    assert crawl.ends() == {}
    assert len(crawl.answers) >= pages


def test_a_stranger_is_led_to_the_login_and_back(merrowick):
    crawl = Crawl(Client()).run(["/", "/v/"])

    assert crawl.ends() == {}
    assert any(address.startswith("/academy/account/sign-in/") for address in crawl.answers)


class AcademyOnly(Crawl):
    """Stays out of the administration, which is Wagtail's."""

    def _ways_on(self, address, answer):
        return [way for way in super()._ways_on(address, answer) if not way.startswith("/cms/")]
