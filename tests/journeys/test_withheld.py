"""While an exam is open, nothing that the server says to its learner gives a key away, wherever it is asked."""

import itertools
from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.urls import NoReverseMatch, URLResolver, get_resolver, reverse
from django.utils import timezone

from academy.certification.models import Award, Certification, Cycle, PracticeSubmission, Requirement, Standing
from courses.models import Capability, CoursePage, LessonPage
from quizzes.actions import (
    Grant,
    Plan,
    create_question,
    grant_override,
    open_window,
    publish_quiz,
    revise_question,
    start_attempt,
)
from quizzes.models import Attempt, AttemptSlot, Question, QuestionBank, QuestionVersion, Quiz, QuizOverride, QuizSlot, Regrade, Upload
from quizzes.question_types import question_type
from tests.journeys.crawl import Crawl
from tests.journeys.visitor import Visitor, data_for
from tests.quizzes import specs
from tests.quizzes.by_hand import PDF
from tests.quizzes.regrades import apply_regrade, looked
from tests.quizzes.specs import BY_HAND

pytestmark = pytest.mark.usefixtures("merrowick")

KEY = specs.SENTINEL  # in reasons, feedback, patterns, and the name of the setting a number comes from
NOTE = "AUTHORS-ONLY"
NUMBER = "-8675.309"
SECRET = (KEY, NOTE, NUMBER[1:])
WITHHELD = (
    "You see what is right once that attempt is handed in.",
    "Shown again when your open attempt is handed in.",
)  # in lessons, in reviews
COURSE, LESSON = "fast-deal-playbook", "what-is-a-fast-deal"
# What the JSON of an open attempt must not even have a name for.
TELLING = {"right", "right_text", "right_values", "right_answer", "is_right", "correct", "fraction", "feedback", "why", "note", "accept"} | {
    "mark", "verdict", "tolerance", "scoring", "answer_from"
}  # fmt: skip
WORLDS = ("academy_desk", "academy_people", "academy_courses", "academy_quizzes", "academy_certification", "academy_verify", "academy_api")


@pytest.fixture
def now():
    return timezone.now()


@pytest.fixture
def questions(now, merrowick):
    """One question of each type, full of what must not be seen."""
    bank = QuestionBank.objects.create(slug="sentinels", title={"en": "Sentinels"})
    topic = LessonPage.objects.get(slug=LESSON, locale__language_code="en").translation_key
    marked = {kind: {**spec, "note": {"en": NOTE}} for kind, spec in specs.SPECS.items()}
    marked["numeric"]["answer"] = NUMBER
    return [create_question(bank=bank, external_id=kind, kind=kind, spec=spec, topic=topic, now=now) for kind, spec in marked.items()]


@pytest.fixture
def make_quiz(questions, now):
    """A quiz that asks every one of them."""

    def make(slug, purpose):
        quiz = Quiz.objects.create(slug=slug, title={"en": slug}, purpose=purpose, max_attempts=0, review=Quiz.Review.PRACTICE)
        for place, question in enumerate(questions):
            QuizSlot.objects.create(quiz=quiz, question=question, sort_order=place)
        return publish_quiz(quiz, now=now)

    return make


@pytest.fixture
def practice(make_quiz):
    return make_quiz("sentinel-practice", Quiz.Purpose.PRACTICE)


@pytest.fixture
def lesson(questions):
    """A lesson whose checks are those of these questions that a lesson can ask."""
    lesson = LessonPage.objects.get(slug=LESSON, locale__language_code="en")
    fit = [question for question in questions if question_type(question.external_id).fits_a_lesson]
    lesson.body = [("check", question) for question in fit]
    lesson.save_revision().publish()
    return lesson


@pytest.fixture
def noah(practice, lesson, merrowick, now):
    """Has answered the checks of the lesson and seen the review of a practice attempt."""
    noah = Visitor("noah.beck")
    noah.open(f"/academy/courses/{COURSE}/{LESSON}/")
    noah.answer_checks()
    noah.open(f"/academy/quizzes/{practice.slug}/")
    noah.send("form[action$='/start/']")
    noah.answer_questions(wrong=3)
    noah.send("form[action$='/submit/']")
    return noah


@pytest.fixture
def exam(noah, make_quiz, now):
    """His open attempt at an exam that asks the same questions."""
    quiz = make_quiz("sentinel-exam", Quiz.Purpose.CERTIFICATION)
    begins = timezone.now()  # after the practice, whose score he knows
    open_window(quiz=quiz, learner=noah.user, now=begins)
    return start_attempt(learner=noah.user, quiz=quiz, now=begins)


