"""Run inside the host: opens pages as a learner of the demo company and says how each was answered."""

import json
import os
import sys

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hostsite.settings.dev")
sys.path.insert(0, os.getcwd())
django.setup()

from django.contrib.auth import get_user_model  # noqa: E402  (after the set-up of Django)
from django.test import Client  # noqa: E402 - the same

LINK = 'href="/academy/'


def links(text: str) -> set[str]:
    """Addresses below /academy/ that a page links to."""
    return {"/academy/" + part.split('"')[0].split("#")[0].split("?")[0] for part in text.split(LINK)[1:]}


def walk(username: str, language: str, *, at_most: int) -> dict[str, object]:
    """Follow the links of a learner from home on."""
    client = Client(headers={"accept-language": language}, HTTP_HOST="localhost")
    client.force_login(get_user_model().objects.get(username=username))
    waiting, seen, home = ["/academy/"], {}, ""
    while waiting and len(seen) < at_most:
        address = waiting.pop(0)
        answer = client.get(address)
        seen[address] = answer.status_code
        if answer.status_code == 200 and "html" in answer.headers["Content-Type"]:
            text = answer.content.decode()
            home = home or text
            waiting += sorted(links(text) - set(seen) - set(waiting))
    return {"pages": seen, "home": home}


if __name__ == "__main__":
    sys.stdout.write(json.dumps(walk(sys.argv[1], sys.argv[2], at_most=int(sys.argv[3]))))
