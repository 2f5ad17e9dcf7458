"""Who gets what at each address of ours: the table of rights, on the demo company.

The things belong to Ren Qi, a rep of the enterprise team (certificates to Ines Sol beside him). Karin Holt manages
that team; Kofi is a rep of another one.
"""

from dataclasses import dataclass, field
from typing import Any, Final

from django.core.files.base import ContentFile
from django.utils import timezone

from academy.certification.models import Award, Cycle, PracticeSubmission, Requirement, Standing
from courses.models import CoursePage
from quizzes.actions import (
    Grant,
    Plan,
    create_question,
    grant_override,
    publish_quiz,
    save_answer,
    start_attempt,
    submit_attempt,
)
from quizzes.models import Attempt, AttemptSlot, QuestionBank, Quiz, QuizOverride, QuizSlot, Regrade, Upload
from tests.quizzes.regrades import apply_regrade, looked

USERS: Final = {
    "anonymous": None,
    "stranger": "kofi.boat",
    "rep": "ren.qi",
    "manager": "karin.holt",
    "pmm": "grace.okoye",
    "admin": "academy.admin",
}
OPENED_BY: Final = tuple(USERS)


@dataclass(frozen=True)
class Row:
    """One address: what each role gets, the things in it, and the way it is asked. `rep` names another rep for this row."""

    expected: str
    things: dict[str, str] = field(default_factory=dict)
    method: str = "GET"
    rep: str = USERS["rep"] or ""
    address: str = ""
    body: dict[str, Any] = field(default_factory=dict)

    @property
    def statuses(self) -> dict[str, int]:
        return dict(zip(OPENED_BY, (int(status) for status in self.expected.split()), strict=True))


def marked_by_hand(learner: Any) -> AttemptSlot:
    """An essay that waits for a marker."""
    bank = QuestionBank.objects.create(slug="essays", title={"en": "Essays"})
    essay = create_question(bank=bank, external_id="essay", kind="essay", spec={"stem": {"en": "Why?"}}, now=timezone.now())
    quiz = Quiz.objects.create(slug="essays", title={"en": "Essays"})
    QuizSlot.objects.create(quiz=quiz, question=essay)
    attempt = start_attempt(learner=learner, quiz=publish_quiz(quiz, now=timezone.now()), now=timezone.now())
    save_answer(attempt, position=1, data={"text": "Because."}, revision=0, now=timezone.now())
    submit_attempt(attempt, now=timezone.now())
    return attempt.slots.get()


def regraded(slot: AttemptSlot, *, by: Any) -> Regrade:
    """A regrade that gave full marks for a question that somebody got wrong."""
    plan = Plan(slot.attempt.quiz, (slot.version,), Regrade.Method.FULL_MARKS)
    return apply_regrade(seen=looked(plan, by=by), reason="The key was wrong.", by=by, now=timezone.now())


def exception_for(learner: Any, *, quiz: Quiz, by: Any) -> QuizOverride:
    """Ten minutes more."""
    (made,) = grant_override(
        quiz=quiz, learners=[learner], grant=Grant(extra_minutes=10), reason="Reads slowly.", by=by, now=timezone.now()
    )
    return made


def things_of(person: Any) -> dict[str, Any]:
    """One thing of each kind."""
    ren, ines = person("ren.qi"), person("ines.sol")
    cycle = Cycle.objects.open().get(learner=ren)
    course = CoursePage.objects.live().filter(locale__language_code="en", quiz__isnull=False, slug="flow-solution-selling").get()
    lesson = course.get_children().live().first()
    attempt = start_attempt(learner=ren, quiz=course.quiz, now=timezone.now())
    wrong = AttemptSlot.objects.filter(attempt__learner=ren, attempt__submitted_at__isnull=False, points="0").first()
    regrade = regraded(wrong, by=person("grace.okoye"))
    return {
        "course": course.slug,
        "lesson": lesson.slug,
        "question": lesson.specific.body.blocks_by_name("check")[0].value.uuid,
        "capability": course.capability.slug,
        "quiz": course.quiz.slug,
        "open attempt": attempt.uuid,
        "upload": _uploaded(attempt).uuid,
        "closed attempt": Attempt.objects.of(ren).exclude(submitted_at=None).latest("started_at").uuid,
        "first": 1,
        "answer": marked_by_hand(ren).pk,
        "regraded quiz": wrong.attempt.quiz.slug,
        "wording": wrong.version.uuid,
        "regrade": regrade.uuid,
        "dry run": regrade.uuid,
        "override": exception_for(ren, quiz=course.quiz, by=person("academy.admin")).uuid,
        "certification": cycle.certification.slug,
        "cycle": cycle.uuid,
        "practice": Requirement.objects.get(version=cycle.version, path=cycle.path, kind="practice").uuid,
        "sign-off": Requirement.objects.get(version=cycle.version, path=cycle.path, kind="sign_off").uuid,
        "submission": PracticeSubmission.objects.get(cycle=cycle).uuid,
        "serial": Award.objects.get(learner=ines).serial,
        "standing": Standing.objects.get(learner=ren, certification=cycle.certification).pk,
        "person": ren.academy_person.uuid,
        "team": ren.academy_person.team.slug,
    }


