"""What is typed is compared without what word processors, phones and copying put into it, and kept as it was typed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from academy.letters import without_unseen
from quizzes.actions import Plan, create_question, revise_question, save_answer, start_attempt, submit_attempt
from quizzes.models import Question, Regrade
from quizzes.question_types import SpecError, question_type
from quizzes.question_types.answers import AnswerError
from quizzes.question_types.numeric import number
from quizzes.question_types.short_text import folded
from tests.quizzes.editing import address, filled
from tests.quizzes.regrades import apply_regrade, looked
from tests.quizzes.specs import both, laid_out, short_text

TEXT, NUMBER, CLOZE = question_type("short_text"), question_type("numeric"), question_type("cloze")

SAME = [
    ("don't", "don’t"),
    ("don't", "don`t"),
    ("don't", "don´t"),
    ("5'", "5′"),
    ('the "small" deal', "the “small” deal"),
    ('the "small" deal', "the «small» deal"),
    ("re-sell", "re\u2011sell"),
    ("24-7", "24–7"),
    ("24-7", "24—7"),
    ("-5 °C", "\N{MINUS SIGN}5 °C"),
    ("certificate", "certi\u00adficate"),
    ("ask", "\ufeffa\u200bs\u2060k\u200e"),
    ("two words", "two\u00a0words"),
    ("two words", "two\u202fwords"),
    ("ask", "ａｓｋ"),
    ("می خواهم", "می\u00a0خواهم"),
    ("میخواهم", "می\u200cخواهم"),
]


def mark(spec, typed):
    return TEXT.grade(spec, {"value": typed})


@pytest.mark.parametrize(("one", "other"), SAME)
def test_a_typed_text_is_right_whatever_signs_stand_for_its_own_on_either_side(one, other):
    assert [mark(short_text(en=[one]), other), mark(short_text(en=[other]), one), mark(short_text(en=[other]), other)] == [1, 1, 1]


def test_a_pattern_with_such_signs_matches_too():
    assert mark(short_text(en=["don’t *\u200b"]), "don't tell") == 1


def test_what_is_another_word_stays_wrong():
    assert [mark(short_text(en=[key]), typed) for key, typed in [("resell", "re-sell"), ("dont", "don’t"), ("x'", 'x"')]] == [0, 0, 0]


@pytest.mark.parametrize(
    ("typed", "earned"), [('print("x")', 1), ("print(“x”)", 0), ('Print("x")', 0), ('pr\u200bint("x")\ufeff', 1), ('print（"x"）', 1)]
)
def test_where_capital_letters_matter_quotation_marks_and_dashes_do_too(typed, earned):
    assert mark({**short_text(en=['print("x")']), "case_sensitive": True}, typed) == earned


def test_where_capital_letters_matter_a_dash_is_not_a_hyphen():
    spec = {**short_text(en=["ls -l"]), "case_sensitive": True}

    assert [mark(spec, "ls -l"), mark(spec, "ls –l")] == [1, 0]


@given(text=st.text(max_size=20), keeps_case=st.booleans())
def test_what_was_folded_folds_to_itself(text, keeps_case):
    once = folded(text, keeps_case=keeps_case)

    assert folded(once, keeps_case=keeps_case) == once
    assert without_unseen(once) == once


@pytest.mark.parametrize("typed", ["-5", "–5", "—5", "\u20115", "\N{MINUS SIGN}5", "－５", "-\u200b5\ufeff", "\u00a0-5\u00a0", "-5\u00ad"])
def test_a_number_keeps_its_sign_however_it_was_typed(typed):
    assert number(typed) == "-5"


def test_a_range_is_no_number():
    with pytest.raises(AnswerError):
        number("5–7")


def test_a_unit_is_read_whatever_its_signs_but_with_its_capital_letters():
    units = [{"id": "ft", "text": both("'"), "factor": "1"}, {"id": "in", "text": both('"'), "factor": "1/12"}]
    spec = {"stem": both("How long?"), "answer": "6", "tolerance": "0", "units": units}

    assert NUMBER.read(spec, laid_out("numeric", spec), {"value": "6′"}) == {"value": "6", "unit": "ft"}
    assert NUMBER.read(spec, laid_out("numeric", spec), {"value": "72″\u200b"}) == {"value": "72", "unit": "in"}


def test_two_units_that_are_typed_alike_are_refused():
    units = [{"id": "a", "text": both("'"), "factor": "1"}, {"id": "b", "text": both("′"), "factor": "2"}]

    with pytest.raises(SpecError, match="stands twice"):
        NUMBER.validate({"stem": both("How long?"), "answer": "6", "tolerance": "0", "units": units})


@pytest.mark.parametrize("twin", ["So\u200b", "So\u00a0", "S\u00ado"])
def test_two_choices_that_look_the_same_are_refused(twin):
    choices = [{"id": "a", "text": {"en": "So"}, "right": True}, {"id": "b", "text": {"en": twin}, "right": False}]

    with pytest.raises(SpecError, match="“So” stands twice"):
        question_type("single").validate({"stem": {"en": "Well?"}, "choices": choices})


def test_two_choices_may_differ_by_a_dash():
    choices = [{"id": "a", "text": {"en": "Desk–Flow"}, "right": True}, {"id": "b", "text": {"en": "Desk-Flow"}, "right": False}]

    question_type("single").validate({"stem": {"en": "How is it written?"}, "choices": choices})


def test_an_accepted_answer_that_nobody_sees_is_refused():
    with pytest.raises(SpecError, match="must not be empty"):
        TEXT.validate(short_text(en=["ask", "\u200b"]))


def test_an_answer_is_kept_as_it_was_typed_and_one_that_nobody_sees_is_blank():
    spec = short_text(en=["don't"])

    assert TEXT.read(spec, {}, {"value": " don’t\u200b "}) == {"value": "don’t\u200b"}
    assert TEXT.read(spec, {}, {"value": " \u200b\u00a0\ufeff"}) is None
    assert NUMBER.read({"answer": "5", "tolerance": "0"}, {}, {"value": "\u200b"}) is None


@pytest.mark.parametrize(("kind", "key", "typed"), [("short_text", {"accept": {"en": ["re-sell"]}}, "re–sell"), ("numeric", None, "–5")])
def test_a_gap_is_read_like_a_question_of_its_kind(kind, key, typed):
    spec = {
        "stem": both("Fill."),
        "text": both("So [[1]]."),
        "gaps": [{"id": "1", "kind": kind, **(key or {"answer": "-5", "tolerance": "0"})}],
    }
    layout = laid_out("cloze", spec)
    [[token, _one]] = layout["gaps"]

    assert CLOZE.grade(spec, CLOZE.read(spec, layout, {"gaps": {token: typed}})) == 1


def handed_in(rep, bank, make_quiz, now, *, key, typed):
    question = create_question(bank=bank, external_id="say", kind="short_text", spec=short_text(en=[key]), now=now)
    quiz = make_quiz("saying", draw=1)
    attempt = start_attempt(learner=rep, quiz=quiz, now=now)
    save_answer(attempt, position=1, data={"value": typed}, revision=0, now=now)
    return question, submit_attempt(attempt, now=now)


def test_the_evidence_holds_an_answer_as_it_was_typed(rep, bank, make_quiz, now):
    _question, attempt = handed_in(rep, bank, make_quiz, now, key="don't ask", typed="don’t ask\u200b")

    assert attempt.points == 1
    assert attempt.slots.with_answers().get().answer == {"value": "don’t ask\u200b"}


def test_a_regrade_reads_an_answer_as_it_was_read_when_it_was_handed_in(rep, pmm, bank, make_quiz, now):
    question, attempt = handed_in(rep, bank, make_quiz, now, key="don't ask", typed="don’t ask\u200b")
    first = question.versions.get()
    revise_question(question, kind="short_text", spec=short_text(en=["don’t\u00a0ask", "never ask"]), by=pmm, now=now)

    plan = Plan(attempt.quiz, (first,), Regrade.Method.NEW_KEY, keeps_higher=False)
    apply_regrade(seen=looked(plan, by=pmm), reason="One more answer", by=pmm, now=now)

    attempt.refresh_from_db()
    assert (attempt.points, attempt.passed) == (1, True)


def test_an_author_may_write_a_number_with_any_minus_sign(client, pmm, bank):
    client.force_login(pmm)
    target = f"{address('question', 'add')}?kind=numeric"
    more = {"more_1_answer": "–6", "more_1_fraction": "1/2"}

    client.post(
        target, {**filled(client.get(target)), "bank": bank.pk, "stem_en": "Cold?", "answer": "\N{MINUS SIGN}5", "tolerance": "0", **more}
    )

    spec = Question.objects.get().versions.get().spec
    assert (spec["answer"], spec["more"][0]["answer"]) == ("-5", "-6")
