"""Run inside a host: what a rep, a product marketer, an administrator and a stranger do there, and how it was answered."""

import json
import os
import re
import sys

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hostsite.settings.dev")
sys.path.insert(0, os.getcwd())
django.setup()

from bs4 import BeautifulSoup  # noqa: E402  (after the set-up of Django)
from django.contrib.auth import get_user_model  # noqa: E402 - the same
from django.test import Client  # noqa: E402 - the same
from django.test.utils import setup_test_environment  # noqa: E402 - the same

PASSWORD = "open sesame"
LESSON = re.compile(r'href="(/academy/courses/[a-z0-9-]+/[a-z0-9-]+/)"')
COURSE = re.compile(r'href="(/academy/courses/[a-z0-9-]+/)"')
SNIPPETS = {
    "academy_people": ("person", "team"),
    "academy_courses": ("capability",),
    "academy_quizzes": ("question", "questionbank", "quiz"),
    "academy_certification": ("certification",),
}


def account_name(short_name):
    users = get_user_model()
    return f"{short_name}@merrowick.example" if users.get_email_field_name() == users.USERNAME_FIELD else short_name


def soup_of(page):
    return BeautifulSoup(page.content.decode(), "html.parser")


def filled(form, *, choose=False):
    """What a browser sends when the form is sent as it stands; with `choose` it first answers what is open."""
    for unused in form.select("template"):
        unused.decompose()
    fields, chosen = {}, set()
    for field in form.select("input[name], textarea[name], select[name]"):
        name, kind = field["name"], field.get("type", "text")
        if field.name == "select":
            options = field.select("option")
            wanted = field.find("option", selected=True) or (options[-1] if choose else options[0])
            fields[name] = wanted.get("value", "")
        elif kind in ("checkbox", "radio"):
            if field.has_attr("checked") or (choose and name not in chosen):
                chosen.add(name)
                fields[name] = field.get("value", "on")
        else:
            text = field.get_text() if field.name == "textarea" else field.get("value", "")
            fields[name] = text or ("1" if choose and kind != "hidden" else "")
    return fields


def sign_in(short_name, password=PASSWORD):
    """Sign in as a person does: open the academy, and fill in the form to which it leads."""
    client = Client(headers={"accept-language": "en"}, HTTP_HOST="localhost")
    page = client.get("/academy/", follow=True)
    address = page.redirect_chain[-1][0]
    form = next(one for one in soup_of(page).select("form") if one.select_one("input[type=password]"))
    fields = filled(form) | {form.select_one("input[type=password]")["name"]: password}
    (name,) = [one["name"] for one in form.select("input") if one.get("type", "text") in ("text", "email")]
    client.post(form.get("action") or address, fields | {name: account_name(short_name) if "@" not in short_name else short_name})
    return client


def reads_and_answers(client):
    """Begin a course and answer the check of its first lesson, which is done with that."""
    from courses.models import CheckAnswer, StepCompletion

    for course in sorted(set(COURSE.findall(client.get("/academy/catalogue/").content.decode()))):
        begin = soup_of(client.get(course)).select_one('form[action$="/enrol/"]')
        if begin is None:
            continue
        client.post(begin["action"], filled(begin))
        before = CheckAnswer.objects.count(), StepCompletion.objects.count()
        address = LESSON.findall(client.get(course).content.decode())[0]
        check = soup_of(client.get(address)).select_one("form.check")
        client.post(check["action"].split("#")[0], filled(check, choose=True))
        return {"answers": CheckAnswer.objects.count() - before[0], "lessons done": StepCompletion.objects.count() - before[1]}
    return {}


def writes_a_question(client):
    address = "/admin/snippets/academy_quizzes/question/add/?kind=true_false"
    form = soup_of(client.get(address)).select_one("#w-editor-form")
    fields = filled(form) | {"stem_en": "Is the host a host?", "why_en": "It is.", "answer": "true"}
    bank = next(option["value"] for option in form.select("select[name=bank] option") if option["value"])
    answer = client.post(address, fields | {"bank": bank})
    said = [one.get_text(" ", strip=True) for one in soup_of(answer).select(".error-message, .w-field__errors")]
    return "kept" if answer.status_code == 302 else said


def opens_lists(client):
    answers = {}
    for app, names in SNIPPETS.items():
        for name in names:
            for query in ("", "?q=noah", "?q=noah.beck@merrowick.example"):
                address = f"/admin/snippets/{app}/{name}/{query}"
                answers[address] = client.get(address).status_code
    return answers


def makes_a_person(client):
    """Fill in the form of a person; say which fields of an account it has, and whether the new one may sign in."""
    address = "/admin/snippets/academy_people/person/add/"
    form = soup_of(client.get(address)).select_one("#w-editor-form")
    asked = [name for name in ("username", "email") if form.select_one(f"input[name={name}]")]
    given = {"username": "new.one", "email": "new.one@example.com", "name_en": "New One", "password": "a long first password"}
    client.post(address, {name: given.get(name, text) for name, text in filled(form).items()} | {"active": "on"})
    user = get_user_model().objects.get(email="new.one@example.com")
    newcomer = sign_in(user.get_username(), given["password"])
    given["email"] = "New.One@example.com"
    again = client.post(address, {name: given.get(name, text) for name, text in filled(form).items()})
    page = newcomer.get("/academy/")
    return {"fields": asked, "signs in": page.status_code == 200, "mail goes to": user.email}, list(again.context["form"].errors)


def verifies():
    from academy.certification.models import Award

    award = next(one for one in Award.objects.order_by("-issued_at") if not one.events.filter(kind="revoked").exists())
    stranger = Client(headers={"accept-language": "en"}, HTTP_HOST="localhost")
    page = stranger.get(f"/academy/v/{award.serial}", follow=True)
    return {"status": page.status_code, "valid": award.serial in page.content.decode()}


def everything():
    rep, pmm, admin = (sign_in(name) for name in ("noah.beck", "grace.okoye", "academy.admin"))
    users = get_user_model()
    person, taken = makes_a_person(admin)
    return {
        "signed in": rep.get("/academy/").status_code,
        "lesson": reads_and_answers(rep),
        "question": writes_a_question(pmm),
        "lists": opens_lists(admin),
        "account fields": ["email"] if users.USERNAME_FIELD == "email" else ["username", "email"],
        "person": person,
        "taken": taken,
        "verified": verifies(),
    }


if __name__ == "__main__":
    setup_test_environment()
    sys.stdout.write(json.dumps(everything()) + "\n")
