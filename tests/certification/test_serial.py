import pytest

from academy.certification.models.serial import LETTERS, check_symbol, new_serial, read_serial, written

BODY = "7K4QX2HD9MTP"
SERIAL = BODY + check_symbol(BODY)


def test_the_check_symbol_of_a_known_body_never_changes():
    assert check_symbol("000000000000") == "0"
    assert check_symbol("100000000000") == "2"
    assert check_symbol(BODY) == "M"


def test_a_new_serial_reads_back_as_itself():
    serials = {new_serial() for _ in range(500)}

    assert len(serials) == 500
    assert all(len(serial) == 13 and read_serial(serial) == serial for serial in serials)


def test_a_serial_is_written_in_groups_of_four_four_four_and_one():
    assert written(SERIAL) == f"7K4Q-X2HD-9MTP-{SERIAL[-1]}"
    assert read_serial(written(SERIAL)) == SERIAL


@pytest.mark.parametrize(
    "typed",
    [
        written(SERIAL).lower(),
        f"  {SERIAL[:4]} {SERIAL[4:8]} {SERIAL[8:12]} {SERIAL[12]} ",
        written(SERIAL).replace("-", "\N{EN DASH}"),
        written(SERIAL).replace("-", "\N{MINUS SIGN}"),
        "".join(chr(ord(letter) + 0xFEE0) for letter in SERIAL),
    ],
)
def test_what_people_type_is_forgiven(typed):
    assert read_serial(typed) == SERIAL


@pytest.mark.parametrize(
    "pasted",
    [
        f"{written(SERIAL)}.",
        f"“{written(SERIAL)}”,",
        f"'{SERIAL}'",
        f"\u200b{written(SERIAL)}\ufeff",
        "\u00ad-".join([SERIAL[:4], SERIAL[4:8], SERIAL[8:12], SERIAL[12]]),
        "\u2066" + " ".join(SERIAL) + "\u2069",
        f"Code: {written(SERIAL)}",
        f"code {SERIAL.lower()}",
        f"代码：{written(SERIAL)}。",
        f"https://academy.example/v/{written(SERIAL)}",
        f"<https://academy.example/v/{written(SERIAL).lower()}/>.",
        f"HTTPS://ACADEMY.EXAMPLE/V/{SERIAL}",
        f"academy.example/below/academy/v/{written(SERIAL)}?utm_source=mail#top",
        f"https://academy.example/v/?code={written(SERIAL)}",
        f"https://safelinks.example/?url=https%3A%2F%2Facademy.example%2Fv%2F{written(SERIAL)}&data=05%7C01",
        f"https://academy.example/academy/certifications/certificates/{SERIAL}.pdf",
        f"{written(SERIAL)} (https://academy.example/v/{written(SERIAL)})",
    ],
)
def test_what_comes_along_with_copying_is_left_out(pasted):
    assert read_serial(pasted) == SERIAL


def test_two_different_serials_are_not_read_as_either():
    other = "000000000000" + check_symbol("000000000000")

    assert read_serial(f"{written(SERIAL)}, {written(other)}") is None


def test_lookalikes_are_read_as_digits():
    body = "0011ABCD0011"
    serial = body + check_symbol(body)

    assert read_serial("OoIlABCDoOLi" + serial[-1]) == serial


@pytest.mark.parametrize(
    "typed", ["", "7K4Q", SERIAL + "0", SERIAL[:-1], "U" + SERIAL[1:], "季" + SERIAL[1:], "https://academy.example/v/"]
)
def test_what_cannot_be_a_serial_is_nothing(typed):
    assert read_serial(typed) is None


def test_every_single_error_is_found():
    for serial in [new_serial() for _ in range(20)]:
        for place, right in enumerate(serial):
            for wrong in LETTERS.replace(right, ""):
                assert read_serial(serial[:place] + wrong + serial[place + 1 :]) is None


def test_every_swap_of_neighbours_is_found():
    for serial in [new_serial() for _ in range(100)]:
        for place in range(12):
            left, right = serial[place], serial[place + 1]
            if left != right:
                assert read_serial(serial[:place] + right + left + serial[place + 2 :]) is None
