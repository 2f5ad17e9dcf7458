"""One valid spec of every type, with everything a learner must not see marked as a sentinel."""

from random import Random

from quizzes.question_types import question_type

SENTINEL = "KEY-ONLY"


def both(english, chinese=None):
    return {"en": english, "zh-hans": chinese or f"{english}（中文）"}


def common(stem):
    return {"stem": both(stem), "why": both(f"{SENTINEL} why"), "note": {"en": f"{SENTINEL} note"}}


def choice(id, *, right=False, text=None):
    return {"id": id, "text": both(text or f"Choice {id}"), "right": right, "feedback": both(f"{SENTINEL} feedback {id}")}


def single():
    return {**common("What is a small deal?"), "choices": [choice("a"), choice("b", right=True), choice("c"), choice("d")]}


def multiple(scoring="all_or_nothing", *, right="ac", of="abcd"):
    return {
        **common("When does the clock pause?"),
        "choices": [choice(letter, right=letter in right) for letter in of],
        "scoring": scoring,
    }


def true_false(*, answer=True):
    return {**common("The owner answers."), "answer": answer}


def numeric(answer="-11.7", tolerance="0.02"):
    return {**common("How cold is it?"), "answer": answer, "tolerance": tolerance, "unit": both("degrees", "度"), "answer_from": SENTINEL}


def short_text(**accept):
    return {**common("It is not in the product today, and I will …"), "accept": accept or {"en": [f"{SENTINEL} ask"], "zh-hans": ["问"]}}


def matching():
    return {
        **common("Match each answer to its product."),
        "pairs": [
            {"id": "p1", "left": both("Twelve people"), "right": both("Desk", "洛台")},
            {"id": "p2", "left": both("Sixty people"), "right": both("Flow", "洛流")},
            {"id": "p3", "left": both("Ten people"), "right": both("Desk", "洛台")},
        ],
    }


def ordering(scoring="all_or_nothing"):
    return {
        **common("Put the story in order."),
        "items": [{"id": f"i{place}", "text": both(f"Part {place}")} for place in range(1, 5)],
        "scoring": scoring,
    }


SPECS = {
    "single": single(),
    "multiple": multiple(),
    "true_false": true_false(),
    "numeric": numeric(),
    "short_text": short_text(),
    "matching": matching(),
    "ordering": ordering(),
}


def laid_out(kind, spec, *, seed=7, shuffle=True):
    return question_type(kind).lay_out(spec, chance=Random(seed), shuffle=shuffle)


def right_data(slot):
    """The right answer to a question of an attempt, in its tokens."""
    kind = question_type(slot.version.kind)
    return kind.as_data(slot.layout, kind.right_answer(slot.version.spec))
