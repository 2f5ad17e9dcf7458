"""Compiles the message catalogues, for the wheel and for the source tree. Needs no gettext programs."""

import sys
from pathlib import Path
from typing import Any

import polib
from hatchling.builders.hooks.plugin.interface import BuildHookInterface


def compile_messages(root: Path) -> list[Path]:
    """Write a .mo file beside every .po file that is newer than its own."""
    written = []
    for catalogue in sorted(root.glob("academy/locale/*/LC_MESSAGES/*.po")):
        compiled = catalogue.with_suffix(".mo")
        if not compiled.exists() or compiled.stat().st_mtime < catalogue.stat().st_mtime:
            polib.pofile(str(catalogue)).save_as_mofile(str(compiled))
            written.append(compiled)
    return written


class MessagesHook(BuildHookInterface):  # type: ignore[type-arg]  # hatchling names its parameter only for type checkers
    """Runs before the files of the wheel are collected."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        compile_messages(Path(self.root))


if __name__ == "__main__":
    for path in compile_messages(Path(__file__).resolve().parent):
        sys.stdout.write(f"compiled {path.relative_to(Path(__file__).resolve().parent)}\n")
