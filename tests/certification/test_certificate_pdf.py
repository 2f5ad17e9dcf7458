import re
import shutil
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256

import pytest

from academy.certification.certificates import Sheet, missing_glyphs, render
from academy.certification.certificates.lines import Block, balanced, wrap
from academy.certification.certificates.qr import code

LENA = Sheet(
    language="en",
    issuer="Merrowick Academy",
    kind="Certificate",
    holder="Lena Fisk",
    is_a="is a",
    title="Certified Fast-Deal Seller",
    proves="Can explain Desk, qualify a prospect and close a fast deal with the ready kit.",
    records=(("Issued", "27 January 2026"), ("Valid until", "27 January 2027"), ("Code", "7K4Q-X2HD-9MTP-M")),
    signatories=(("Yuan Shan", "Product marketing, owner"), ("Wei Lan", "Velocity sales")),
    verify_url="HTTPS://ACADEMY.MERROWICK.EXAMPLE/V/7K4QX2HD9MTPM",
    caption="Scan to verify",
    pieces=4,
    document_title="Certified Fast-Deal Seller: Lena Fisk",
    author="Merrowick Academy",
    subject="Certificate 7K4Q-X2HD-9MTP-M",
    keywords="certificate",
    created=datetime(2026, 1, 27, 9, 0, tzinfo=UTC),
)
JI_MO = replace(
    LENA,
    language="zh-hans",
    issuer="洛湾学院",
    kind="证书",
    holder="季墨",
    second_name="Ji Mo",
    is_a="获得",
    title="快单销售认证",
    proves="能讲清洛台、判断客户，并用标准工具包打下快单。",
    records=(("颁发日期", "2026 年 4 月 27 日"), ("有效期至", "2027 年 4 月 27 日"), ("证书编号", "2RWX-H9VN-6TJC-W")),
    signatories=(("袁山", "产品市场，认证负责人"), ("卫岚", "快单销售部")),
    verify_url="https://academy.merrowick.example/academy/v/2RWXH9VN6TJCW",
    caption="扫码核验",
    document_title="快单销售认证：季墨",
)
LONG_NAMES = [
    "Maria-Magdalena Wilhelmina Konstantinopoulou-Featherstonehaugh de la Santísima Trinidad y Łukaszewicz",
    "Wolfeschlegelsteinhausenbergerdorff" * 4,
    "买买提·吐尔逊·阿卜杜拉·艾力·伊布拉音·穆罕默德",
    "Nguyễn Thị Bích Ngọc",
]


def test_the_same_sheet_gives_the_same_bytes():
    assert render(JI_MO) == render(replace(JI_MO))
    assert render(JI_MO) != render(LENA)


def test_another_process_gives_the_same_bytes():
    script = (
        "import sys, hashlib; sys.path.insert(0, '.'); "
        "from tests.certification.test_certificate_pdf import JI_MO, LENA, render; "
        "render(LENA); print(hashlib.sha256(render(JI_MO)).hexdigest())"
    )

    answer = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)

    assert answer.stdout.strip() == sha256(render(JI_MO)).hexdigest()


@pytest.mark.parametrize("sheet", [LENA, JI_MO], ids=["en", "zh-hans"])
def test_the_text_can_be_read_and_searched(sheet):
    text = " ".join(tool("pdftotext", "-raw", "-", "-", given=render(sheet)).split())

    for expected in sheet.texts():
        assert expected in text


@pytest.mark.parametrize("sheet", [LENA, JI_MO], ids=["alphanumeric", "byte"])
def test_the_code_leads_to_the_verification_page(sheet, tmp_path):
    image = tmp_path / "certificate.png"
    image.write_bytes(tool("pdftoppm", "-r", "100", "-png", "-singlefile", "-", given=render(sheet), binary=True))

    assert tool("zbarimg", "--quiet", "--raw", "--nodbus", str(image)).strip() == sheet.verify_url


def test_an_upper_case_address_makes_a_coarser_code():
    assert code(LENA.verify_url).modules < code(LENA.verify_url.lower()).modules