@pytest.fixture
def handed_in(noah, exam, practice, merrowick):
    """A file in either attempt; and of the practice, a regrade and an exception: addresses with ids that he may come across."""
    for attempt in (exam, Attempt.objects.of(noah.user).get(quiz=practice)):
        slot = attempt.slots.get(version__kind="upload")
        path = Upload._meta.get_field("file").storage.save("attempts/pitch.pdf", ContentFile(PDF))
        Upload.objects.create(slot=slot, file=path, name="pitch.pdf", size=len(PDF), sha256="0" * 64, uploaded_at=timezone.now())
    asked = QuestionVersion.objects.filter(question__external_id="single", attempt_slots__attempt__quiz=practice).distinct()
    plan = Plan(practice, tuple(asked), Regrade.Method.FULL_MARKS)
    author = merrowick("grace.okoye")
    seen = looked(plan, by=author)
    apply_regrade(seen=seen, reason=f"{KEY} was wrong", by=author, now=timezone.now())
    grant = Grant(extra_attempts=1)
    grant_override(quiz=practice, learners=[noah.user], grant=grant, reason="Was ill.", by=author, now=timezone.now())


def told(answer):
    """Everything that an answer says: its headers, its cookies and its body."""
    body = answer.getvalue() if answer.streaming else answer.content
    return "\n".join([*(f"{name}: {value}" for name, value in answer.items()), answer.cookies.output(), body.decode(errors="replace")])


def secrets_in(answer):
    return [secret for secret in SECRET if secret in told(answer)]


def test_before_the_exam_his_review_and_his_lesson_show_the_reasons(noah):
    review = noah.open(f"{noah.page.address}?show=all")
    lesson = noah.open(f"/academy/courses/{COURSE}/{LESSON}/")

    for page in (review, lesson):
        assert KEY in page.text
        assert NUMBER in page.text
        assert NOTE not in str(page.soup)


def test_no_answer_of_the_server_holds_a_secret_during_the_exam(noah, exam, handed_in):
    crawl = Search(noah.client)

    crawl.run([*addresses_for(noah.user), "/academy/", "/cms/", "/", "/search/"])

    assert crawl.leaks == {}
    assert max(crawl.answers.values()) < 500
    assert len(crawl.answers) > 120
    assert {200, 404} <= set(crawl.answers.values())
    for part in (f"/attempts/{exam.uuid}/7/", f"/api/v1/attempts/{exam.uuid}/", f"/courses/{COURSE}/{LESSON}/", "/api/v1/schema/"):
        assert any(part in address and status == 200 for address, status in crawl.answers.items()), part
    assert crawl.withheld_at(f"/courses/{COURSE}/{LESSON}/")
    assert crawl.withheld_at("/result/")
    for position in range(1, exam.slots.count() + 1):
        assert crawl.answers[f"/academy/attempts/{exam.uuid}/{position}/"] == 200
    assert {crawl.answers[f"/academy/uploads/{upload}/"] for upload in Upload.objects.values_list("uuid", flat=True)} == {200}


def test_the_doors_of_markers_and_of_whoever_regrades_do_not_exist_for_him(noah, exam, handed_in):
    crawl = Search(noah.client)
    things = things_for(noah.user)

    crawl.run([one for one in addresses_for(noah.user) if "/marking/" in one or "/regrades/" in one])

    assert crawl.leaks == {}
    theirs = {address: status for address, status in crawl.answers.items() if "/marking/" in address or "/regrades/" in address}
    assert set(theirs.values()) <= {404, 405}  # no page; and what only takes what is sent
    for slot in things["slot"]:
        assert theirs[f"/academy/marking/{slot}/"] == theirs[f"/academy/api/v1/marking/{slot}/"] == 404
    for regrade in things["regrade"]:
        assert theirs[f"/academy/api/v1/regrades/{regrade}/"] == 404


