"""What quizzes tell the layers above. Sent after commit with `send_robust`; every signal carries `now`."""

from django.dispatch import Signal

#: An attempt began. Arguments: attempt (quizzes.models.Attempt, open), now (datetime).
attempt_started = Signal()

#: An attempt was closed and graded. Arguments: attempt (quizzes.models.Attempt, closed), now (datetime).
attempt_closed = Signal()
