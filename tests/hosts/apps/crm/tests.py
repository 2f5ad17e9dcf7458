"""What the host tests of its own."""

from django.contrib.auth import get_user_model
from django.test import TestCase
from django.urls import reverse

from crm.models import Award, Person


class CrmTests(TestCase):
    """Names mean what they mean to the host."""

    def test_its_rows_are_found_by_their_names(self):
        ann = get_user_model().objects.create_user("ann", password="open sesame")
        person, award = Person.objects.create(user=ann), Award.objects.create(learner=ann)

        self.assertEqual(ann.person, person)
        self.assertEqual(list(ann.awards.all()), [award])
        self.assertEqual(get_user_model().objects.get(person=person), ann)

    def test_its_addresses_are_found_by_their_names(self):
        self.assertContains(self.client.get(reverse("catalogue")), "The host's own catalogue")

    def test_its_own_page_says_that_nothing_is_there(self):
        answer = self.client.get("/nothing-here/")

        self.assertContains(answer, "The host knows no such page.", status_code=404)
