"""Checks over all files: every reference leads somewhere, every figure adds up."""

from collections.abc import Callable, Iterator, Mapping
from itertools import chain

from academy.demo.interchange.rows import Problem, Row
from academy.demo.interchange.shapes import shape_problems
from academy.demo.interchange.specs import KNOWN_TYPES, spec_of
from quizzes.question_types import SpecError, question_type

Files = Mapping[str, Row]


def problems_of(files: Files) -> list[Problem]:
    """All problems, in the order of the files; references are only looked at when every row has its shape."""
    wrong_shapes = list(shape_problems(files))
    if wrong_shapes:
        return wrong_shapes
    return list(chain.from_iterable(check(files) for check in CHECKS))


def _all(files: Files, folder: str) -> list[Row]:
    return [row for name, row in sorted(files.items()) if name.startswith(f"{folder}/")]


def _slugs(rows: list[Row], key: str = "slug") -> set[str]:
    return {str(row[key]) for row in rows}


def people(files: Files) -> Iterator[Problem]:
    users, teams = _slugs(files["10_people.yaml"]["people"], "u"), _slugs(files["10_people.yaml"]["teams"])
    for team in files["10_people.yaml"]["teams"]:
        if team["manager"] not in users:
            yield team.problem(f"The manager “{team['manager']}” is not among the people.")
    seen: set[str] = set()
    for person in files["10_people.yaml"]["people"]:
        if person["u"] in seen:
            yield person.problem(f"“{person['u']}” is there twice.")
        seen.add(person["u"])
        if person.get("team") is not None and person["team"] not in teams:
            yield person.problem(f"The team “{person['team']}” does not exist.")


def capabilities(files: Files) -> Iterator[Problem]:
    users, teams = _slugs(files["10_people.yaml"]["people"], "u"), _slugs(files["10_people.yaml"]["teams"])
    for capability in files["20_capabilities.yaml"]["capabilities"]:
        if capability["owner"] not in users:
            yield capability.problem(f"The owner “{capability['owner']}” is not among the people.")
        for team in set(capability["used_by"]) - teams:
            yield capability.problem(f"The team “{team}” does not exist.")
        for evidence in capability["evidence"]:
            if evidence.get("by") not in users:
                yield evidence.problem(f"“{evidence.get('by')}” is not among the people.")


def courses(files: Files) -> Iterator[Problem]:
    capabilities_known = _slugs(files["20_capabilities.yaml"]["capabilities"])
    users, slugs = _slugs(files["10_people.yaml"]["people"], "u"), _slugs(_all(files, "courses"))
    sizes = {pool["pool"]: len(pool["questions"]) for pool in _all(files, "questions")}
    for course in _all(files, "courses"):
        quiz = course["quiz"]
        if course["capability"] not in capabilities_known:
            yield course.problem(f"The capability “{course['capability']}” does not exist.")
        if course["owner"] not in users:
            yield course.problem(f"The owner “{course['owner']}” is not among the people.")
        if quiz.get("draw", 0) > sizes.get(quiz.get("pool"), 0):
            yield quiz.problem(
                f"The quiz draws {quiz.get('draw')} questions; the pool “{quiz.get('pool')}” holds {sizes.get(quiz.get('pool'), 0)}."
            )
        if sum(lesson["minutes"] for lesson in course["lessons"]) != course.get("minutes"):
            yield course.problem("The minutes of the lessons do not add up to those of the course.")
        for first in set(course.get("prerequisites", [])) - slugs:
            yield course.problem(f"The course to do first, “{first}”, does not exist.")


def lessons(files: Files) -> Iterator[Problem]:
    questions = {question["slug"] for pool in _all(files, "questions") for question in pool["questions"]}
    items = _slugs(files["60_toolkit.yaml"]["items"])
    for course in _all(files, "courses"):
        for lesson in course["lessons"]:
            kinds = {language: [block["type"] for block in blocks] for language, blocks in lesson["body"].items()}
            if any(kinds["en"] != other for other in kinds.values()):
                yield lesson.problem("The languages do not have the same blocks.")
            for block in chain.from_iterable(lesson["body"].values()):
                if block["type"] == "check" and block.get("question") not in questions:
                    yield block.problem(f"The question “{block.get('question')}” does not exist.")
                if block["type"] == "kit_item" and block.get("item") not in items:
                    yield block.problem(f"The kit item “{block.get('item')}” does not exist.")


