"""The editor of a quiz, as a PMM who is no superuser: every setting, and a sentence at the field for what cannot be."""

from fractions import Fraction

import pytest

from quizzes.actions import revise_question
from quizzes.models import Quiz, QuizSlot
from tests.quizzes import specs
from tests.quizzes.editing import address, faults, filled, part, quiz_fields

pytestmark = pytest.mark.django_db


@pytest.fixture
def author(client, pmm):
    client.force_login(pmm)
    return client


@pytest.mark.parametrize(
    ("purpose", "expected"),
    [
        ("practice", {"max_attempts": "0", "review": "practice", "pass_percent": "60"}),
        ("graded", {"max_attempts": "3", "review": "graded", "pass_percent": "80"}),
        ("certification", {"max_attempts": "3", "review": "certification", "cooloff_minutes": "1440", "time_limit_minutes": "45"}),
        ("nonsense", {"purpose": "graded", "review": "graded"}),
    ],
)
def test_a_new_quiz_begins_with_the_usual_settings_of_its_purpose(author, purpose, expected):
    sent = filled(author.get(address("quiz", "add"), {"purpose": purpose}))

    assert {name: sent[name] for name in expected} == expected


def test_every_setting_can_be_made(author, bank, questions):
    fields = quiz_fields(
        bank,
        draw=2,
        opens_at="2026-06-01 09:00",
        closes_at="2026-06-30 18:00",
        time_limit_minutes="30",
        on_expiry="grace",
        grace_minutes="5",
        cooloff_minutes="60",
        cooloff_later_minutes="1440",
        keep="average",
        behaviour="interactive",
        questions_per_page="0",
        one_way="on",
        single_device="on",
        open_book="on",
        two_markers="on",
        words_passed_en="Well done.",
        words_failed_en="Read lesson 2.",
    )

    answer = author.post(address("quiz", "add"), fields)

    assert answer.status_code == 302, faults(answer)
    made = Quiz.objects.get()
    assert (made.on_expiry, made.grace_minutes, made.keep, made.behaviour) == ("grace", 5, "average", "interactive")
    assert (made.one_way, made.single_device, made.two_markers, made.anonymous_marking) == (True, True, True, False)
    assert (made.cooloff_minutes, made.cooloff_later_minutes, made.questions_per_page) == (60, 1440, 0)
    assert (made.words_passed, made.words_failed) == ({"en": "Well done."}, {"en": "Read lesson 2."})
    assert made.opens_at < made.closes_at


def test_looking_at_a_quiz_and_saving_it_changes_nothing(author, quiz, questions):
    QuizSlot.objects.create(quiz=quiz, question=questions[0], version=questions[0].versions.get(), points=Fraction(1, 3), sort_order=1)
    QuizSlot.objects.filter(quiz=quiz, question=None).update(draw=1, section={"en": "Deals"}, level=1)
    before = list(QuizSlot.objects.order_by("pk").values())

    answer = author.post(address("quiz", "edit", quiz.pk), filled(author.get(address("quiz", "edit", quiz.pk))))

    assert answer.status_code == 302, faults(answer)
    after = Quiz.objects.get()
    assert [{**row, "sort_order": 0} for row in QuizSlot.objects.order_by("pk").values()] == [{**row, "sort_order": 0} for row in before]
    assert after.rules == quiz.rules


def test_a_part_takes_tags_level_points_and_a_section(author, bank, questions):
    limits = part(
        bank=bank.pk,
        draw="3",
        tags="Price, deal，price",
        tags_match="all",
        level="2",
        points="1/3",
        section_en="Deals",
        include_children="on",
    )

    author.post(address("quiz", "add"), quiz_fields(bank, draw=3, state="draft", **limits))

    slot = Quiz.objects.get().slots.get()
    assert (slot.tags, slot.tags_match, slot.level, slot.points) == (["Price", "deal"], "all", 2, Fraction(1, 3))
    assert (slot.section, slot.include_children) == ({"en": "Deals"}, True)


@pytest.mark.parametrize(
    ("written", "points"), [("1", Fraction(1)), ("2.5", Fraction(5, 2)), ("1/3", Fraction(1, 3)), (" 2 ", Fraction(2))]
)
def test_points_are_exact(author, bank, questions, written, points):
    author.post(address("quiz", "add"), quiz_fields(bank, draw=3, **{"slots-0-points": written}))

    assert Quiz.objects.get().slots.get().points == points


@pytest.mark.parametrize("written", ["0", "-1", "1/0", "1/00", "0/5", "x", "NaN", "inf", "1e9", "１", "1,5", "9" * 40])
def test_points_that_are_none_are_refused_with_a_sentence(author, bank, questions, written):
    page = author.post(address("quiz", "add"), quiz_fields(bank, draw=3, **{"slots-0-points": written}))

    assert "Write the points as a number above 0, such as 1, 2.5 or 1/3." in faults(page)
    assert filled(page)["slots-0-points"] == written
    assert not Quiz.objects.exists()


