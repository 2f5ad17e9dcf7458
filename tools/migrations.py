"""Makes the first migrations of every app again, bottom up, and keeps the hand-written ones.

Until 0.1.0 is tagged nobody runs this in production, so a first migration is remade instead of corrected.
"""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
APPS = {
    "academy": "academy",
    "academy_quizzes": "quizzes",
    "academy_courses": "courses",
    "academy_people": "academy/people",
    "academy_certification": "academy/certification",
    "academy_desk": "academy/desk",
    "academy_demo": "academy/demo",
}
HAND_WRITTEN = ("0002_append_only.py",)


def remake() -> None:
    """Move the hand-written files aside, make the others, and put them back, also after a failure."""
    with tempfile.TemporaryDirectory() as aside:
        kept = []
        for folder in APPS.values():
            migrations = ROOT / folder / "migrations"
            for file in sorted(migrations.glob("0*.py")):
                if file.name in HAND_WRITTEN:
                    place = Path(aside) / folder / file.name
                    place.parent.mkdir(parents=True, exist_ok=True)
                    shutil.copy2(file, place)
                    kept.append((place, file))
                file.unlink()
        try:
            for label in APPS:
                subprocess.run(
                    [sys.executable, str(ROOT / "manage.py"), "makemigrations", "--skip-checks", "--no-header", label], check=True
                )
        finally:
            for place, file in kept:
                file.parent.mkdir(parents=True, exist_ok=True)
                shutil.copy2(place, file)


if __name__ == "__main__":
    try:
        remake()
    except subprocess.CalledProcessError as failure:
        sys.exit(failure.returncode)
