"""Reads the demo company's files and checks all of them before anything is written."""

from academy.demo.interchange.company import Company, read_company
from academy.demo.interchange.rows import BrokenDemo, Problem, Row

__all__ = ["BrokenDemo", "Company", "Problem", "Row", "read_company"]
