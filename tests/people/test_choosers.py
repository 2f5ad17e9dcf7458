"""Whom an author finds in lists of users: those who work in the administration, and no learner."""

import pytest
from django.urls import reverse

from academy.certification.models import Certification
from academy.people.models import Person
from academy.staff import StaffChoiceField, staff
from courses.models import Capability, CoursePage, Evidence, LessonPage
from quizzes.models import Question

pytestmark = pytest.mark.django_db

FORMS = [
    "wagtailsnippets_academy_courses_capability:add",
    "wagtailsnippets_academy_courses_capability:list",
    "wagtailsnippets_academy_certification_certification:add",
    "wagtailsnippets_academy_certification_certification:list",
    "wagtailsnippets_academy_quizzes_question:list",
]


@pytest.mark.parametrize("name", FORMS)
def test_no_form_or_filter_of_an_author_names_a_learner(client, pmm, make_person, name):
    make_person("lena.kurz")
    client.force_login(pmm)

    page = client.get(reverse(name)).content.decode()

    assert "lena.kurz" not in page


@pytest.mark.parametrize(
    "address",
    [
        "/cms/snippets/choose/academy_people/person/",
        "/cms/snippets/choose/academy_people/person/results/",
        "/cms/snippets/choose/academy_people/person/chosen/{key}/",
        "/cms/snippets/choose/academy_people/person/chosen-multiple/?id={key}",
        "/cms/bulk/academy_people/person/delete/?id={key}",
    ],
)
def test_no_chooser_and_no_bulk_action_tells_an_author_who_the_learners_are(client, pmm, admin, make_person, address):
    learner = make_person("lena.kurz")
    path = address.format(key=Person.objects.get(user=learner).pk)

    client.force_login(pmm)
    told_to_author = client.get(path, follow=True).content.decode()
    client.force_login(admin)
    told_to_admin = client.get(path).content.decode()

    assert "Lena Kurz" not in told_to_author
    assert "Lena Kurz" in told_to_admin


def test_an_author_chooses_among_authors(client, pmm, rep, manager, admin):
    client.force_login(pmm)

    page = client.get(reverse(FORMS[0])).content.decode()

    assert [user.username for user in staff()] == ["admin", "pmm"]
    assert ">admin<" in page
    assert ">rep<" not in page


def test_a_learner_cannot_be_named_by_number_either(client, pmm, rep):
    client.force_login(pmm)
    sent = {"slug": "deal", "kind": "product", "title_0": "Deal", "owner": rep.pk}

    page = client.post(reverse(FORMS[0]), sent)

    assert page.context["form"].errors["owner"]
    assert not Capability.objects.exists()


def test_an_owner_who_left_stays_named(client, pmm, admin):
    capability = Capability.objects.create(slug="deal", kind=Capability.Kind.values[0], title={"en": "Deal"}, owner=admin)
    admin.is_active = False
    admin.save()
    client.force_login(pmm)

    page = client.get(reverse("wagtailsnippets_academy_courses_capability:edit", args=[capability.pk])).content.decode()

    assert f'<option value="{admin.pk}" selected>admin</option>' in page


@pytest.mark.parametrize(
    ("model", "name"),
    [
        (Capability, "owner"),
        (Capability, "deputy"),
        (Evidence, "by"),
        (CoursePage, "owner_person"),
        (LessonPage, "checked_by"),
        (Question, "owner"),
        (Certification, "owner"),
    ],
)
def test_whoever_an_author_names_is_chosen_among_authors(model, name, rep, pmm, admin):
    field = model._meta.get_field(name).formfield()

    assert isinstance(field, StaffChoiceField)
    assert list(field.queryset) == [admin, pmm]
