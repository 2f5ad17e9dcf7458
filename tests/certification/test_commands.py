import pytest
from django.core.management import CommandError, call_command

from quizzes.actions import start_attempt
from quizzes.models import Attempt, Response
from tests.certification.conftest import days


@pytest.mark.parametrize("name", ["academy_tick", "academy_repair"])
def test_a_command_says_what_it_did(name, award, capsys):
    call_command(name)

    assert "renewals_opened: 0" in capsys.readouterr().out


@pytest.mark.parametrize("name", ["academy_tick", "academy_repair"])
def test_a_command_does_everything_else_and_fails_where_an_attempt_cannot_be_closed(name, rep, stranger, exam_quiz, clock_at, now, capsys):
    exam_quiz.purpose, exam_quiz.cooloff_minutes = "practice", 0
    exam_quiz.save()
    broken, sound = (start_attempt(learner=learner, quiz=exam_quiz, now=now) for learner in (rep, stranger))
    for slot in broken.slots.all():
        Response.objects.create(slot=slot, revision=1, answer={"no": "answer"}, received_at=now)
    clock_at(now + days(1))

    with pytest.raises(CommandError, match="1 overdue attempts could not be closed"):
        call_command(name)

    said = capsys.readouterr().out
    assert "attempts_closed: 1" in said
    assert "attempts_not_closed: 1" in said
    assert "learners_reviewed: " in said
    assert list(Attempt.objects.open()) == [broken]
    assert not Attempt.objects.get(pk=sound.pk).is_open
