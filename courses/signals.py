"""What courses tell the layers above. Sent after commit with `send_robust`; every signal carries `now`."""

from django.dispatch import Signal

#: A learner did a step of a course. Arguments: learner (user), course_key (UUID), step_key (UUID), now (datetime).
step_completed = Signal()

#: A learner did every step of a course. Arguments: learner (user), course_key (UUID), now (datetime).
course_completed = Signal()
