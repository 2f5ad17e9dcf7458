"""Verbs of the demo loader."""

from academy.demo.actions.purge import StillInUseError, purge_demo
from academy.demo.actions.seed import OthersAreHereError, Seeded, seed_demo, set_password

__all__ = ["OthersAreHereError", "Seeded", "StillInUseError", "purge_demo", "seed_demo", "set_password"]
