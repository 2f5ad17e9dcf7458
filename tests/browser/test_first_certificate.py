"""From the login of a new rep to a certificate that a stranger's phone finds valid."""

import re
import subprocess
from pathlib import Path

from playwright.sync_api import Page, expect

from academy.certification.models import Award
from tests.browser.steps import answer_checks, answer_everything, follow_next_step, hand_in, start


def download(page: Page, address: str, folder: Path) -> Path:
    """Fetch a file as this visitor, with the cookies of the page."""
    response = page.request.get(address)
    assert response.ok
    assert response.headers["content-type"] == "application/pdf"
    file = folder / "certificate.pdf"
    file.write_bytes(response.body())
    return file


def text_of(pdf: Path) -> str:
    return subprocess.run(["pdftotext", "-layout", pdf, "-"], check=True, capture_output=True, text=True).stdout


def code_on(pdf: Path) -> str:
    """What a phone reads from the paper."""
    picture = pdf.with_suffix("")
    subprocess.run(["pdftoppm", "-r", "150", "-png", "-singlefile", pdf, picture], check=True)
    read = ["zbarimg", "--quiet", "--raw", "-Sdisable", "-Sqrcode.enable", picture.with_suffix(".png")]
    return subprocess.run(read, check=True, capture_output=True, text=True).stdout.strip()


def test_noah_earns_his_certificate_and_his_manager_and_a_stranger_see_it(site, tmp_path):
    noah = site.sign_in("noah.beck")

    for _lesson in range(4):
        follow_next_step(noah)
        answer_checks(noah, "noah.beck")
    follow_next_step(noah)
    start(noah)
    answer_everything(noah)
    hand_in(noah)
    expect(noah.get_by_role("heading", name="You passed")).to_be_visible()

    follow_next_step(noah)
    start(noah)
    exam = answer_everything(noah)
    assert exam.slots.count() == 20
    hand_in(noah)

    award = Award.objects.get(learner__username="noah.beck")
    noah.goto("/academy/certificates/")
    expect(noah.get_by_text("Certified Fast-Deal Seller").first).to_be_visible()
    pdf = download(noah, noah.locator('a[href$=".pdf"]').first.get_attribute("href"), tmp_path)
    assert "Noah Beck" in text_of(pdf)
    assert award.serial in text_of(pdf).replace("-", "")

    stranger = site.visitor()
    stranger.goto(code_on(pdf))
    expect(stranger.get_by_role("heading", name=re.compile("Valid"))).to_be_visible()
    expect(stranger.get_by_text("Noah Beck", exact=True)).to_be_visible()

    manager = site.sign_in("wei.lan")
    manager.context.add_cookies([{"name": "django_language", "value": "en", "url": site.url}])
    manager.goto("/academy/team/")
    row = manager.get_by_role("row").filter(has_text="Noah Beck")
    expect(row.get_by_text("certified").first).to_be_attached()
    assert site.complaints == []


def test_a_chinese_name_stands_on_the_certificate(site, tmp_path):
    page = site.sign_in("ji.mo")
    page.goto("/academy/certificates/")

    pdf = download(page, page.locator('a[href$=".pdf"]').first.get_attribute("href"), tmp_path)

    assert "季墨" in text_of(pdf)
    assert code_on(pdf).lower().startswith(f"{site.url}/v/")


def test_a_rep_of_two_days_starts_at_the_first_lesson_in_his_language(site):
    page = site.sign_in("xu.an")

    follow_next_step(page)

    expect(page.locator("html")).to_have_attribute("lang", "zh-Hans")
    expect(page.get_by_role("heading", level=1)).to_contain_text("洛台")
    expect(page.locator(".lesson-head [aria-current=page]")).to_have_text(re.compile("1"))
