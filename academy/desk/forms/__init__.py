"""Forms of the desk."""

from academy.desk.forms.decline import DeclineForm
from academy.desk.forms.exception import ExceptionForm

__all__ = ["DeclineForm", "ExceptionForm"]
