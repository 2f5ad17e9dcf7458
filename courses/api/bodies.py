"""Bodies of courses and lessons: every field is named here, and no key of an open check has one."""

from typing import Any

from rest_framework import serializers

from courses.forms import CheckForm
from courses.models import Check, ClosingQuiz, CourseOutline, CourseProgress, Found, LessonSheet


class LessonLineBody(serializers.Serializer[Any]):
    """A lesson in the list of its course."""

    key = serializers.UUIDField()
    slug = serializers.CharField()
    number = serializers.IntegerField()
    title = serializers.CharField()
    minutes = serializers.IntegerField()
    url = serializers.CharField()
    language = serializers.CharField()
    borrowed = serializers.BooleanField(help_text="Not translated: shown in its source language.")


class CourseLineBody(serializers.Serializer[Any]):
    """A course in a list."""

    key = serializers.UUIDField(help_text="The same in all languages.")
    slug = serializers.CharField()
    title = serializers.CharField()
    summary = serializers.CharField()
    level = serializers.CharField()
    deal_type = serializers.CharField()
    product = serializers.CharField(allow_blank=True)
    version = serializers.IntegerField()
    version_since = serializers.DateField(allow_null=True)
    minutes = serializers.IntegerField()
    url = serializers.CharField()
    language = serializers.CharField()
    borrowed = serializers.BooleanField(help_text="Not translated: shown in its source language.")


class PassageBody(serializers.Serializer[Any]):
    """A lesson that speaks of the words, and what it says."""

    key = serializers.UUIDField(source="lesson.key")
    title = serializers.CharField(source="lesson.title")
    url = serializers.CharField(source="lesson.url")
    text = serializers.CharField(allow_blank=True, help_text="Empty where only the title speaks of them.")
    language = serializers.CharField()


class CourseFoundBody(CourseLineBody):
    """A course in a list, and its lessons that speak of the words that were looked for."""

    found_in = PassageBody(many=True, help_text="Three at most; empty without words.")


def found_body(found: Found) -> dict[str, Any]:
    """A course that was found, as the API gives it."""
    return {**CourseLineBody(found.course).data, "found_in": PassageBody(found.passages, many=True).data}


class CourseBody(CourseLineBody):
    """A course with its lessons. The context holds its `quiz` (ClosingQuiz or None)."""

    outcomes = serializers.ListField(child=serializers.CharField())
    lessons = LessonLineBody(many=True)
    quiz = serializers.SerializerMethodField(help_text="The slug of the quiz that closes the course; null where there is none.")

    def get_quiz(self, course: CourseOutline) -> str | None:
        quiz: ClosingQuiz | None = self.context.get("quiz")
        return quiz.slug if quiz else None


class NextStepBody(serializers.Serializer[Any]):
    """The one thing to do next."""

    kind = serializers.ChoiceField(choices=["lesson", "quiz"])
    title = serializers.CharField()
    url = serializers.CharField()
    minutes = serializers.IntegerField(allow_null=True)


class ProgressBody(serializers.Serializer[Any]):
    """How far the reader is in a course. Lessons are counted; the quiz is told apart."""

    course = serializers.CharField(source="course.slug")
    title = serializers.CharField(source="course.title")
    done = serializers.IntegerField()
    total = serializers.IntegerField()
    minutes_left = serializers.IntegerField()
    quiz_done = serializers.BooleanField()
    lessons_done = serializers.SerializerMethodField()
    next_step = NextStepBody(allow_null=True)
    enrolled_at = serializers.DateTimeField(allow_null=True)
    completed_at = serializers.DateTimeField(allow_null=True)

    def get_lessons_done(self, progress: CourseProgress) -> list[str]:
        return [lesson.slug for lesson in progress.course.lessons if lesson.key in progress.ticks]


class EnrolBody(serializers.Serializer[Any]):
    """Which course to take up."""

    course = serializers.SlugField()


class CheckAnswerBody(serializers.Serializer[Any]):
    """An answer in the tokens of the question."""

    answer = serializers.DictField()


class PieceBody(serializers.Serializer[Any]):
    """A piece of a lesson: either HTML or a check."""

    html = serializers.CharField(required=False)
    check = serializers.UUIDField(required=False)
    state = serializers.ChoiceField(choices=["open", "marked", "withheld"], required=False)
    question = serializers.DictField(required=False)
    held_by = serializers.UUIDField(
        required=False, help_text="The open attempt that asks the same; until it is handed in, no key is shown."
    )


class LessonBodyBody(LessonLineBody):
    """A lesson as it lies before the reader."""

    done = serializers.BooleanField()
    body = PieceBody(many=True)


def lesson_body(sheet: LessonSheet) -> dict[str, Any]:
    """A lesson with its body; a check shows its key once it is answered and not withheld."""
    return {
        **LessonLineBody(sheet.lesson).data,
        "done": sheet.is_done,
        "body": [check_body(piece) if isinstance(piece, Check) else {"html": str(piece)} for piece in sheet.pieces],
    }


def check_body(check: Check) -> dict[str, Any]:
    form = CheckForm(check, url="")
    body: dict[str, Any] = {"check": str(check.question), "state": form.mode, "question": form.question}
    return {**body, "held_by": str(check.held_by)} if check.held_by else body
