"""What certification tells the layers above. Sent after commit with `send_robust`; every signal carries `now`."""

from django.dispatch import Signal

#: A learner earned a certification. Arguments: award (academy.certification.models.Award), now (datetime).
certification_awarded = Signal()
