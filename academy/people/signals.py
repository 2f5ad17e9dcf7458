"""What people tell the layers above. Sent after commit with `send_robust`; every signal carries `now`."""

from django.dispatch import Signal

#: A person came, changed role or team, or left. Arguments: person (academy.people.models.Person), now (datetime).
person_changed = Signal()