def questions(files: Files) -> Iterator[Problem]:
    known = {(course["slug"], lesson["slug"]) for course in _all(files, "courses") for lesson in course["lessons"]}
    for pool in _all(files, "questions"):
        for question in pool["questions"]:
            if (pool["pool"], question["lesson"]) not in known:
                yield question.problem(f"The lesson “{pool['pool']}/{question['lesson']}” does not exist.")
            if question["type"] not in KNOWN_TYPES:
                yield question.problem(f"“{question['type']}” is not a type of question.")
                continue
            try:
                question_type(question["type"]).validate(spec_of(question))
            except SpecError as error:
                yield question.problem(f"{question['slug']}: {' '.join(error.messages)}")
            except (TypeError, ValueError, AttributeError) as error:
                yield question.problem(f"{question['slug']}: {error}")


def certifications(files: Files) -> Iterator[Problem]:
    users, slugs = _slugs(files["10_people.yaml"]["people"], "u"), _slugs(_all(files, "courses"))
    sizes = {pool["pool"]: len(pool["questions"]) for pool in _all(files, "questions")}
    for certification in files["50_certifications.yaml"]["certifications"]:
        if certification["owner"] not in users:
            yield certification.problem(f"The owner “{certification['owner']}” is not among the people.")
        for requirement in certification["requirements"]:
            if requirement["kind"] == "course" and requirement.get("course") not in slugs:
                yield requirement.problem(f"The course “{requirement.get('course')}” does not exist.")
            if requirement["kind"] == "practice" and requirement["pass_points"] > 3 * len(requirement["rubric"]):
                yield requirement.problem("More points are needed to pass than the rubric can give.")
            for part in requirement.get("pools", []):
                if part["draw"] > sizes.get(part["pool"], 0):
                    yield part.problem(
                        f"The exam draws {part['draw']} questions; the pool “{part['pool']}” holds {sizes.get(part['pool'], 0)}."
                    )


def toolkit(files: Files) -> Iterator[Problem]:
    rows = files["60_toolkit.yaml"]
    users, items = _slugs(files["10_people.yaml"]["people"], "u"), _slugs(rows["items"])
    places = {f"{course['slug']}/{lesson['slug']}" for course in _all(files, "courses") for lesson in course["lessons"]}
    for item in rows["items"]:
        if item["owner"] not in users or item["lesson"] not in places:
            yield item.problem("Its owner or its lesson does not exist.")
    for kit in rows["kits"]:
        for slug in set(kit["items"]) - items:
            yield kit.problem(f"The kit item “{slug}” does not exist.")


def demand(files: Files) -> Iterator[Problem]:
    rows = files["70_demand.yaml"]
    needs, roadmap = _slugs(rows["needs"]), _slugs(rows["roadmap"])
    for request in rows["requests"]:
        for slug in set(request["needs"]) - needs:
            yield request.problem(f"The need “{slug}” does not exist.")
    for need in rows["needs"]:
        if need["roadmap"] not in roadmap:
            yield need.problem(f"The roadmap item “{need['roadmap']}” does not exist.")


def history(files: Files) -> Iterator[Problem]:
    users = {person["u"]: person for person in files["10_people.yaml"]["people"]}
    programmes = {row["slug"]: row for row in files["50_certifications.yaml"]["certifications"]}
    for slug, rows in files["80_history.yaml"]["records"].items():
        if slug not in programmes:
            yield files["80_history.yaml"].problem(f"The certification “{slug}” does not exist.")
            continue
        for row in rows:
            if row.get("u") not in users:
                yield row.problem(f"“{row.get('u')}” is not among the people.")
            elif "issued" in row:
                yield from _issued(row, users[row["u"]], programmes[slug])


def _issued(row: Row, person: Row, programme: Row) -> Iterator[Problem]:
    left = row["issued"] + programme["valid_days"]
    opens = programme["renewal"]["opens_days_before"]
    wanted = {"certified": left > opens, "expiring": 0 < left <= opens, "expired": left <= 0, "revoked": True}
    if not wanted.get(row.get("state", ""), False):
        yield row.problem(f"The state “{row.get('state')}” does not fit: {left} days are left.")
    if row.get("renewed_from") is None and row["issued"] < max(person["hired"], programme["launched"]):
        yield row.problem("It was issued before the person joined or the certification was launched.")


CHECKS: tuple[Callable[[Files], Iterator[Problem]], ...] = (
    people,
    capabilities,
    courses,
    lessons,
    questions,
    certifications,
    toolkit,
    demand,
    history,
)
