"""Writing capabilities, courses and lessons in Wagtail, as a PMM who is no superuser."""

import pytest
from django.core.exceptions import ValidationError
from wagtail.models import Locale
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from courses.models import Capability, CoursePage, LessonPage, outlines


@pytest.fixture
def as_pmm(client, pmm):
    client.force_login(pmm)
    return client


def capability_form(pmm, **changes):
    return {
        "title_en": "Explain Flow",
        "title_zh-hans": "",
        "slug": "explain-flow",
        "kind": "product",
        "statement_en": "A rep can explain Flow.",
        "statement_zh-hans": "",
        "owner": pmm.pk,
        "status": "draft",
        "review_every_days": 90,
        "evidence": inline_formset([{"source": "star_seller", "note_en": "Seen.", "note_zh-hans": "", "by": pmm.pk, "on": "2026-05-01"}]),
        **changes,
    }


def test_a_pmm_writes_a_capability_with_its_evidence(as_pmm, pmm):
    page = as_pmm.post("/cms/snippets/academy_courses/capability/add/", nested_form_data(capability_form(pmm)))

    assert page.status_code == 302, page.context["form"].errors
    capability = Capability.objects.get(slug="explain-flow")
    assert [str(line.note) for line in capability.evidence_lines] == ["Seen."]


def test_a_validated_capability_says_which_evidence_it_lacks(as_pmm, pmm):
    form = nested_form_data(capability_form(pmm, status="validated"))

    page = as_pmm.post("/cms/snippets/academy_courses/capability/add/", form, follow=True)

    assert "Validated without evidence from: product design, seed customer." in page.content.decode()
    assert Capability.objects.get(slug="explain-flow").status == "validated"


def test_a_pmm_publishes_a_course_with_a_lesson(as_pmm, pmm, rep, academy, capability, question):
    course = {
        "title": "Flow basics", "slug": "flow-basics", "summary": "Flow.", "capability": capability.pk, "level": "foundation",
        "deal_type": "any", "version": 1, "outcomes": streamfield([]), "prerequisites": inline_formset([]),
        "action-publish": "yes",
    }  # fmt: skip

    page = as_pmm.post(f"/cms/pages/add/academy_courses/coursepage/{academy.pk}/", nested_form_data(course))

    assert page.status_code == 302, page.context["form"].errors
    made = CoursePage.objects.get(slug="flow-basics")
    body = streamfield([("paragraph", rich_text("<p>Hello.</p>")), ("check", question.pk)])
    lesson = nested_form_data({"title": "First", "slug": "first", "minutes": 5, "body": body, "action-publish": "yes"})

    page = as_pmm.post(f"/cms/pages/add/academy_courses/lessonpage/{made.pk}/", lesson)

    assert page.status_code == 302, page.context["form"].errors
    as_pmm.force_login(rep)
    read = as_pmm.get("/academy/courses/flow-basics/first/").content.decode()
    assert "Hello." in read
    assert "What about check-1?" in read


def test_blocks_are_grouped_by_what_they_do():
    groups = {str(block.meta.group) for block in LessonPage.body.field.stream_block.child_blocks.values()}

    assert groups == {"Explain", "Sell", "Check"}


@pytest.mark.parametrize("title", ["academy", "course", "lesson"])
def test_a_draft_can_be_previewed_without_a_learner(as_pmm, academy, course, lessons, title):
    page = {"academy": academy, "course": course, "lesson": lessons[1]}[title]
    page.title = "As a draft"
    page.save_revision()

    shown = as_pmm.get(f"/cms/pages/{page.pk}/revisions/{page.latest_revision_id}/view/")

    assert shown.status_code == 200
    assert "As a draft" in shown.content.decode()


def test_a_preview_shows_blocks_and_checks(as_pmm, lessons):
    lessons[1].save_revision()

    shown = as_pmm.get(f"/cms/pages/{lessons[1].pk}/revisions/{lessons[1].latest_revision_id}/view/").content.decode()

    assert "Key points" in shown
    assert "What about check-1?" in shown
    assert "Because check-1." not in shown


def test_two_courses_cannot_have_one_address(course, academy, publish):
    other = publish(academy.get_parent(), type(academy)(title="Second", slug="second"))

    with pytest.raises(ValidationError, match="has this address already"):
        other.add_child(instance=CoursePage(title="Same", slug=course.slug, summary="x", capability=course.capability))


def test_a_lesson_cannot_take_the_address_of_a_verb(course):
    with pytest.raises(ValidationError, match="address of its own"):
        course.add_child(instance=LessonPage(title="Enrol", slug="enrol"))


def test_a_table_needs_as_many_cells_as_heads():
    table = LessonPage.body.field.stream_block.child_blocks["table"]

    with pytest.raises(ValidationError):
        table.clean(table.to_python({"head": ["A", "B"], "rows": [["1", "2"], ["1"]]}))


def test_a_pmm_translates_a_lesson(as_pmm, course, lessons, zh):
    course.copy_for_translation(Locale.objects.get(pk=zh.pk), copy_parents=True)

    page = as_pmm.post(f"/cms/translation/submit/page/{lessons[1].pk}/", {"locales": [zh.pk]}, follow=True)

    assert page.status_code == 200
    chinese = lessons[1].get_translation(zh)
    assert (chinese.live, chinese.slug) == (False, "lesson-2")
    edited = as_pmm.get(f"/cms/pages/{chinese.pk}/edit/")
    assert edited.status_code == 200, "the PMM may go on writing in the other language"


@pytest.fixture
def listed(as_pmm):
    """The titles below a page in the order of the explorer: `listed(course, ordering="title")`."""

    def listed(page, **asked):
        answer = as_pmm.get(f"/cms/pages/{page.pk}/", asked)
        return [row.title for row in answer.context["object_list"]]

    return listed


def test_the_explorer_lists_lessons_in_the_order_of_teaching(as_pmm, course, lessons, listed):
    lessons[0].save_revision(clean=False)

    as_pmm.post(f"/cms/pages/{lessons[2].pk}/set_position/?position=0")

    assert listed(course) == ["Lesson 3", "Lesson 1", "Lesson 2"]
    assert [lesson.title for lesson in outlines().by_key[course.translation_key].lessons] == listed(course)


def test_the_explorer_lists_courses_in_the_order_of_the_catalogue(academy, course, lessons, publish, capability, listed):
    publish(academy, CoursePage(title="Another", slug="another", summary="More.", capability=capability))

    assert listed(academy) == ["Desk essentials", "Another"]


@pytest.mark.parametrize(
    ("ordering", "first"), [("title", "Lesson 1"), ("-title", "Lesson 3"), ("-latest_revision_created_at", "Lesson 2")]
)
def test_a_column_of_the_explorer_orders_lessons_otherwise(course, lessons, listed, ordering, first):
    lessons[1].save_revision(clean=False)

    assert listed(course, ordering=ordering)[0] == first
