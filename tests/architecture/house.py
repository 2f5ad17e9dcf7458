"""What the checks of the house walk over."""

from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[2]
PACKAGES: Final = ("academy", "courses", "quizzes")
FOLDERS: Final = (*PACKAGES, "tests", "tools")
OURS: Final = sorted(
    file
    for folder in FOLDERS
    for file in (ROOT / folder).rglob("*.py")
    if "migrations" not in file.parts and "node_modules" not in file.parts
)
PACKAGED: Final = [file for file in OURS if file.relative_to(ROOT).parts[0] in PACKAGES]
TEMPLATES: Final = sorted([*(ROOT / "templates").rglob("*.html"), *(ROOT / "academy" / "site" / "templates").rglob("*.html")])
# The labels of the apps, the lowest first.
FLOORS: Final = (
    "academy",
    "academy_quizzes",
    "academy_courses",
    "academy_people",
    "academy_certification",
    "academy_desk",
    "academy_demo",
)
