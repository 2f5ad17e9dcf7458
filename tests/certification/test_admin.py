"""Certifications and their rules in Wagtail's administration, as a PMM who is no superuser."""

import pytest
from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data

from academy.certification.actions import new_version_from, publish_version
from academy.certification.models import AssignmentRule, Certification, CertificationVersion, Requirement, RubricRow, Standing
from academy.models import AuditEntry
from tests.editing import save


@pytest.fixture
def author(client, pmm):
    client.force_login(pmm)
    return client


def address(name, model, *args):
    return reverse(f"wagtailsnippets_academy_certification_{model}:{name}", args=args)


def certification_form(owner, team=None, **fields):
    rule = [{"team": team.pk, "job_role": "", "due_days": 30}] if team else []
    data = {
        "title_en": "Certified Fast-Deal Seller",
        "title_zh-hans": "快单销售认证",
        "code": "FDS",
        "slug": "fast-deal-seller",
        "proves_en": "Can close a fast deal.",
        "unlocks_en": "",
        "rights": "",
        "owner": owner.pk,
        "time_zone": "Asia/Shanghai",
        "launched_on": "2026-01-01",
        "assignment_rules": inline_formset(rule),
        **fields,
    }
    return nested_form_data(data)


def version_form(certification, requirements, **fields):
    blank = {"path": "initial", "course": "", "exam": "", "pass_points": "", "rubric": inline_formset([])}
    rows = [{**blank, **row} for row in requirements]
    data = {
        "certification": certification.pk,
        "validity": "P365D",
        "renewal_opens": "P45D",
        "renewal_from": "old_expiry",
        "requirements": inline_formset(rows),
    }
    return nested_form_data({**data, **fields})


def test_an_author_makes_a_certification_and_publishes_its_rules(author, pmm, rep, team, exam_quiz):
    author.post(address("add", "certification"), certification_form(pmm, team))
    certification = Certification.objects.get()
    rubric = inline_formset([{"title_en": "Listens", "slug": "listens", "levels_en": "Talks over it\nAsks once\nCustomer takes the pen"}])
    rows = [
        {"kind": "exam", "exam": exam_quiz.pk},
        {"kind": "practice", "title_en": "Role-play", "pass_points": 2, "rubric": rubric},
        {"kind": "sign_off", "statement_en": "I have seen it."},
    ]

    answer = author.post(address("add", "certificationversion"), version_form(certification, rows, publish="on"))

    assert answer.status_code == 302
    assert CertificationVersion.objects.current().get().number == 1
    assert [row.kind for row in Requirement.objects.order_by("sort_order")] == ["exam", "practice", "sign_off"]
    assert AssignmentRule.objects.get().team == team
    assert Standing.objects.get().learner == rep
    assert reverse("academy_certification:certification", args=["fast-deal-seller"])


def test_a_requirement_that_names_nothing_is_refused_with_a_sentence(author, make_certification):
    certification = make_certification(published=False)

    page = author.post(address("add", "certificationversion"), version_form(certification, [{"kind": "exam"}]))

    assert "A requirement of this kind needs this." in page.content.decode()


def test_rules_that_cannot_be_published_stay_a_draft_and_say_why(author, make_certification):
    certification = make_certification(published=False)

    page = author.post(address("add", "certificationversion"), version_form(certification, [], publish="on"), follow=True)

    assert "Name at least one requirement of the first certificate." in page.content.decode()
    assert CertificationVersion.objects.latest("number").published_at is None


def test_published_rules_are_frozen_and_lead_to_a_new_version(author, make_certification):
    certification = make_certification(practice=True)
    published = CertificationVersion.objects.get()
    edit = address("edit", "certificationversion", published.pk)

    shown = author.get(edit).content.decode()
    author.post(edit, version_form(certification, [], validity="P1D"))
    answer = author.post(edit, {"new_version": "1"})

    draft = CertificationVersion.objects.get(number=2)
    published.refresh_from_db()
    assert "published and frozen" in shown
    assert published.validity == "P365D"
    assert answer.url == address("edit", "certificationversion", draft.pk)
    assert [row.kind for row in draft.requirements.order_by("sort_order", "pk")] == ["exam", "exam", "practice"]
    assert RubricRow.objects.filter(requirement__version=draft).count() == 2


def test_a_run_keeps_the_rules_it_was_opened_under(cycle, certification, now):
    draft = new_version_from(cycle.version)

    publish_version(draft, now=now)

    cycle.refresh_from_db()
    assert cycle.version.number == 1
    assert CertificationVersion.objects.current().get().number == 2


def test_a_draft_is_edited_in_its_form(author, make_certification, exam_quiz):
    certification = make_certification(published=False)
    draft = CertificationVersion.objects.get()

    shown = author.get(address("edit", "certificationversion", draft.pk))
    form = version_form(certification, [{"kind": "exam", "exam": exam_quiz.pk}], validity="P6M")
    form |= {"requirements-INITIAL_FORMS": "0"}
    save(author, address("edit", "certificationversion", draft.pk), form)

    draft.refresh_from_db()
    assert shown.status_code == 200
    assert draft.validity == "P6M"


def test_who_publishes_rules_and_who_retires_is_on_record(author, pmm, make_certification, exam_quiz):
    certification = make_certification(published=False)
    rows = [{"kind": "exam", "exam": exam_quiz.pk}]
    author.post(address("add", "certificationversion"), version_form(certification, [], publish="on"))
    author.post(address("add", "certificationversion"), version_form(certification, rows, publish="on"))
    fields = {"slug": certification.slug, "code": certification.code, "retired": "on"}
    for _twice in range(2):
        save(author, address("edit", "certification", certification.pk), certification_form(pmm, **fields))

    told = list(AuditEntry.objects.filter(actor=pmm).order_by("pk").values_list("verb", "refused"))

    assert told == [("version.publish", True), ("version.publish", False), ("certification.retire", False)]


def test_a_retired_certification_takes_nobody(author, pmm, certification, rep):
    fields = {"slug": certification.slug, "code": certification.code, "retired": "on"}

    save(author, address("edit", "certification", certification.pk), certification_form(pmm, **fields))

    certification.refresh_from_db()
    assert certification.retired_at is not None
    author.force_login(rep)
    assert author.get(reverse("academy_certification:certification", args=[certification.slug])).status_code == 404