def _uploaded(attempt: Attempt) -> Upload:
    """A file that was handed in for the first question of an open attempt."""
    upload = Upload(slot=attempt.slots.get(position=1), name="pitch.pdf", size=4, sha256="0" * 64, uploaded_at=timezone.now())
    upload.file.save("pitch.pdf", ContentFile(b"%PDF"))
    return upload


COURSE: Final = {"course": "course"}
LESSON: Final = {"course": "course", "lesson": "lesson"}
CERTIFICATION: Final = {"certification": "certification"}
OPEN: Final = {"attempt": "open attempt"}
CLOSED: Final = {"attempt": "closed attempt"}
SERIAL: Final = {"serial": "serial"}

#       name                       anonymous stranger rep manager pmm admin
ROWS: Final[dict[str, Row]] = {
    "academy_desk:home": Row("302 200 200 200 200 200"),
    "academy_desk:team": Row("302 404 404 200 404 200"),
    "academy_desk:person": Row("302 404 404 200 404 200", {"person": "person"}),
    "academy_desk:decline": Row("302 404 404 200 404 200", {"person": "person", "quiz": "quiz"}),
    "academy_desk:grant": Row("302 404 404 302 404 302", {"person": "person", "quiz": "quiz"}, "POST"),
    # Nobody makes an exception for oneself: the manager finds the page of another, never the own one.
    "academy_desk:person_exceptions": Row("302 404 404 200 404 200", {"person": "person"}),
    "academy_desk:team_exceptions": Row("302 404 404 200 404 200", {"team": "team"}),
    "academy_desk:take_back": Row("302 404 404 302 404 302", {"override": "override"}, "POST"),
    "academy_desk:attempt": Row("302 404 404 200 404 200", CLOSED),
    "academy_people:language": Row("302 302 302 302 302 302", method="POST"),
    # Whoever is signed in already is led home.
    "academy_people:sign_in": Row("200 302 302 302 302 302"),
    "academy_people:sign_out": Row("302 302 302 302 302 302", method="POST"),
    "academy_people:signed_out": Row("200 302 302 302 302 302"),
    "academy_people:password_change": Row("302 200 200 200 200 200"),
    "academy_people:password_reset": Row("200 200 200 200 200 200"),
    "academy_people:password_reset_sent": Row("200 200 200 200 200 200"),
    # A link that was never sent: the page says that it is not good.
    "academy_people:password_reset_confirm": Row("200 200 200 200 200 200", {"uidb64": "first", "token": "first"}),
    "academy_people:password_reset_done": Row("200 200 200 200 200 200"),
    "academy_courses:catalogue": Row("302 200 200 200 200 200"),
    "academy_courses:capability": Row("302 200 200 200 200 200", {"capability": "capability"}),
    "academy_courses:course": Row("302 200 200 200 200 200", COURSE),
    "academy_courses:enrol": Row("302 302 302 302 302 302", COURSE, "POST"),
    "academy_courses:lesson": Row("302 200 200 200 200 200", LESSON),
    "academy_courses:lesson_done": Row("302 302 302 302 302 302", LESSON, "POST"),
    "academy_courses:lesson_check": Row("302 422 422 422 422 422", {**LESSON, "question": "question"}, "POST"),
    "academy_quizzes:quiz": Row("302 200 200 200 200 200", {"quiz": "quiz"}),
    "academy_quizzes:attempt_start": Row("302 302 302 302 302 302", {"quiz": "quiz"}, "POST"),
    # Whoever has an attempt left is told so.
    "academy_quizzes:attempt_ask": Row("302 302 302 302 302 302", {"quiz": "quiz"}, "POST"),
    # The attempt sends its learner to the first question.
    "academy_quizzes:attempt": Row("302 404 302 404 404 404", OPEN),
    "academy_quizzes:attempt_question": Row("302 404 200 404 404 404", {**OPEN, "position": "first"}),
    "academy_quizzes:attempt_summary": Row("302 404 200 404 404 404", OPEN),
    # Asked only where there is no way back.
    "academy_quizzes:attempt_leave": Row("302 404 302 404 404 404", {**OPEN, "position": "first"}),
    "academy_quizzes:attempt_take_over": Row("302 404 302 404 404 404", OPEN, "POST"),
    "academy_quizzes:attempt_submit": Row("302 404 302 404 404 404", OPEN, "POST"),
    # The question takes no file.
    "academy_quizzes:attempt_upload": Row("302 404 422 404 404 404", {**OPEN, "position": "first"}, "POST"),
    # Whoever marks answers sees it once it is handed in.
    "academy_quizzes:upload": Row("302 404 200 404 404 404", {"upload": "upload"}),
    "academy_quizzes:attempt_result": Row("302 404 200 404 404 404", CLOSED),
    # Marking and regrading are for product marketers and administrators.
    "academy_quizzes:marking": Row("302 404 404 404 200 200"),
    "academy_quizzes:marking_answer": Row("302 404 404 404 200 200", {"slot": "answer"}),
    "academy_quizzes:regrades": Row("302 404 404 404 200 200"),
    "academy_quizzes:regrade_quiz": Row("302 404 404 404 200 200", {"quiz": "regraded quiz"}),
    "academy_quizzes:regrade_work": Row("302 404 404 404 200 200", {"quiz": "regraded quiz", "job": "dry run"}),
    "academy_quizzes:regrade_apply": Row("302 404 404 404 422 422", {"quiz": "regraded quiz", "job": "dry run"}, "POST"),
    "academy_quizzes:regrade": Row("302 404 404 404 200 200", {"quiz": "regraded quiz", "regrade": "regrade"}),
    "academy_quizzes:regrade_undo": Row("302 404 404 404 302 302", {"quiz": "regraded quiz", "regrade": "regrade"}, "POST"),
    "academy_certification:certification": Row("302 200 200 200 200 200", CERTIFICATION),
    "academy_certification:exam_start": Row("302 302 302 302 302 302", CERTIFICATION, "POST"),
    "academy_certification:cycle_open": Row("302 302 302 302 302 302", CERTIFICATION, "POST"),
    "academy_certification:practice_submit": Row("302 404 200 404 404 404", {**CERTIFICATION, "requirement": "practice"}),
    "academy_certification:practice_review": Row("302 404 200 200 404 200", {"submission": "submission"}),
    "academy_certification:sign_off": Row("302 404 404 302 404 302", {"cycle": "cycle", "requirement": "sign-off"}, "POST"),
    "academy_certification:certificates": Row("302 200 200 200 200 200"),
    "academy_certification:certificate_pdf": Row("302 404 200 200 404 200", SERIAL, rep="ines.sol"),
    "academy_certification:holder_shown": Row("302 404 302 404 404 404", SERIAL, "POST", rep="ines.sol"),
    # Without a code the owner and administrators are led back to the certification.
    "academy_certification:revoke_search": Row("302 404 404 404 404 302", CERTIFICATION),
    "academy_certification:revoke": Row("302 404 404 404 404 200", SERIAL, rep="ines.sol"),
    # Verification is for everybody.
    "academy_verify:verify_search": Row("200 200 200 200 200 200"),
    "academy_verify:verify": Row("200 200 200 200 200 200", SERIAL),
    "academy_verify:<str:serial>/": Row("200 200 200 200 200 200", SERIAL, address="/v/{serial}/"),
    "academy_verify_upper:verify_search": Row("200 200 200 200 200 200"),
    "academy_verify_upper:verify": Row("200 200 200 200 200 200", SERIAL),
    "academy_verify_upper:<str:serial>/": Row("200 200 200 200 200 200", SERIAL, address="/V/{serial}/"),
    "academy_verify_within:verify_search": Row("200 200 200 200 200 200"),
    "academy_verify_within:verify": Row("200 200 200 200 200 200", SERIAL),
    "academy_verify_within:<str:serial>/": Row("200 200 200 200 200 200", SERIAL, address="/academy/v/{serial}/"),
    # The same doors for programs.
    "academy_api:api-root": Row("401 200 200 200 200 200"),
    "academy_api:schema": Row("401 200 200 200 200 200"),
    "academy_api:me-list": Row("401 200 200 200 200 200"),
    "academy_api:capability-list": Row("401 200 200 200 200 200"),
    "academy_api:capability-detail": Row("401 200 200 200 200 200", {"slug": "capability"}),
    "academy_api:course-list": Row("401 200 200 200 200 200"),
    "academy_api:course-detail": Row("401 200 200 200 200 200", {"slug": "course"}),
    "academy_api:course-lesson": Row("401 200 200 200 200 200", {"slug": "course", "lesson": "lesson"}),
    "academy_api:course-lesson-check": Row(
        "401 400 400 400 400 400", {"slug": "course", "lesson": "lesson", "question": "question"}, "POST"
    ),
    # Done where the checks are answered, refused where they are open.
    "academy_api:course-lesson-done": Row("401 409 200 200 409 409", {"slug": "course", "lesson": "lesson"}, "POST"),
    "academy_api:enrolment-list": Row("401 200 200 200 200 200"),
    # One's own: the manager took this course too.
    "academy_api:enrolment-detail": Row("401 404 200 200 404 404", COURSE),
    "academy_api:quiz-list": Row("401 200 200 200 200 200"),
    "academy_api:quiz-detail": Row("401 200 200 200 200 200", {"slug": "quiz"}),
    # Whoever has an attempt left needs no more.
    "academy_api:quiz-ask": Row("401 409 409 409 409 409", {"slug": "quiz"}, "POST"),
    "academy_api:attempt-list": Row("401 200 200 200 200 200"),
    "academy_api:attempt-detail": Row("401 404 200 404 404 404", {"uuid": "open attempt"}),
    "academy_api:attempt-answer": Row(
        "401 404 200 404 404 404", {"uuid": "open attempt", "position": "first"}, "PUT", body={"answer": None, "revision": 0}
    ),
    # The quiz takes no tries.
    "academy_api:attempt-try": Row(
        "401 404 409 404 404 404", {"uuid": "open attempt", "position": "first"}, "POST", body={"answer": None, "revision": 0}
    ),
    "academy_api:attempt-page": Row("401 404 200 404 404 404", {"uuid": "open attempt", "page": "first"}, "POST"),
    # No file came along.
    "academy_api:attempt-upload": Row("401 404 400 404 404 404", {"uuid": "open attempt", "position": "first"}, "POST"),
    "academy_api:attempt-clock": Row("401 404 200 404 404 404", {"uuid": "open attempt"}),
    "academy_api:attempt-events": Row("401 404 204 404 404 404", {"uuid": "open attempt"}, "POST", body={"kind": "focus_lost"}),
    "academy_api:attempt-take-over": Row("401 404 200 404 404 404", {"uuid": "open attempt"}, "POST"),
    "academy_api:attempt-result": Row("401 404 200 404 404 404", {"uuid": "closed attempt"}),
    "academy_api:attempt-submit": Row("401 404 200 404 404 404", {"uuid": "open attempt"}, "POST"),
    "academy_api:marking-list": Row("401 404 404 404 200 200"),
    "academy_api:marking-detail": Row("401 404 404 404 200 200", {"pk": "answer"}),
    "academy_api:marking-mark": Row("401 404 404 404 200 200", {"pk": "answer"}, "POST", body={"points": "1"}),
    "academy_api:regrade-list": Row("401 404 404 404 200 200"),
    "academy_api:regrade-detail": Row("401 404 404 404 200 200", {"uuid": "regrade"}),
    "academy_api:regrade-questions": Row("401 404 404 404 200 200", {"quiz": "regraded quiz"}),
    "academy_api:regrade-dry-run": Row("401 404 404 404 400 400", method="POST"),
    "academy_api:regrade-undo": Row("401 404 404 404 200 200", {"uuid": "regrade"}, "POST"),
    "academy_api:override-list": Row("401 200 200 200 200 200"),
    # Whoever leads the learner, and administrators.
    "academy_api:override-revoke": Row("401 404 404 200 404 200", {"uuid": "override"}, "POST"),
    "academy_api:certification-list": Row("401 200 200 200 200 200"),
    "academy_api:certification-detail": Row("401 200 200 200 200 200", {"slug": "certification"}),
    "academy_api:standing-list": Row("401 200 200 200 200 200"),
    "academy_api:standing-detail": Row("401 404 200 200 404 200", {"pk": "standing"}),
    "academy_api:award-list": Row("401 200 200 200 200 200"),
    "academy_api:award-detail": Row("401 404 200 200 404 200", SERIAL, rep="ines.sol"),
    "academy_api:verify-detail": Row("200 200 200 200 200 200", SERIAL),
}
