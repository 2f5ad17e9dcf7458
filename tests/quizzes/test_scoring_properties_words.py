"""What holds for every short text: the first pattern that matches decides, in any language."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes.question_types import SpecError, question_type
from quizzes.question_types.spec import exact
from tests.quizzes.specs import both, short_text

TEXT = question_type("short_text")

words = st.text(alphabet="abAB ßéIı中", min_size=1, max_size=6).filter(lambda text: text.strip())
shares = st.fractions(min_value=0, max_value=1, max_denominator=60)


def mark(spec, typed):
    return TEXT.grade(spec, {"value": typed})


def worth(text, share):
    return {"text": text, "fraction": str(share)}


@given(rows=st.lists(st.tuples(words, shares), min_size=1, max_size=5), typed=words)
def test_the_first_accepted_answer_that_matches_decides(rows, typed):
    spec = short_text(en=[worth(text, share) for text, share in rows])
    alone = [(short_text(en=[text]), share) for text, share in rows]

    earned = mark(spec, typed)

    assert 0 <= earned <= 1
    assert earned == next((exact(str(share)) for one, share in alone if mark(one, typed) == 1), 0)


@given(english=st.lists(words, min_size=1, max_size=3), chinese=st.lists(words, min_size=1, max_size=3), typed=words)
def test_the_order_of_languages_means_nothing(english, chinese, typed):
    one = short_text(**{"en": [*english, worth("*", "1/4")], "zh-hans": chinese})
    other = short_text(**{"zh-hans": chinese, "en": [*english, worth("*", "1/4")]})

    assert mark(one, typed) == mark(other, typed) >= Fraction(1, 4)


def test_a_full_answer_of_one_language_is_not_lost_to_a_partial_one_of_another():
    spec = short_text(**{"en": ["ask", worth("*", "1/3")], "zh-hans": ["问"]})

    assert [mark(spec, typed) for typed in ("ask", "问", "anything")] == [1, 1, Fraction(1, 3)]


@given(text=words)
def test_what_is_accepted_earns_everything_as_its_author_wrote_it(text):
    spec = {**short_text(en=[text]), "case_sensitive": True}

    TEXT.validate(spec)
    assert mark(spec, text) == 1
    assert mark(spec, f"  {text} ") == 1


@pytest.mark.parametrize(("typed", "earned"), [("kW", 1), ("KW", 0), ("kw", 0), ("ｋＷ", 1)])
def test_capital_letters_matter_where_the_author_says_so(typed, earned):
    assert mark({**short_text(en=["kW"]), "case_sensitive": True}, typed) == earned


def test_capital_letters_do_not_matter_otherwise():
    assert [mark(short_text(en=["kW"]), typed) for typed in ("kW", "KW", "kw")] == [1, 1, 1]


@pytest.mark.parametrize(
    "accepted",
    [
        [worth("ask", "1/2")],
        [worth("*", "1/2"), "ask"],  # nobody ever reaches the second
    ],
)
def test_some_answer_must_earn_everything(accepted):
    with pytest.raises(SpecError, match="At least one accepted answer must earn everything"):
        TEXT.validate(short_text(en=accepted))


@pytest.mark.parametrize("accepted", [{"text": ""}, {"fraction": "1/2"}, {"text": "a", "fraction": "2"}, {"text": "*"}, {"text": 5}])
def test_a_faulty_accepted_answer_is_refused(accepted):
    with pytest.raises(SpecError):
        TEXT.validate(short_text(en=["ask", accepted]))


def test_the_review_names_only_what_earns_everything_and_says_what_its_author_says():
    spec = short_text(en=["ask", {"text": "*", "fraction": "0", "feedback": both("Not quite.")}])

    review = TEXT.review(spec, {}, {"value": "tell"}, language="en")

    assert (review["right_values"], review["feedback"], review["verdict"]) == (["ask"], "Not quite.", "wrong")
