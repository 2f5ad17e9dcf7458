"""What the host tests of its own."""

from django.test import TestCase

from accounts.models import Account


class AccountTests(TestCase):
    """Signing in by e-mail."""

    def test_an_account_signs_in_with_its_address(self):
        Account.objects.create_user("ann@example.com", "open sesame")

        self.assertTrue(self.client.login(email="ann@example.com", password="open sesame"))
