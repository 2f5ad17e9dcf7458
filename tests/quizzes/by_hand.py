"""Quizzes of one question that is not marked by rule, and files to hand in."""

from quizzes.actions import create_question
from quizzes.models import Quiz, QuizSlot

PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n"
PNG = b"\x89PNG\r\n\x1a\n" + b"\x00" * 40
EXE = b"MZ\x90\x00" + b"\x00" * 60
DOCX = b"PK\x03\x04" + b"\x14\x00" * 20 + b"word/document.xml" + b"PK\x05\x06"
ZIP = b"PK\x03\x04" + b"\x14\x00" * 20 + b"notes.txt" + b"PK\x05\x06"


def quiz_asking(bank, kind, spec, *, now, slug=None, **fields):
    """A published quiz that asks this and nothing else."""
    question = create_question(bank=bank, external_id=slug or kind, kind=kind, spec=spec, now=now)
    quiz = Quiz.objects.create(slug=slug or kind, title={"en": "Pitch"}, max_attempts=0, published_at=now, **fields)
    QuizSlot.objects.create(quiz=quiz, question=question, sort_order=0)
    return quiz