def test_whatever_he_sends_through_the_api_about_any_position_tells_nothing(noah, exam, questions):
    """An answer, right or wrong or of no form at all, a try and a flag."""
    token = {"X-CSRFToken": noah.client.cookies["csrftoken"].value}
    statuses = set()

    for slot in exam.slots.select_related("version"):
        saving = f"/academy/api/v1/attempts/{exam.uuid}/answers/{slot.position}/"
        trying = f"/academy/api/v1/attempts/{exam.uuid}/tries/{slot.position}/"
        hand = BY_HAND.get(slot.version.kind)
        bodies = [{"answer": {"choice": [KEY[:3]]}}, {"answer": None}, {"answer": hand or data_for(slot, right=True)}]
        for revision, body in enumerate(bodies):
            sent = {**body, "revision": max(0, revision - 2), "key": f"{slot.position}-{revision}"}
            for send, address in ((noah.client.put, saving), (noah.client.post, trying)):
                answer = send(address, sent, content_type="application/json", headers=token)
                statuses.add(answer.status_code)
                assert (secrets_in(answer), names_in(answer.json()) & TELLING) == ([], set()), (slot.version.kind, body)
        flagged = noah.client.patch(saving, {"flagged": True}, content_type="application/json", headers=token)
        assert flagged.json() == {"flagged": True}

    assert len(questions) == exam.slots.count() == len(specs.SPECS)
    assert {200, 409, 422} <= statuses <= {200, 400, 409, 422}


def test_answering_the_same_questions_elsewhere_during_the_exam_tells_nothing(noah, exam, practice, now):
    noah.open(f"/academy/courses/{COURSE}/{LESSON}/")
    again = [form["href"] for form in noah.page.soup.select("a[href*='again=']")]
    noah.open(f"/academy/quizzes/{practice.slug}/")
    noah.send("form[action$='/start/']")
    asked = noah.page
    noah.answer_questions()
    result = noah.send("form[action$='/submit/']")

    assert not [secret for secret in SECRET for page in (asked, result) if secret in str(page.soup)]
    assert "A quiz or exam that you have open asks some of these questions." in result.text
    assert again == []


def test_an_answer_to_a_check_during_the_exam_is_kept_and_not_marked(noah, exam, lesson, questions, now):
    """The question is changed, so that the check can be answered anew; the exam has pinned the version before."""
    revise_question(questions[0], kind="single", spec={**specs.single(), "stem": {"en": "And what is a small deal now?"}}, by=None, now=now)
    noah.open(f"/academy/courses/{COURSE}/{LESSON}/")

    page = noah.answer_checks()

    assert not [secret for secret in SECRET if secret in str(page.soup)]
    assert WITHHELD[0] in page.text
    assert not page.soup.select(".is-right, .is-wrong, .is-good, .is-bad")


def test_the_open_attempt_has_no_word_for_what_is_right(noah, exam):
    attempt = noah.client.get(f"/academy/api/v1/attempts/{exam.uuid}/").json()
    slot = exam.slots.select_related("version").first()
    saved = noah.client.put(
        f"/academy/api/v1/attempts/{exam.uuid}/answers/{slot.position}/",
        {"answer": data_for(slot, right=True), "revision": 0, "key": "k"},
        content_type="application/json",
        headers={"X-CSRFToken": noah.client.cookies["csrftoken"].value},
    )

    assert saved.status_code == 200
    assert names_in(attempt) & TELLING == set()
    assert (attempt["points"], attempt["passed"]) == (None, None)
    assert names_in(saved.json()) == {"revision", "current_revision", "saved_at", "deadline_at", "server_time"}
    assert names_in(noah.client.get("/academy/api/v1/attempts/").json()["results"][0]["quiz"]) & TELLING == set()


def test_ids_of_the_author_which_may_be_the_key_are_nowhere(noah, exam):
    shown = noah.client.get(f"/academy/api/v1/attempts/{exam.uuid}/").content.decode()
    shown += "".join(noah.client.get(f"/academy/attempts/{exam.uuid}/{slot.position}/").content.decode() for slot in exam.slots.all())

    ids = {one for slot in exam.slots.all() for group, rows in slot.layout.items() if group != "gaps" for _token, one in rows} - {
        "true",
        "false",
    }
    assert len(ids) > 10
    assert [one for one in ids if f'"{one}"' in shown] == []


def test_after_handing_in_everything_is_shown_again_but_the_authors_notes(noah, exam, practice):
    old = Attempt.objects.of(noah.user).get(quiz=practice)
    noah.open(f"/academy/attempts/{exam.uuid}/")
    noah.answer_questions(wrong=2)

    result = noah.send("form[action$='/submit/']")
    pages = [
        noah.open(f"{result.address}?show=all"),
        noah.open(f"/academy/attempts/{old.uuid}/result/?show=all"),
        noah.open(f"/academy/courses/{COURSE}/{LESSON}/"),
    ]

    for page in pages:
        assert KEY in page.text
        assert NUMBER in page.text
        assert NOTE not in str(page.soup)
        assert not [words for words in WITHHELD if words in page.text]


