"""Verbs of the desk."""

from academy.desk.actions.reading import note_reading

__all__ = ["note_reading"]
