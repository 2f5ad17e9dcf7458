"""Signs that nobody sees, in names and titles: dropped on every way in, but for those that give letters their shape."""

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from academy.letters import UNSEEN, without_stray, without_unseen
from academy.texts import LocalisedFormField
from academy.users import called
from courses.models import Capability, CoursePage
from quizzes.models import QuestionBank, Quiz

UNSEEN_SIGNS = [
    "\u200b",
    "\u200e",
    "\u200f",
    "\u00ad",
    "\ufeff",
    "\u2066",
    "\u2069",
    "\u202e",
    "\u2060",
    "\ufe0f",
    "\u200c",
    "\u200d",
    "\u3164",
]


@pytest.mark.parametrize("sign", UNSEEN_SIGNS, ids=ascii)
def test_a_sign_that_nobody_sees_is_dropped_wherever_it_stands(sign):
    assert without_stray(f"{sign}An{sign}a {sign}Li{sign}ma{sign}") == "Ana Lima"
    assert without_stray(f"卫{sign}岚") == "卫岚"


@pytest.mark.parametrize(
    "shaped",
    [
        "\u0915\u094d\u200d\u0937",  # Devanagari: the half form
        "\u0915\u094d\u200c\u0937",  # and the one with a visible virama
        "\u0dc1\u0dca\u200d\u0dbb\u0dd3",  # Sinhala: Sri
        "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645",  # Persian: two halves of a word
        "\u0645\u064e\u200c\u0646",  # the same behind a vowel sign
        "\u845b\U000e0100\u57ce",  # a variant of a Chinese character in a Japanese name
        "\u1820\u180b\u1828",  # Mongolian
        "\U0001f469\U0001f3fd\u200d\U0001f4bb",  # a woman at a computer
        "\u2764\ufe0f",
        "1\ufe0f\u20e3",
    ],
    ids=ascii,
)
def test_what_gives_letters_and_pictures_their_shape_stays(shaped):
    assert without_stray(shaped) == shaped


def test_a_joiner_away_from_such_letters_goes():
    assert without_stray("\u0645\u200c x") == "\u0645 x"
    assert without_stray("\u0915\u200d\u0937") == "\u0915\u0937"
    assert without_stray("\u0645\u06cc\u200c\u200b\u200c\u062e") == "\u0645\u06cc\u200c\u062e"


@given(st.text(alphabet=st.sampled_from([*UNSEEN_SIGNS, "a", "卫", "م", "क", "\u094d", "👩", "1", "\u20e3", " "])))
def test_nothing_that_is_seen_changes_and_a_second_time_changes_nothing(text):
    once = without_stray(text)

    assert without_unseen(once) == without_unseen(text)
    assert without_stray(once) == once


def test_a_title_is_stored_without_them_by_every_verb(db):
    made = Quiz.objects.create(slug="made", title={"en": "Ex\u200bam", "zh-hans": "\ufeff"})
    QuestionBank.objects.bulk_create([QuestionBank(slug="many", title={"en": "Ba\u00adnk"})])
    Quiz.objects.filter(pk=made.pk).update(words_passed={"en": "Well\u2060 done"})

    stored = Quiz.objects.get(pk=made.pk)
    assert (made.title, stored.title, stored.words_passed) == ({"en": "Exam"}, {"en": "Exam"}, {"en": "Well done"})
    assert QuestionBank.objects.get(slug="many").title == {"en": "Bank"}


def test_a_title_of_nothing_that_is_seen_is_empty():
    assert LocalisedFormField(required=False).clean(["\u200b \ufeff", " Title\u200b "]) == {"zh-hans": "Title"}
    with pytest.raises(ValidationError):
        LocalisedFormField(required=True).clean(["\u200b", ""])


def test_a_capability_and_a_page_are_named_without_them(db, pmm):
    capability = Capability.objects.create(slug="c", kind="product", title={"en": "Cap\u200bability"}, statement={"en": "x"}, owner=pmm)
    page = CoursePage(title="Desk\u200b essentials\ufeff", slug="desk", summary="x")
    page.path, page.depth = "00019999", 2

    page.full_clean(exclude=["capability", "locale", "translation_key"])

    assert str(capability.title) == "Capability"
    assert (page.title, page.draft_title) == ("Desk essentials", "Desk essentials")


def test_the_name_of_an_account_is_read_without_them(django_user_model):
    user = django_user_model(username="ana", first_name="An\u200ba", last_name="\u2066Lima\u2069")

    assert called(user) == "Ana Lima"
    assert UNSEEN.search(called(user)) is None
