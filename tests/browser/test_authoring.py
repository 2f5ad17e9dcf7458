"""A product marketer writes a whole programme in the administration, and a rep sees it."""

from playwright.sync_api import expect

from courses.models import AcademyIndexPage
from tests.browser.cms import Desk

STEM = "What does a partner get?"


def write_capability(desk):
    desk.open("/cms/snippets/academy_courses/capability/add/")
    desk.write("title_en", "Sell through partners")
    desk.write("slug", "sell-through-partners")
    desk.pick("kind", "sales craft")
    desk.write("statement_en", "A rep can brief a partner in ten minutes.")
    desk.pick("owner", "grace.okoye")
    desk.pick("status", "field testing")
    desk.save()


def write_bank(desk):
    desk.open("/cms/snippets/academy_quizzes/questionbank/add/")
    desk.write("title_en", "Partners")
    desk.write("slug", "partners")
    desk.save()


def write_questions(desk):
    """Three of them, of three types."""
    desk.open("/cms/snippets/academy_quizzes/question/add/?kind=single")
    desk.pick("bank", "Partners")
    desk.write("stem_en", STEM)
    for number, (text, right) in enumerate([("A margin", True), ("A discount", False), ("Nothing", False)], start=1):
        desk.write(f"row_{number}_text_en", text)
        if right:
            desk.tick(f"row_{number}_right")
    desk.save()

    desk.open("/cms/snippets/academy_quizzes/question/add/?kind=numeric")
    desk.pick("bank", "Partners")
    desk.write("stem_en", "How many minutes does the briefing take?")
    desk.write("answer", "10")
    desk.save()

    desk.open("/cms/snippets/academy_quizzes/question/add/?kind=true_false")
    desk.pick("bank", "Partners")
    desk.write("stem_en", "A partner may promise a date.")
    desk.page.locator('[name="answer"][value="false"]').check()
    desk.save()


def write_quiz(desk, *, title, slug, purpose):
    desk.open("/cms/snippets/academy_quizzes/quiz/add/")
    desk.write("title_en", title)
    desk.write("slug", slug)
    desk.pick("purpose", purpose)
    desk.pick("state", "published")
    part = desk.add("slots")
    desk.pick(f"{part}-bank", "Partners")
    desk.write(f"{part}-draw", "3")
    desk.save()


def write_course(desk):
    index = AcademyIndexPage.objects.get(locale__language_code="en")
    desk.open(f"/cms/pages/{index.pk}/add_subpage/")
    desk.write("title", "Partner selling")
    desk.write("summary", "Two short lessons on briefing a partner.")
    desk.choose("capability", "Sell through partners")
    desk.choose("quiz", "Partner quiz")
    desk.publish()


def write_lesson(desk, *, title):
    course = AcademyIndexPage.objects.get(locale__language_code="en").get_children().get(slug="partner-selling")
    desk.open(f"/cms/pages/{course.pk}/add_subpage/")
    desk.write("title", title)
    desk.write_paragraph("A partner sells what he can explain himself.")
    desk.add_check(STEM)
    desk.publish()


def write_certification(desk):
    desk.open("/cms/snippets/academy_certification/certification/add/")
    desk.write("title_en", "Certified Partner Seller")
    desk.write("code", "CPS")
    desk.write("slug", "partner-seller")
    desk.write("proves_en", "Can sell through partners.")
    desk.pick("owner", "grace.okoye")
    rule = desk.add("assignment_rules")
    desk.choose(f"{rule}-team", "Velocity sales")
    desk.save()


def write_rules(desk):
    desk.open("/cms/snippets/academy_certification/certificationversion/add/")
    desk.choose("certification", "Certified Partner Seller")
    course = desk.add("requirements")
    desk.pick(f"{course}-kind", "course")
    desk.choose(f"{course}-course", "Partner selling", search=True)
    exam = desk.add("requirements")
    desk.pick(f"{exam}-kind", "exam")
    desk.choose(f"{exam}-exam", "Partner exam")
    desk.tick("publish")
    desk.save()


def test_what_a_product_marketer_writes_and_publishes_a_rep_sees(site, settings):
    settings.WAGTAIL_AUTOSAVE_INTERVAL = 0  # the test writes faster than it saves
    desk = Desk(site.sign_in("grace.okoye", viewport={"width": 1280, "height": 900}))

    write_capability(desk)
    write_bank(desk)
    write_questions(desk)
    write_quiz(desk, title="Partner quiz", slug="partner-quiz", purpose="course quiz")
    write_quiz(desk, title="Partner exam", slug="partner-exam", purpose="certification exam")
    write_course(desk)
    write_lesson(desk, title="Who is a partner")
    write_lesson(desk, title="The briefing")
    write_certification(desk)
    write_rules(desk)

    noah = site.sign_in("noah.beck")
    noah.goto("/academy/courses/partner-selling/")
    expect(noah.get_by_role("heading", name="Partner selling", level=1)).to_be_visible()
    noah.get_by_role("link", name="The briefing").first.click()
    expect(noah.get_by_text("A partner sells what he can explain himself.")).to_be_visible()
    expect(noah.get_by_text(STEM)).to_be_visible()
    noah.goto("/academy/")
    card = noah.get_by_role("article").filter(has_text="Certified Partner Seller")
    expect(card).to_contain_text("due in 30 days")
    noah.goto("/academy/certifications/partner-seller/")
    expect(noah.get_by_role("link", name="Partner selling").first).to_be_visible()
