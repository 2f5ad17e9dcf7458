"""Forms of the desk."""

from academy.desk.forms.exception import ExceptionForm

__all__ = ["ExceptionForm"]
