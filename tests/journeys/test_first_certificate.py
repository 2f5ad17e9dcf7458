"""From the first login to a certificate that a stranger verifies: one rep, at the doors everybody uses."""

import subprocess

import pytest

from academy.certification.models import Award
from tests.journeys.visitor import Visitor

pytestmark = pytest.mark.usefixtures("merrowick")

LESSONS_TO_GO = 4
START = "form[action$='/start/']"


def certified(noah):
    """Noah takes every step that the pages name, up to the result of the exam."""
    for _lesson in range(LESSONS_TO_GO):
        next_step(noah)
        noah.answer_checks()
    next_step(noah)
    take(noah, start=START, wrong=wrong_for(90, noah))
    return sit_exam(noah)


def next_step(noah):
    """Follow the one button of the home page."""
    noah.open("/academy/")
    return noah.open(noah.page.form(".next-step a.button")["href"])


def take(visitor, *, start, wrong=0):
    """Start, answer and hand in."""
    visitor.send(start)
    visitor.answer_questions(wrong=wrong)
    return visitor.send("form[action$='/submit/']")


def wrong_for(percent, visitor):
    """How many questions may be wrong for a score of at least this much."""
    total = int(visitor.page.soup.select_one("dl.facts dd").get_text(strip=True))
    return int(total * (100 - percent) / 100)


def sit_exam(visitor, certification="fast-deal-seller", *, wrong=0):
    """From the page of the certification to the rules of its exam, and from there through it."""
    visitor.go_to_exam(certification)
    return take(visitor, start=START, wrong=wrong)


def test_the_home_page_leads_step_by_step_to_the_certificate():
    noah = Visitor("noah.beck")
    steps = []
    for _lesson in range(LESSONS_TO_GO):
        steps.append(next_step(noah).address)
        assert "Lesson done" in noah.answer_checks().text
    steps.append(next_step(noah).address)
    result = take(noah, start=START, wrong=wrong_for(90, noah)).text
    steps.append(next_step(noah).address)

    assert len(set(steps[:LESSONS_TO_GO])) == LESSONS_TO_GO
    assert all("/academy/courses/" in step for step in steps[:LESSONS_TO_GO])
    assert "/academy/quizzes/" in steps[LESSONS_TO_GO]
    assert "Passed" in result
    assert steps[-1].endswith("/academy/quizzes/fast-deal-seller-exam/")


def test_a_passed_exam_is_a_certificate_that_strangers_can_verify():
    noah = Visitor("noah.beck")

    result = certified(noah)
    home = noah.open("/academy/")
    mine = noah.open(result.link("ertificate"))
    pdf = noah.client.get(mine.link("PDF"))
    words = text_of(pdf.content)
    stranger = Visitor()
    public = stranger.open(mine.link("Verify link"))
    as_json = stranger.client.get(public.address, headers={"Accept": "application/json"}).json()

    award = Award.objects.of(noah.user).get()
    assert "certified" in result.text
    assert "Nothing due" in home.text
    assert "Noah Beck" in mine.text
    assert pdf["Content-Type"] == "application/pdf"
    assert "Noah Beck" in words
    assert award.serial in words.replace("-", "")
    assert public.status == 200
    assert "Valid" in public.text
    assert "Noah Beck" in public.text
    assert (as_json["state"], as_json["holder"]) == ("valid", "Noah Beck")


def test_the_manager_sees_it_and_every_count_agrees():
    manager = Visitor("wei.lan")
    before = figures(manager)
    certified(Visitor("noah.beck"))

    after = figures(manager)
    row = manager.open("/academy/team/").soup.find("a", string="Noah Beck").find_parent("tr")
    kinds = {use["href"].rpartition("#")[2] for use in row.find_all("use")}

    assert "certified" in kinds
    assert after == tuple(figure + 1 for figure in before)


def figures(manager):
    """The tile of the team page, the list behind it, and the API."""
    page = manager.open("/academy/team/")
    tile = page.form("a.figure")
    behind = manager.open(f"/academy/team/{tile['href']}")
    listed = behind.soup.select("table.matrix tbody a.is-mine")
    rows = manager.client.get("/academy/api/v1/standings/?page_size=200").json()["results"]
    current = [row for row in rows if row["state"] in {"certified", "expiring"}]
    return int(tile.get_text().split()[0]), len(listed), len(current)


def test_a_beginner_starts_at_the_first_lesson_in_chinese():
    xu_an = Visitor("xu.an")
    home = xu_an.page

    lesson = next_step(xu_an)

    assert home.soup.html["lang"].lower() == lesson.soup.html["lang"].lower() == "zh-hans"
    assert "许安" in home.text
    assert "我的学院" in lesson.text
    assert lesson.address.endswith("/courses/desk-essentials/who-desk-is-for/")
    assert lesson.soup.h1.get_text(strip=True).isascii() is False
    assert xu_an.answer_checks().soup.select(".state.is-certified")


def test_a_chinese_name_is_printed():
    gu_cheng = Visitor("gu.cheng")

    sit_exam(gu_cheng)
    pdf = gu_cheng.client.get(gu_cheng.open("/academy/certificates/").link("PDF"))

    assert "顾诚" in text_of(pdf.content)


def text_of(pdf):
    """The words of a PDF, read by another program than the one that wrote them."""
    read = subprocess.run(["pdftotext", "-", "-"], input=pdf, capture_output=True, check=True)
    return " ".join(read.stdout.decode().split())


def test_the_result_says_the_same_to_programs():
    noah = Visitor("noah.beck")

    address = certified(noah).address
    told = noah.client.get(f"/academy/api/v1/attempts/{address.split('/')[-3]}/result/").json()

    assert told["passed"] is True
