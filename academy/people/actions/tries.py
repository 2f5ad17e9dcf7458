"""How often a password may be tried. Kept in Django's cache: nothing of it is written into the database.

Counted are the pair of an account and an address, the address, and the account. A try is counted before the password is
looked at, so that many at once are not let through together, and given back when the password was right.

All spellings of a name are counted together, but they can be accounts of several people ("root" and "Root"): a right password
gives back what was tried in its own spelling, and makes its address known to that one alone.
"""

import unicodedata
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.core.cache import cache

from academy.conf import academy_setting
from academy.counters import Counter, key_of

DAY: Final = 86_400
REMEMBERED: Final = 60 * DAY  # an address from which an account has been used
HOUR: Final = 3_600
LONGEST: Final = 254


@dataclass(frozen=True)
class Try:
    """Somebody at an address says to be an account, whether there is one or not."""

    account: str
    address: str

    @property
    def names(self) -> tuple[str, str]:
        return one_spelling(self.account), self.address

    @property
    def is_known(self) -> bool:
        """Whether this account has been used from this address."""
        return cache.get(self.known_key) is not None

    @property
    def known_key(self) -> str:
        return key_of("known", as_typed(self.account), self.address)

    def pair(self, now: datetime) -> Counter:
        return Counter.of("tries-pair", *self.names, seconds=_window(), now=now)

    def in_this_spelling(self, now: datetime) -> Counter:
        """The part of the pair that was tried in this spelling."""
        return Counter.of("tries-spelling", as_typed(self.account), self.address, seconds=_window(), now=now)

    def of_account(self, now: datetime) -> Counter:
        return Counter.of("tries-account", self.names[0], seconds=_window(), now=now)

    def of_address(self, now: datetime) -> Counter:
        return Counter.of("tries-address", self.address, seconds=_window(), now=now)


def take_try(tried: Try, *, now: datetime) -> int:
    """Count a try that is about to be made; 0, or for how many minutes it is refused. A refused try is not counted.

    While an account is tried from everywhere, an address it has not been used from has one try instead of several: its owner is
    never shut out by strangers, and neither is whoever shares an address with them and has used it before.
    """
    pair, account, address = tried.pair(now), tried.of_account(now), tried.of_address(now)
    known = tried.is_known
    if address.add() > academy_setting("SIGN_IN_TRIES_PER_ADDRESS") and not known:
        address.add(-1)
        return address.minutes_left(now)
    few_only = account.value >= academy_setting("SIGN_IN_TRIES_PER_ACCOUNT") and not known
    if pair.add() > (1 if few_only else academy_setting("SIGN_IN_TRIES")):
        pair.add(-1)
        address.add(-1)
        return pair.minutes_left(now)
    tried.in_this_spelling(now).add()
    account.add()
    return 0


def forgive_tries(tried: Try, *, now: datetime) -> None:
    """The password was right: the pair begins anew, the try is given back to address and account, and the address is known."""
    pair, own = tried.pair(now), tried.in_this_spelling(now)
    pair.add(-min(pair.value, own.value))
    own.forget()
    for counter in (tried.of_account(now), tried.of_address(now)):
        if counter.value:
            counter.add(-1)
    cache.set(tried.known_key, 1, timeout=REMEMBERED)


def may_ask_for_mail(*, email: str, address: str, now: datetime) -> bool:
    """Count a wish for a mail with a new password, and say whether it is granted: few to one e-mail address, more from one address."""
    to = Counter.of("reset-mail", one_spelling(email), seconds=HOUR, now=now)
    source = Counter.of("reset-address", address, seconds=HOUR, now=now)
    if source.add() > academy_setting("RESET_MAILS_PER_ADDRESS"):
        return False
    return to.add() <= int(academy_setting("RESET_MAILS"))


def one_spelling(account: str) -> str:
    """One text for all spellings of a name that an account might answer to."""
    return as_typed(account).casefold()


def as_typed(account: str) -> str:
    """A name as accounts keep it, with its capitals and small letters."""
    return unicodedata.normalize("NFKC", account[:LONGEST]).strip()


def _window() -> int:
    return 60 * int(academy_setting("SIGN_IN_MINUTES"))