@pytest.mark.parametrize("sheet", [LENA, JI_MO], ids=["en", "zh-hans"])
def test_every_font_travels_with_the_file(sheet):
    fonts = tool("pdffonts", "-", given=render(sheet)).splitlines()[2:]

    assert {font.split()[0].partition("+")[2] for font in fonts} == {"NotoSansSC-Regular", "NotoSansSC-SemiBold"}
    assert all(font.split()[-5:-2] == ["yes", "yes", "yes"] for font in fonts)  # embedded, a subset, with Unicode


def test_the_file_says_what_it_is():
    file = render(JI_MO)

    facts = tool("pdfinfo", "-isodates", "-", given=file)

    assert re.search(r"Title: +快单销售认证：季墨\n", facts)
    assert re.search(r"CreationDate: +2026-01-27T09:00:00(Z|\+00)", facts)
    assert re.search(r"Page size: +841.89 x 595.276 pts \(A4\)", facts)
    assert b"/Lang (zh-Hans)" in file


def test_characters_without_a_glyph_are_named_once_and_in_order():
    assert missing_glyphs("𠮷田 𠮷", "김 Lena") == ["𠮷", "김"]


def test_names_of_many_places_can_be_written():
    assert (
        missing_glyphs(
            *JI_MO.texts(), *LENA.texts(), *LONG_NAMES, "Antonín Dvořák", "İbrahim Şahin", "Søren Ærø", "Ελένη", "Жанна", "赟喆堃玥"
        )
        == []
    )


def test_decomposed_letters_are_composed_before_they_are_drawn():
    assert missing_glyphs("Ngo\u0302\u0323c\r\n Bi\u0301ch") == []
    assert render(replace(LENA, holder="Bi\u0301ch")) == render(replace(LENA, holder="Bích"))


@pytest.mark.parametrize("name", LONG_NAMES)
@pytest.mark.parametrize("second_name", ["", "玛丽亚·马格达莱娜·威廉明娜·康斯坦丁诺普鲁"])
def test_a_long_name_stays_inside_the_margins(name, second_name):
    sheet = replace(LENA, holder=name, second_name=second_name, title=LENA.title * 5, proves=LENA.proves * 8, issuer=LENA.issuer * 9)

    words = tool("pdftotext", "-bbox", "-", "-", given=render(sheet))

    corners = [
        [float(number) / 72 * 25.4 for number in box] for box in re.findall(r'xMin="(.+?)" yMin="(.+?)" xMax="(.+?)" yMax="(.+?)"', words)
    ]
    assert len(corners) > 20
    assert all(left > 25.5 and right < 271.5 and top > 20 and bottom < 191.5 for left, top, right, bottom in corners)


def test_more_signatories_share_the_width():
    sheet = replace(LENA, signatories=(("Yuan Shan", "Product marketing, owner of it all"), ("Wei Lan", "Sales"), ("Lena Fisk", "Sales")))

    assert render(sheet) != render(replace(sheet, signatories=()))


def test_no_line_begins_with_a_closing_mark_or_ends_with_an_opening_one():
    text = "能讲清“洛台”、判断客户（含中小客户），并用《标准工具包》打下快单。" * 4
    style = Block((), "AcademySans-Regular", 5, 1.5)

    for room in range(20, 90, 3):
        lines = wrap(text, style, room)
        assert "".join(lines) == text
        assert not any(line[0] in "，。、”）》" or line[-1] in "“（《" for line in lines)
        assert all(style.measure(line) <= room for line in lines)


def test_lines_are_of_about_the_same_length_and_words_stay_whole():
    style = Block((), "AcademySans-SemiBold", 16, 1.1)

    lines = balanced("Maximilian Featherstonehaugh Bo", style, 240)

    assert lines == ["Maximilian", "Featherstonehaugh Bo"]


def tool(name, *arguments, given=b"", binary=False):
    """Run an independent reader of PDF or QR over bytes."""
    if not shutil.which(name):
        pytest.skip(f"{name} is not installed")
    output = subprocess.run([name, *arguments], input=given, capture_output=True, check=True).stdout
    return output if binary else output.decode()
