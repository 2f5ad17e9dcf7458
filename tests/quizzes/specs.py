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


def gap_select(scoring="partial"):
    return {
        **common("Who decides, and by when?"),
        "text": both("The [[1]] decides within [[2]], and the [[3]] is told.", "[[3]]会收到通知：[[1]]在[[2]]内决定。"),
        "gaps": [{"id": "1", "right": "a"}, {"id": "2", "right": "c"}, {"id": "3", "right": "b"}],
        "options": [
            {"id": "a", "text": both("owner", "负责人")},
            {"id": "b", "text": both("buyer", "买方")},
            {"id": "c", "text": both("4 hours", "4 小时"), "group": "time"},
            {"id": "d", "text": both("2 days", "2 天"), "group": "time"},
            {"id": "e", "text": both("lawyer", "律师")},
        ],
        "scoring": scoring,
    }


def drag_words():
    spec = gap_select()
    return {**spec, "options": [*spec["options"], {"id": "f", "text": both("manager", "经理"), "many": True}]}


def cloze():
    return {
        **common("Fill in the policy."),
        "text": both("The [[1]] may give [[2]] percent, and says: [[3]]", "[[1]]可以给出百分之[[2]]，并且说：[[3]]"),
        "gaps": [
            {"id": "1", "kind": "single", "choices": [choice("a", text="owner", right=True), choice("b", text="buyer")]},
            {"id": "2", "kind": "numeric", "weight": "2", "answer": "12.5", "tolerance": "0.5", "feedback": both(f"{SENTINEL} number")},
            {"id": "3", "kind": "short_text", "accept": {"en": [f"{SENTINEL} yes"], "zh-hans": ["好"]}},
        ],
    }


def rubric():
    """Two rows; the best levels make 2 + 3 points."""
    return [
        {
            "id": "r1",
            "title": both(f"{SENTINEL} Clear"),
            "levels": [{"text": both(f"{SENTINEL} no"), "points": 0}, {"text": both(f"{SENTINEL} yes"), "points": 2}],
        },
        {
            "id": "r2",
            "title": both(f"{SENTINEL} True"),
            "levels": [
                {"text": both(f"{SENTINEL} no"), "points": 0},
                {"text": both(f"{SENTINEL} partly"), "points": "3/2"},
                {"text": both(f"{SENTINEL} yes"), "points": 3},
            ],
        },
    ]


def essay(**more):
    return {
        **common("Write to the owner."),
        "rubric": rubric(),
        "least_words": 3,
        "most_words": 200,
        "template": both("Dear owner"),
        **more,
    }


def upload(takes="either", **more):
    return {**common("Hand in your pitch."), "takes": takes, "endings": ["pdf", "png", "docx", "mp3"], "rubric": rubric(), **more}


def said(id, points, to="", *, text=None, consequence=None):
    return {"id": id, "text": both(text or f"Say {id}"), "consequence": both(consequence or f"After {id}"), "points": points, "to": to}


def scenario():
    """The best way is b, c: 1/2 + 1/2; a earns nothing and leads on, d costs a quarter."""
    return {
        **common("The buyer is in a hurry."),
        "start": "n1",
        "nodes": [
            {"id": "n1", "says": both("How fast can you be?"), "choices": [said("a", "0", "n2"), said("b", "0.5", "n2")]},
            {"id": "n2", "says": both("And what does it cost?"), "choices": [said("c", "1/2"), said("d", "-0.25")]},
        ],
    }


def description():
    return common("The next questions are about one customer.")


# The seven of the slice are marked by rule and asked at once; quizzes in tests draw from them.
SLICE = ("single", "multiple", "true_false", "numeric", "short_text", "matching", "ordering")

SPECS = {
    "single": single(),
    "multiple": multiple(),
    "true_false": true_false(),
    "numeric": numeric(),
    "short_text": short_text(),
    "matching": matching(),
    "ordering": ordering(),
    "gap_select": gap_select(),
    "drag_words": drag_words(),
    "cloze": cloze(),
    "essay": essay(),
    "upload": upload(),
    "scenario": scenario(),
    "description": description(),
}

ASKED = [kind for kind in SPECS if question_type(kind).is_asked]
BY_RULE = [kind for kind in ASKED if not question_type(kind).is_marked_by_hand]

# What somebody may answer where no answer is right by itself.
BY_HAND = {"essay": {"text": "Dear owner, I will ask.\nYours"}, "upload": {"link": "https://example.com/pitch?v=1"}}


def answer_to(kind):
    """An answer that can be given: the right one, where there is one."""
    return BY_HAND.get(kind) or question_type(kind).right_answer(SPECS[kind])


def laid_out(kind, spec, *, seed=7, shuffle=True):
    return question_type(kind).lay_out(spec, chance=Random(seed), shuffle=shuffle)


def right_data(slot):
    """The right answer to a question of an attempt, in its tokens."""
    kind = question_type(slot.version.kind)
    return kind.as_data(slot.layout, kind.right_answer(slot.version.spec))
