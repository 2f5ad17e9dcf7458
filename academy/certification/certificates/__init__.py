from academy.certification.certificates.drawing import render
from academy.certification.certificates.fonts import missing_glyphs
from academy.certification.certificates.sheet import Sheet

__all__ = ["Sheet", "missing_glyphs", "render"]
