"""Two authors at one row, page or setting: nobody overwrites what the other one has saved, and nothing that was typed is lost."""

import pytest
from django.test import Client
from django.urls import reverse

from academy.certification.models import Certification, CertificationVersion
from courses.models import Capability, DealPolicy
from quizzes.models import QuestionBank, Quiz, QuizSlot
from tests.editing import box, told
from tests.quizzes.editing import faults, filled

pytestmark = pytest.mark.django_db


@pytest.fixture
def author(client, django_user_model):
    """May edit everything."""
    client.force_login(django_user_model.objects.create_superuser("first", "first@example.com", "x"))
    return client


@pytest.fixture
def other(django_user_model):
    """May edit everything too, in another browser."""
    browser = Client()
    browser.force_login(django_user_model.objects.create_superuser("second", "second@example.com", "x"))
    return browser


@pytest.fixture
def bank():
    return QuestionBank.objects.create(slug="desk", title={"en": "Desk"})


@pytest.fixture
def capability(pmm, bank):
    words = {"title": {"en": "Desk"}, "statement": {"en": "A rep can"}}
    return Capability.objects.create(slug="desk", kind="product", owner=pmm, status="draft", bank=bank, **words)


@pytest.fixture
def certification(pmm):
    return Certification.objects.create(slug="desk", code="FDS", title={"en": "Desk"}, proves={"en": "Sells"}, owner=pmm)


@pytest.fixture
def rows(rep, team, bank, capability, certification):
    """One row of every kind that is edited in a form, by the name of its model."""
    version = CertificationVersion.objects.create(certification=certification, number=1)
    quiz = Quiz.objects.create(slug="desk", title={"en": "Desk"})
    QuizSlot.objects.create(quiz=quiz, bank=bank, draw=2, sort_order=0)
    made = (bank, capability, certification, version, quiz, team, rep.academy_person)
    return {type(row).__name__: row for row in made}


def edit(row):
    return reverse(f"wagtailsnippets_{row._meta.app_label}_{row._meta.model_name}:edit", args=[row.pk])


CHANGED = {
    "QuestionBank": "title_en",
    "Capability": "statement_en",
    "Certification": "proves_en",
    "CertificationVersion": "validity",
    "Quiz": "title_en",
    "Team": "name_en",
    "Person": "name_en",
}
VALUES = {"validity": ("P1Y", "P2Y")}


@pytest.mark.parametrize("kind", CHANGED)
def test_a_stale_save_is_refused_and_the_box_saves_it_on_top(author, other, rows, kind):
    target, field = edit(rows[kind]), CHANGED[kind]
    theirs, own = VALUES.get(field, ("Theirs", "Mine"))
    mine = filled(author.get(target))
    assert other.post(target, {**filled(other.get(target)), field: theirs}).status_code == 302

    refused = author.post(target, {**mine, field: own})

    assert refused.status_code == 409
    assert filled(other.get(target))[field] == theirs
    assert filled(refused)[field] == own
    ((stored, yours),) = told(refused).values()
    assert theirs in stored
    assert own in yours
    assert "Last saved by second" in faults(refused)
    saved = author.post(target, {**filled(refused), "academy_over": box(refused)})
    assert saved.status_code == 302, faults(saved)
    assert filled(author.get(target))[field] == own


def evidence(number, **fields):
    return {f"evidence-{number}-{name}": value for name, value in fields.items()}


def with_evidence(author, target, pmm, *, number=0, note):
    """The form of a capability with one line of evidence more."""
    line = evidence(number, source="star_seller", note_en=note, by=pmm.pk, on="2026-05-01", ORDER=number + 1, id="")
    return {**filled(author.get(target)), **line, "evidence-TOTAL_FORMS": number + 1}


def notes(capability):
    return [str(line.note) for line in Capability.objects.get(pk=capability.pk).evidence.all()]


def test_a_row_that_the_other_one_added_stays(author, other, capability, pmm):
    target = edit(capability)
    mine = {**filled(author.get(target)), "title_en": "Mine"}
    other.post(target, {**with_evidence(other, target, pmm, note="Theirs"), "title_en": "Theirs"})

    refused = author.post(target, mine)
    saved = author.post(target, {**filled(refused), "academy_over": box(refused)})

    assert told(refused)["evidence"][1] == "not there; it stays"
    assert saved.status_code == 302, faults(saved)
    assert notes(capability) == ["Theirs"]
    assert str(Capability.objects.get().title) == "Mine"


def test_a_row_that_only_the_other_one_added_refuses_nothing(author, other, capability, pmm):
    target = edit(capability)
    mine = filled(author.get(target))
    other.post(target, with_evidence(other, target, pmm, note="Theirs"))

    saved = author.post(target, mine)

    assert saved.status_code == 302
    assert notes(capability) == ["Theirs"]


def test_a_row_that_the_other_one_took_away_is_mine_to_bring_back(author, other, capability, pmm):
    target = edit(capability)
    author.post(target, with_evidence(author, target, pmm, note="First"))
    mine = filled(author.get(target))
    other.post(target, {**filled(other.get(target)), "evidence-0-DELETE": "1"})
    assert notes(capability) == []

    refused = author.post(target, {**mine, "evidence-0-note_en": "Mine"})
    saved = author.post(target, {**filled(refused), "academy_over": box(refused)})

    assert refused.status_code == 409
    assert "Mine" in told(refused)["evidence 1"][1]
    assert saved.status_code == 302, faults(saved)
    assert notes(capability) == ["Mine"]


def test_both_changing_one_row_is_told_by_its_field(author, other, capability, pmm):
    target = edit(capability)
    author.post(target, with_evidence(author, target, pmm, note="First"))
    mine = filled(author.get(target))
    other.post(target, {**filled(other.get(target)), "evidence-0-note_en": "Theirs"})

    refused = author.post(target, {**mine, "evidence-0-note_en": "Mine"})

    assert refused.status_code == 409
    assert told(refused) == {"evidence 1: Note": ("Theirs", "Mine")}
    assert notes(capability) == ["Theirs"]


def test_a_password_that_was_typed_is_not_shown(author, other, rep, settings):
    settings.ACADEMY = {**settings.ACADEMY, "PASSWORD_RESET": False}
    target = edit(rep.academy_person)
    mine = filled(author.get(target))
    other.post(target, {**filled(other.get(target)), "name_en": "Theirs"})

    refused = author.post(target, {**mine, "name_en": "Mine", "password": "correct horse battery"})

    assert refused.status_code == 409
    assert "correct horse" not in refused.content.decode()
    assert "has to be written again" in faults(refused)


def test_the_deal_policy_is_guarded_too(author, other):
    target = reverse("wagtailsettings:edit", args=["academy_courses", "dealpolicy", DealPolicy.load().pk])
    mine = filled(author.get(target))
    other.post(target, {**filled(other.get(target)), "fast_deal_max_ticket": "50000"})

    refused = author.post(target, {**mine, "fast_deal_max_ticket": "60000"})

    assert refused.status_code == 409
    assert DealPolicy.load().fast_deal_max_ticket == 50000
    saved = author.post(target, {**filled(refused), "academy_over": box(refused)})
    assert saved.status_code == 302
    assert DealPolicy.objects.get().fast_deal_max_ticket == 60000
