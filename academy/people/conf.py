"""Names that the doors of people share."""

from typing import Final

# Where the session keeps what the header of every page says.
SESSION_KEY: Final = "academy"
