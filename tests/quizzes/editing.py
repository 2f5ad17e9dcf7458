"""What a browser does in the administration: addresses, forms as they stand, and the sentences on a page."""

from bs4 import BeautifulSoup
from django.urls import reverse


def address(model, name, *args):
    return reverse(f"wagtailsnippets_academy_quizzes_{model}:{name}", args=args)


def filled(page):
    """What a browser sends when the form is sent as it stands."""
    form = BeautifulSoup(page.content, "html.parser").select_one("#w-editor-form")
    for unused in form.select("template"):
        unused.decompose()
    fields = {}
    for field in form.select("input[name], textarea[name]"):
        if field["name"].startswith("review_table-"):
            if field.has_attr("checked"):
                fields.setdefault(field["name"], []).append(field["value"])
        elif field.get("type") not in {"checkbox", "radio"} or field.has_attr("checked"):
            unsaid = "on" if field.get("type") == "checkbox" else ""
            value = field.get_text().removeprefix("\n") if field.name == "textarea" else field.get("value", unsaid)
            fields.setdefault(field["name"], []).append(value)
    fields = {name: values if len(values) > 1 or name.startswith("review_table-") else values[0] for name, values in fields.items()}
    for select in form.select("select[name]"):
        chosen = select.find("option", selected=True) or select.find("option")
        fields[select["name"]] = chosen["value"] if chosen else ""
    return fields


def faults(page):
    return " ".join(BeautifulSoup(page.content, "html.parser").get_text(" ").split())


def part(number=0, **fields):
    """The fields of a part: `part(0, bank=3, draw=5)`."""
    sent = {
        "bank": "",
        "question": "",
        "version": "",
        "draw": "1",
        "tags": "",
        "tags_match": "any",
        "level": "",
        "points": "1",
        "ORDER": str(number + 1),
        **fields,
    }
    return {f"slots-{number}-{name}": value for name, value in sent.items()}


def quiz_fields(bank, *, draw, state="published", **fields):
    """What is sent for a new quiz with one part, or with those that are given."""
    return {
        "title_en": "Desk quiz",
        "slug": "desk-quiz",
        "purpose": "graded",
        "state": state,
        "pass_percent": "80",
        "keep": "highest",
        "on_expiry": "submit",
        "grace_minutes": "0",
        "max_attempts": "3",
        "cooloff_minutes": "0",
        "behaviour": "deferred",
        "questions_per_page": "1",
        "review": "practice",
        "shuffle_questions": "on",
        "slots-TOTAL_FORMS": "1",
        "slots-INITIAL_FORMS": "0",
        "slots-MIN_NUM_FORMS": "0",
        "slots-MAX_NUM_FORMS": "1000",
        **part(bank=bank.pk, draw=str(draw)),
        **fields,
    }
