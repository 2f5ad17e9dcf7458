"""The site on a developer's own machine, and the demo."""

import os

from academy.site.settings import environment
from academy.site.settings.base import *

DEBUG = environment.flag("DEBUG", default=True)
SECRET_KEY = "development-only-" + "0123456789abcdef" * 4
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]", *environment.words("ALLOWED_HOSTS")]
globals().update(environment.email(os.environ.get("EMAIL_URL") or "console:"))

# The demo company is at home here.
ACADEMY = {
    **ACADEMY,
    "ISSUER": {"en": "Merrowick", "zh-hans": "洛湾科技"},
    "NAME": {"en": "Merrowick Academy", "zh-hans": "洛湾学院"},
}
