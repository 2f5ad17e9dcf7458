"""Which team of the own line a page is about: chosen from a short list, or looked for by its name."""

from dataclasses import dataclass
from typing import Final

from academy.people.models import Line, Team

FEW: Final = 20


@dataclass(frozen=True, slots=True)
class TeamChoice:
    """The team that is shown (None: the whole line) and how another is chosen.

    `options` are all teams where they are few; else those that were found by
    `words`, the first of them, and `more` says how many are left out.
    """

    chosen: Team | None
    options: tuple[Team, ...]
    is_short: bool
    words: str = ""
    more: int = 0

    @property
    def shown(self) -> Team | None:
        """The team that the page is about, also where there is only one."""
        return self.chosen or (self.options[0] if self.is_short and len(self.options) == 1 else None)


def read_choice(line: Line, *, slug: str, words: str) -> TeamChoice | None:
    """Read it in at most four queries, and never more teams than are offered. None where there is nothing to choose from.

    Words that fit one team alone choose it. A team out of sight does not exist.
    """
    slug, words = (text.replace("\x00", "").strip() for text in (slug, words))
    teams = Team.objects.inside(line)
    first = tuple(teams[: FEW + 1])
    is_short = len(first) <= FEW
    if not first:
        return None
    if words and not is_short:
        return _found(line, words)
    chosen = teams.filter(slug=slug).first() if slug else None
    if slug and chosen is None:
        return None
    return TeamChoice(chosen, first if is_short else (), is_short)


def _found(line: Line, words: str) -> TeamChoice:
    matching = Team.objects.inside(line).called(words)
    found = tuple(matching[:FEW])
    if len(found) == 1:
        return TeamChoice(found[0], (), is_short=False)
    more = matching.count() - FEW if len(found) == FEW else 0
    return TeamChoice(None, found, is_short=False, words=words, more=more)
