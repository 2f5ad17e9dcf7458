"""Doors of certification: find, ask, act, answer."""

from academy.certification.views.certificates import certificate_pdf, certificates, holder_shown
from academy.certification.views.certification import certification, cycle_open, exam_start
from academy.certification.views.practice import practice_review, practice_submit
from academy.certification.views.revocation import revoke, revoke_search
from academy.certification.views.sign_off import sign_off
from academy.certification.views.verify import verify, verify_search

__all__ = [
    "certificate_pdf",
    "certificates",
    "certification",
    "cycle_open",
    "exam_start",
    "holder_shown",
    "practice_review",
    "practice_submit",
    "revoke",
    "revoke_search",
    "sign_off",
    "verify",
    "verify_search",
]