def test_a_version_is_pinned(author, bank, questions, pmm, now):
    first = questions[0].versions.get()
    pinned = part(question=questions[0].pk, version=first.pk)

    answer = author.post(address("quiz", "add"), quiz_fields(bank, draw=1, **pinned))

    assert answer.status_code == 302, faults(answer)
    assert Quiz.objects.get().slots.get().version == first


def test_a_version_of_another_question_is_refused(author, bank, questions):
    foreign = questions[1].versions.get()

    page = author.post(address("quiz", "add"), quiz_fields(bank, draw=1, **part(question=questions[0].pk, version=foreign.pk)))

    assert "Choose one of the versions of this question." in faults(page)
    assert not Quiz.objects.exists()


def test_the_list_of_versions_is_that_of_the_question(author, quiz, exam, questions, rep, pmm, now):
    QuizSlot.objects.create(quiz=quiz, question=questions[0], sort_order=1)
    revise_question(questions[0], kind="single", spec={**specs.single(), "stem": {"en": "Else?", "zh-hans": "?"}}, by=pmm, now=now)

    page = author.get(address("quiz", "edit", quiz.pk)).content.decode()

    assert page.count("always the newest") >= 2
    assert "Version 1, " in page
    assert "Version 2, " not in page


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"opens_at": "2026-06-02 09:00", "closes_at": "2026-06-01 09:00"}, "A quiz has to close after it opens."),
        ({"on_expiry": "grace", "grace_minutes": "0"}, "Say how many minutes there are to hand in."),
        ({"slots-0-tags": ",".join(f"word{number}" for number in range(21))}, "Write at most 20 tags of at most 100 letters."),
        ({"slots-0-draw": "0"}, "Ensure this value is greater than or equal to 1."),
    ],
)
def test_what_cannot_be_is_said_at_the_field_and_nothing_is_lost(author, bank, questions, fields, sentence):
    page = author.post(address("quiz", "add"), quiz_fields(bank, draw=3, **fields))

    assert page.status_code == 200
    assert sentence in faults(page)
    kept = filled(page)
    assert {name: kept[name] for name in fields} == fields
    assert not Quiz.objects.exists()


def test_a_pool_that_is_too_small_keeps_every_row_of_the_form(author, quiz, bank, questions):
    target = address("quiz", "edit", quiz.pk)
    fields = {**filled(author.get(target)), "slots-0-draw": "7", "slots-TOTAL_FORMS": "2", **part(1, bank=bank.pk, draw="2")}

    page = author.post(target, fields)

    assert "“Fast deals” has 8 questions that fit, but other parts of the quiz need some of them" in faults(page)
    kept = filled(page)
    assert (kept["slots-TOTAL_FORMS"], kept["slots-0-draw"], kept["slots-1-draw"]) == ("2", "7", "2")
    assert [slot.draw for slot in quiz.slots.all()] == [5]
    assert author.post(target, {**kept, "slots-0-draw": "6"}).status_code == 302
    assert sorted(slot.draw for slot in Quiz.objects.get().slots.all()) == [2, 6]


TABLE = {"review_table-just_after": ["marks", "answers"], "review_table-after_close": ["answers", "right_answer"]}


def test_an_expert_ticks_the_review(author, bank, questions):
    answer = author.post(address("quiz", "add"), quiz_fields(bank, draw=3, review="expert", **TABLE))

    assert answer.status_code == 302, faults(answer)
    made = Quiz.objects.get()
    assert made.review_table == {"just_after": ["answers", "marks"], "after_close": ["answers", "right_answer"]}
    ticked = filled(author.get(address("quiz", "edit", made.pk)))
    assert {name: sorted(ticked[name]) for name in TABLE} == {name: sorted(aspects) for name, aspects in TABLE.items()}


@pytest.mark.parametrize(
    ("ticked", "sentence"),
    [
        ({"review_table-during": ["right_answer"]}, "Right answers, reasons and closing words are never shown while an attempt is open."),
        ({"review_table-just_after": ["everything"]}, "Tick only what the table offers."),
    ],
)
def test_a_review_that_would_give_the_key_away_is_refused(author, bank, questions, ticked, sentence):
    page = author.post(address("quiz", "add"), quiz_fields(bank, draw=3, review="expert", **ticked))

    assert sentence in faults(page)
    assert not Quiz.objects.exists()


def test_more_fixed_questions_cost_no_more_queries_for_their_versions(author, quiz, questions, django_assert_max_num_queries):
    target = address("quiz", "edit", quiz.pk)
    author.get(target)
    with django_assert_max_num_queries(80) as one:
        author.get(target)
    for number, question in enumerate(questions[:4]):
        QuizSlot.objects.create(quiz=quiz, question=question, version=question.versions.get(), sort_order=number + 1)

    with django_assert_max_num_queries(len(one) + 4 * 3):
        author.get(target)


def test_the_exam_of_a_certification_is_no_open_book(author, bank, questions):
    answer = author.post(address("quiz", "add"), quiz_fields(bank, draw=2, purpose="certification", open_book="on"))

    assert "The exam of a certification cannot be open book." in faults(answer)
    assert not Quiz.objects.exists()


def test_the_author_reads_what_open_book_means(author):
    assert "Checks in lessons go on telling what is right." in author.get(address("quiz", "add")).content.decode()
