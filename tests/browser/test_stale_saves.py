"""Two authors at one question and at one course: the later save is refused, shows both, and can be put on top."""

from playwright.sync_api import expect

from courses.models import CoursePage
from quizzes.models import Question
from tests.browser.cms import Desk

DESK = {"viewport": {"width": 1280, "height": 900}}
REFUSALS = ("status of 409", "status of 400")  # ours, and that of Wagtail's autosave


def complaints(site):
    """What the browser says beside the refusals that are asked for."""
    return [one for one in site.complaints if not any(refusal in one for refusal in REFUSALS)]


def test_the_later_of_two_authors_sees_both_and_saves_on_top(site):
    question = Question.objects.in_use().filter(versions__kind="single").first()
    address = f"/cms/snippets/academy_quizzes/question/edit/{question.pk}/"
    grace, admin = Desk(site.sign_in("grace.okoye", **DESK)), Desk(site.sign_in("academy.admin", **DESK))
    for desk in (grace, admin):
        desk.open(address)
    admin.write("stem_en", "What does she ask?")
    admin.save()

    grace.write("stem_en", "What does he ask?")
    grace.page.locator("footer").get_by_role("button", name="Save", exact=True).click()

    refusal = grace.page.get_by_role("region", name="This has been changed since you opened it")
    expect(refusal).to_contain_text("What does she ask?")
    expect(grace.page.locator('[name="stem_en"]')).to_have_value("What does he ask?")
    refusal.get_by_label("Save mine on top of what is stored now").check()
    grace.save()
    assert question.versions.order_by("-number").first().spec["stem"]["en"] == "What does he ask?"
    assert complaints(site) == []


def test_a_page_is_not_overwritten_while_wagtail_saves_by_itself(site):
    course = CoursePage.objects.filter(locale__language_code="en").first()
    grace, admin = Desk(site.sign_in("grace.okoye", **DESK)), Desk(site.sign_in("academy.admin", **DESK))
    for desk in (grace, admin):
        desk.open(f"/cms/pages/{course.pk}/edit/")
    admin.write("product", "theirs")
    admin.page.locator("footer").get_by_role("button", name="Save draft").click()
    admin.page.wait_for_url(f"**/cms/pages/{course.pk}/edit/")
    expect(admin.page.locator(".messages .success").first).to_be_visible()

    grace.write("product", "mine")
    grace.page.wait_for_timeout(1500)  # longer than Wagtail waits before it saves by itself
    grace.page.evaluate("document.querySelector('#page-edit-form').submit()")

    refusal = grace.page.get_by_role("region", name="This has been changed since you opened it")
    expect(refusal).to_contain_text("theirs")
    expect(grace.page.locator('[name="product"]')).to_have_value("mine")
    grace.page.wait_for_timeout(1500)
    assert CoursePage.objects.get(pk=course.pk).get_latest_revision_as_object().product == "theirs"
    refusal.get_by_label("Save mine on top of what is stored now").check()
    grace.page.evaluate("document.querySelector('#page-edit-form').submit()")
    expect(grace.page.locator(".messages .success").first).to_be_visible()
    assert CoursePage.objects.get(pk=course.pk).get_latest_revision_as_object().product == "mine"
    assert complaints(site) == []
