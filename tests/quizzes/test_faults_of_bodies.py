"""Every fault of a body is a sentence behind its place, however deep it lies."""

import json

import pytest
from django.urls import reverse
from django.utils import timezone

from quizzes.actions import start_attempt
from quizzes.api.errors import unreadable

pytestmark = pytest.mark.django_db


@pytest.fixture
def put(client, rep, exam):
    attempt = start_attempt(learner=rep, quiz=exam, now=timezone.now())
    client.force_login(rep)

    def send(**body):
        address = reverse("academy_api:attempt-answer", args=[attempt.uuid, 1])
        return client.put(address, json.dumps(body), content_type="application/json")

    return send


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ([["a"]], "fields[1]: Ensure this field has at least 2 elements."),
        ([["a", "b"], ["a", ["b"]]], "fields[2][2]: Not a valid string."),
        ("x", 'fields: Expected a list of items but got type "str".'),
    ],
)
def test_of_the_fields_of_a_page(put, fields, said):
    page = put(fields=fields, revision=0)

    assert (page.status_code, page.json()["code"]) == (400, "unreadable")
    assert page.json()["detail"] == said


def test_of_the_levels_of_a_rubric(client, rep, pmm, make_pitch, handing_in):
    answer = handing_in(rep, make_pitch()).slots.get(version__kind="essay")
    client.force_login(pmm)

    page = client.post(
        reverse("academy_api:marking-mark", args=[answer.pk]), json.dumps({"levels": {"x": "much"}}), content_type="application/json"
    )

    assert (page.status_code, page.json()["detail"]) == (400, "levels.x: A valid integer is required.")


def test_of_rows_inside_rows():
    assert unreadable({"rows": [{}, {"at": ["No time."]}], "name": ["Missing.", "Short."]}).data["detail"] == (
        "rows.at: No time. name: Missing. name: Short."
    )
