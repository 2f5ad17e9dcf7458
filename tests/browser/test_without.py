"""The whole way to a certificate without JavaScript, and without a mouse."""

from tests.browser.hands import Keyboard
from tests.browser.steps import earn_the_certificate, sign_in_by_keyboard


def test_the_whole_way_to_a_certificate_works_without_javascript(site):
    page = site.sign_in("noah.beck", java_script_enabled=False)

    earn_the_certificate(page, "noah.beck")

    assert site.complaints == []


def test_the_whole_way_to_a_certificate_works_with_the_keyboard_alone(site):
    hand = Keyboard()

    earn_the_certificate(sign_in_by_keyboard(site, hand), "noah.beck", hand=hand)
