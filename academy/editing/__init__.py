"""Editing in the administration without overwriting what somebody else has saved meanwhile."""

from academy.editing.differences import Difference, differences
from academy.editing.stale import Refusal, RefusesStale
from academy.editing.stored import OVER, SEEN, digest_of, formsets_of, seen_in, without_gone_rows

__all__ = [
    "OVER",
    "SEEN",
    "Difference",
    "Refusal",
    "RefusesStale",
    "differences",
    "digest_of",
    "formsets_of",
    "seen_in",
    "without_gone_rows",
]
