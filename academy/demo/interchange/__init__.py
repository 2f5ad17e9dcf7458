"""Reads the demo company's files and checks all of them before anything is written."""

from academy.demo.interchange.company import Company, read_company
from academy.demo.interchange.rows import BrokenDemoError, Problem, Row

__all__ = ["BrokenDemoError", "Company", "Problem", "Row", "read_company"]
