"""What quizzes tell the layers above. Sent after commit with `send_robust`; every signal carries `now`."""

from django.dispatch import Signal

#: An attempt began. Arguments: attempt (quizzes.models.Attempt, open), origin (str, what led to it in the words of a layer above, or empty), now (datetime).
attempt_started = Signal()

#: An attempt was closed, and graded unless an answer waits for a person. Arguments: attempt (quizzes.models.Attempt, closed), now (datetime).
attempt_closed = Signal()

#: A closed attempt got its verdict from a person, or another one by a regrade. Arguments: attempt (quizzes.models.Attempt, closed), now (datetime).
attempt_graded = Signal()

#: A quiz was published, retired, or published again. Arguments: quiz (quizzes.models.Quiz), now (datetime).
quiz_offered_or_not = Signal()
