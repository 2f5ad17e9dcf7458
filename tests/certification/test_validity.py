from datetime import UTC, date, datetime, timedelta

import pytest

from academy.certification.models import CertificationVersion
from academy.certification.models.durations import end_of_day
from academy.certification.models.validity import last_day, new_term, renewal_opening

SHANGHAI, NEW_YORK = "Asia/Shanghai", "America/New_York"


def rules(validity="P365D", opens="P45D", renewal_from="old_expiry"):
    return CertificationVersion(validity=validity, renewal_opens=opens, renewal_from=renewal_from)


@pytest.mark.parametrize(
    ("validity", "day", "last"),
    [
        ("P365D", date(2026, 1, 27), date(2027, 1, 27)),
        ("P1Y", date(2028, 2, 29), date(2029, 2, 28)),
        ("P4Y", date(2028, 2, 29), date(2032, 2, 29)),
        ("P1M", date(2027, 1, 31), date(2027, 2, 28)),
        ("P180D", date(2026, 11, 20), date(2027, 5, 19)),
    ],
)
def test_the_last_day_lies_one_duration_after_the_first(validity, day, last):
    now = datetime(day.year, day.month, day.day, 4, tzinfo=UTC)

    term = new_term(rules(validity), now=now, time_zone=SHANGHAI)

    assert term.last_day == last
    assert term.ends_at == end_of_day(last, SHANGHAI)


def test_the_day_is_that_of_the_certifications_zone():
    late = datetime(2026, 3, 1, 20, tzinfo=UTC)  # 2 March in Shanghai, 1 March in New York

    assert new_term(rules("P1D"), now=late, time_zone=SHANGHAI).last_day == date(2026, 3, 3)
    assert new_term(rules("P1D"), now=late, time_zone=NEW_YORK).last_day == date(2026, 3, 2)


def test_a_last_day_of_23_hours_ends_at_its_own_midnight():
    assert end_of_day(date(2026, 3, 8), NEW_YORK) == datetime(2026, 3, 9, 4, tzinfo=UTC)
    assert last_day(datetime(2026, 3, 9, 4, tzinfo=UTC), NEW_YORK) == date(2026, 3, 8)


def test_without_a_validity_it_lasts_for_ever_and_is_never_renewed():
    term = new_term(rules(""), now=datetime(2026, 1, 1, tzinfo=UTC), time_zone=SHANGHAI)

    assert (term.last_day, term.ends_at) == (None, None)
    assert renewal_opening(rules(""), ends_at=None, time_zone=SHANGHAI) is None


def test_rules_may_count_a_renewal_from_the_day_of_passing():
    now = datetime(2026, 6, 1, tzinfo=UTC)
    old_end = now + timedelta(days=20)

    assert new_term(rules(renewal_from="pass_date"), now=now, time_zone="UTC", old_end=old_end).last_day == date(2027, 6, 1)
    assert new_term(rules(), now=now, time_zone="UTC", old_end=old_end).last_day == date(2027, 6, 20)


def test_renewal_opens_at_the_start_of_a_day_or_at_the_end():
    end = end_of_day(date(2026, 6, 30), SHANGHAI)

    assert renewal_opening(rules(opens="P45D"), ends_at=end, time_zone=SHANGHAI) == datetime(2026, 5, 15, 16, tzinfo=UTC)
    assert renewal_opening(rules(opens=""), ends_at=end, time_zone=SHANGHAI) == end
