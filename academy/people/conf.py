"""Names that the doors of people share."""

from typing import Final

# Where the session keeps what the header of every page says.
SESSION_KEY: Final = "academy"
# What a request carries while somebody signs in: the try that was counted, and for how many minutes one was refused.
TRY: Final = "academy_try"
WAIT: Final = "academy_wait"
