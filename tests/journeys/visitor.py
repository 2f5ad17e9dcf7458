"""A visitor who knows nothing but the pages: follows their links and sends their forms."""

import re
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from bs4 import BeautifulSoup, Tag
from django.test import Client

from courses.models import checks_of
from quizzes.models import AttemptSlot, Question
from quizzes.question_types import question_type
from tests.contents import PASSWORD

ATTEMPT = re.compile(r"/attempts/(?P<attempt>[0-9a-f-]{36})/(?P<position>\d+)/")
CHECK = re.compile(r"/checks/(?P<question>[0-9a-f-]{36})/")


@dataclass
class Page:
    """What one answer of the server shows, and where it stands after every redirect."""

    address: str
    status: int
    soup: BeautifulSoup

    @property
    def text(self):
        """The words on it, with single spaces; scripts and styles there are none."""
        return " ".join(self.soup.get_text(" ").split())

    def link(self, words):
        """The address behind a link whose words contain these."""
        found = [a for a in self.soup.find_all("a", href=True) if words in " ".join(a.get_text(" ").split())]
        assert found, f"{self.address} has no link “{words}”: {self.text[:800]}"
        return urljoin(self.address, found[0]["href"])

    def form(self, selector):
        found = self.soup.select(selector)
        assert found, f"{self.address} has no {selector}: {self.text[:800]}"
        return found[0]


class Visitor:
    """A browser without JavaScript."""

    def __init__(self, username="", password=PASSWORD, **options):
        self.client = Client(enforce_csrf_checks=True, **options)
        self.username = username
        if username:
            self.page = self.sign_in(username, password)

    def sign_in(self, username, password=PASSWORD, *, at="/academy/account/sign-in/"):
        self.open(at)
        return self.send("form.card", username=username, password=password)

    def open(self, address):
        """Go somewhere, following redirects."""
        answer = self.client.get(urlsplit(address)._replace(scheme="", netloc="", fragment="").geturl(), follow=True)
        return self._arrived(answer, address)

    def send(self, selector, *, button=None, **filled):
        """Send a form of the page as it stands, with some fields filled in and one button pressed."""
        form = self.page.form(selector)
        fields = fields_of(form)
        unknown = set(filled) - names_of(form)
        assert not unknown, f"{self.page.address}: the form has no {unknown}"
        fields.update(filled)
        if button is not None:
            name, value = button
            assert form.select(f'button[name="{name}"][value="{value}"]'), f"{self.page.address}: no button {button}"
            fields[name] = value
        address = urlsplit(urljoin(self.page.address, form.get("action") or ""))._replace(fragment="").geturl()
        return self._arrived(self.client.post(address, fields, follow=True), address)

    def _arrived(self, answer, address):
        if getattr(answer, "redirect_chain", None):
            address = urljoin(address, answer.redirect_chain[-1][0])
        content = answer.getvalue() if answer.streaming else answer.content
        html = content.decode() if answer.get("Content-Type", "").startswith("text/html") else ""
        self.page = Page(address, answer.status_code, BeautifulSoup(html, "html.parser"))
        assert answer.status_code < 500, f"{address} answers {answer.status_code}"
        return self.page

    # A learner

    def go_to_exam(self, certification):
        """From the page of a certification to the rules of its exam: by the link, or by the button that opens a run first."""
        page = self.open(f"/academy/certifications/{certification}/")
        links = page.soup.select(".actions a.button[href*='/quizzes/']")
        return self.open(links[0]["href"]) if links else self.send(f"form[action$='/{certification}/exam/']")

    def answer_checks(self):
        """Answer every open check of the lesson on the page, rightly."""
        while self.page.soup.select("form.check"):
            form = self.page.form("form.check")
            question = Question.objects.get(uuid=CHECK.search(form["action"])["question"])
            check = checks_of(self.user, lesson_key=question.topic, question_ids=[question.pk])[question.pk]
            self.send("form.check", **as_fields(check.type.as_data(check.layout, check.type.right_answer(check.version.spec))))
        return self.page

    def answer_questions(self, *, wrong=0):
        """Answer the attempt from the question on the page to its last, the first `wrong` of them wrongly; stop before handing in."""
        while slot := self.slot():
            last = slot.attempt.slots.count() == slot.position
            self.send("form#question", button=("go", "summary" if last else "next"), **said(slot, right=slot.position > wrong))
        return self.page

    def slot(self):
        """The question on the page; None on any other page."""
        here = ATTEMPT.search(self.page.address)
        found = AttemptSlot.objects.select_related("attempt", "version").filter(attempt__uuid=here["attempt"]) if here else None
        return found.get(position=here["position"]) if found is not None else None

    @property
    def user(self):
        from_session = self.client.session.get("_auth_user_id")
        return Question._meta.get_field("owner").related_model.objects.get(pk=from_session)


def fields_of(form: Tag):
    """What a browser would send if nobody touched the form."""
    fields = {}
    for field in form.select("input[name], select[name], textarea[name]"):
        if field.name == "input" and field.get("type") in {"radio", "checkbox"} and not field.has_attr("checked"):
            continue
        fields.setdefault(field["name"], []).append(value_of(field))
    return fields


def value_of(field: Tag):
    if field.name == "select":
        chosen = field.select_one("option[selected]") or field.select_one("option")
        return chosen.get("value", "") if chosen else ""
    return field.get_text() if field.name == "textarea" else field.get("value", "")


def names_of(form: Tag):
    return {field["name"] for field in form.select("[name]")}


def data_for(slot, *, right):
    """The right or a wrong answer to a question of an attempt, in the tokens of its layout. None where every answer earns something."""
    kind = question_type(slot.version.kind)
    spec = slot.version.spec
    return kind.as_data(slot.layout, kind.right_answer(spec) if right else kind.wrong_answer(spec)) or None


def said(slot, *, right):
    """The same as the fields of its page."""
    return as_fields(data_for(slot, right=right) or {}, prefix=f"q{slot.position}-")


def as_fields(data, *, prefix=""):
    """An answer in tokens as the page sends it."""
    rows = {f"{one}-{token}": value for field, one in (("pairs", "pair"), ("gaps", "gap")) for token, value in data.get(field, {}).items()}
    plain = {name: value for name, value in data.items() if name not in {"pairs", "gaps"}}
    return {f"{prefix}{name}": value for name, value in {**plain, **rows}.items()}