def test_an_attempt_whose_time_is_up_withholds_nothing_any_longer(noah, exam, now):
    over = now - timedelta(seconds=16)
    Attempt.objects.filter(pk=exam.pk).update(deadline_at=over, ends_at=over)
    exam.refresh_from_db()

    noah.open(f"/academy/attempts/{exam.uuid}/")
    lesson = noah.open(f"/academy/courses/{COURSE}/{LESSON}/")

    assert KEY in lesson.text


def names_in(value):
    """Every key of every object in a JSON value."""
    if isinstance(value, dict):
        return set(value) | {name for held in value.values() for name in names_in(held)}
    return {name for held in value for name in names_in(held)} if isinstance(value, list) else set()


class Search(Crawl):
    """A crawl that looks for secrets in everything, and notes where something is said to be withheld."""

    def __init__(self, client):
        super().__init__(client, also=("form[action]", "[data-answer-url]"))
        self.leaks = {}
        self.withholding = set()

    def heard(self, address, answer):
        if found := secrets_in(answer):
            self.leaks[address] = found
        if any(words in told(answer) for words in WITHHELD):
            self.withholding.add(address)

    def withheld_at(self, part):
        return [address for address in self.withholding if part in address]


def addresses_for(learner):
    """Every address of the academy with every thing that could stand in it."""
    things = things_for(learner)
    for world, pattern in patterns(get_resolver()):
        names = list(pattern.pattern.converters) or list(pattern.pattern.regex.groupindex)
        choices = [things.get(name, things["slug"] if name == "slug" else ["1"]) for name in names]
        for chosen in itertools.product(*choices):
            try:
                yield reverse(f"{world}:{pattern.name}", kwargs=dict(zip(names, chosen, strict=True)))
            except NoReverseMatch:
                continue


def patterns(resolver, world=""):
    """Named patterns of our apps with the namespace they are reached by."""
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            yield from patterns(pattern, pattern.namespace or world)
        elif world.startswith(WORLDS) and pattern.name:
            yield world, pattern


def things_for(learner):
    courses = list(CoursePage.objects.live().filter(locale__language_code="en").values_list("slug", flat=True))
    attempts = [str(uuid) for uuid in Attempt.objects.of(learner).values_list("uuid", flat=True)]
    quizzes = list(Quiz.objects.values_list("slug", flat=True))
    certifications = list(Certification.objects.values_list("slug", flat=True))
    capabilities = list(Capability.objects.values_list("slug", flat=True))
    sentinels = AttemptSlot.objects.filter(attempt__learner=learner, attempt__quiz__slug__startswith="sentinel")
    slots = [str(pk) for pk in sentinels.values_list("pk", flat=True)]
    regrades = [str(uuid) for uuid in Regrade.objects.values_list("uuid", flat=True)]
    serials = list(Award.objects.values_list("serial", flat=True)[:3])
    return {
        "course": [COURSE],  # links lead to the others
        "lesson": list(
            LessonPage.objects.child_of(CoursePage.objects.get(slug=COURSE, locale__language_code="en")).values_list("slug", flat=True)
        ),
        "quiz": quizzes,
        "attempt": attempts,
        "position": [str(number) for number in range(1, len(specs.SPECS) + 1)],
        "upload": [str(uuid) for uuid in Upload.objects.values_list("uuid", flat=True)],
        "slot": slots,
        "regrade": regrades,
        "question": [str(uuid) for uuid in Question.objects.filter(bank__slug="sentinels").values_list("uuid", flat=True)],
        "capability": capabilities,
        "certification": certifications,
        "requirement": [str(uuid) for uuid in Requirement.objects.values_list("uuid", flat=True)[:2]],
        "submission": [str(uuid) for uuid in PracticeSubmission.objects.values_list("uuid", flat=True)[:2]],
        "cycle": [str(uuid) for uuid in Cycle.objects.of(learner).values_list("uuid", flat=True)],
        "person": [str(learner.academy_person.uuid)],
        "serial": serials,
        "uuid": [*attempts, *regrades, *map(str, QuizOverride.objects.of(learner).values_list("uuid", flat=True))],
        "slug": [*courses, *quizzes, *certifications, *capabilities],
        "pk": [*map(str, Standing.objects.of(learner).values_list("pk", flat=True)), *slots],
    }
