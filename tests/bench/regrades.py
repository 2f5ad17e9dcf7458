"""Makes the attempts, and measures their regrade. Each part runs in a process of its own, whose memory is then known.

Everybody answered ten questions. One is dropped without mercy, so that every attempt changes, and three of four verdicts with it.
"""

import os
import resource
import subprocess
import sys
from decimal import Decimal
from time import perf_counter, process_time
from typing import Any, Final

import django

django.setup()

from django.contrib.auth import get_user_model  # noqa: E402 - models exist from here on
from django.db import connection  # noqa: E402 - models exist from here on
from django.utils import timezone  # noqa: E402 - models exist from here on

from academy import jobs  # noqa: E402 - models exist from here on
from academy.models import Job  # noqa: E402 - models exist from here on
from quizzes.actions import (  # noqa: E402 - models exist from here on
    Plan,
    apply_regrade,
    create_question,
    look_at,
    publish_quiz,
    save_answer,
    start_attempt,
    submit_attempt,
)
from quizzes.models import (  # noqa: E402 - models exist from here on
    Attempt,
    AttemptSlot,
    QuestionBank,
    Quiz,
    QuizSlot,
    Regrade,
    RegradeVerdict,
    Response,
)
from quizzes.question_types import question_type  # noqa: E402 - models exist from here on
from tests.databases import PEOPLE, ROOT, TestDatabases  # noqa: E402 - models exist from here on
from tests.quizzes import specs  # noqa: E402 - models exist from here on

QUESTIONS: Final = 10
WRONG: Final = (8, 9, 10)  # a third of what everybody answered; the dropped question is right for one of four
MOST_SECONDS, MOST_SLICE, MOST_MIB = 20, 2, 100


def main(part: str, attempts: int) -> None:
    if part != "all":
        PARTS[part]()
        return
    databases = TestDatabases()
    databases.choose(PEOPLE)
    try:
        make(attempts)
        say(
            f"{connection.display_name} {'.'.join(map(str, connection.get_database_version()))}, {attempts} attempts of {QUESTIONS} questions"
        )
        say(f"{'':<12}{'seconds':>9}{'CPU':>7}{'slices':>8}{'longest':>9}{'MiB':>6}   goal")
        address = databases.server.address(str(connection.settings_dict["NAME"]))
        for name in PARTS:
            subprocess.run(
                [sys.executable, "-m", "tests.bench.regrades", name, str(attempts)],
                cwd=ROOT,
                env={**os.environ, "DATABASE_URL": address},
                check=True,
            )
        say(f"{RegradeVerdict.objects.changing().count()} attempts changed, {Regrade.objects.get().verdicts.turning()}")
    finally:
        databases.remove()


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


# What is measured


def look() -> None:
    quiz = Quiz.objects.get(slug="regraded")
    version = AttemptSlot.objects.filter(attempt__quiz=quiz, position=1).select_related("version")[0].version
    plan = Plan(quiz, (version,), Regrade.Method.DROP, keeps_higher=False)
    measure("look", look_at(plan, by=author(), now=timezone.now()))


def apply() -> None:
    looked = Job.objects.get()
    measure("apply", apply_regrade(seen=looked.uuid, reason="Bench", by=author(), now=timezone.now()))


PARTS: Final = {"look": look, "apply": apply}


def author() -> Any:
    return get_user_model().objects.get(username="pmm")


def measure(name: str, job: Job) -> None:
    """Do all slices one after the other, and say how long they took and what memory they needed beyond that of the process."""
    before, slices, cpu = memory(), [], process_time()
    while not job.is_finished:
        begun = perf_counter()
        job = jobs.drive(job, now=timezone.now(), seconds=0)
        slices.append(perf_counter() - begun)
    if job.error or job.failures:
        raise RuntimeError(job.error or "A slice failed.")
    took, needed = sum(slices), memory() - before
    met = took <= MOST_SECONDS and max(slices) <= MOST_SLICE and needed <= MOST_MIB
    goal = f"≤ {MOST_SECONDS} s, slice ≤ {MOST_SLICE} s, ≤ {MOST_MIB} MiB: {'met' if met else 'not met'}"
    say(f"{name:<12}{took:>9.1f}{process_time() - cpu:>7.1f}{len(slices):>8}{max(slices):>9.2f}{needed:>6.0f}   {goal}")


def memory() -> float:
    """The most that this process has needed so far, in MiB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


# What is measured with


def make(attempts: int) -> None:
    """One learner sits for real, and the others do the same."""
    learners = get_user_model().objects.bulk_create(
        [get_user_model()(username=f"sitting-{number}", email=f"sitting-{number}@example.com", password="!") for number in range(attempts)]
    )
    models = [sitting(made(), learner) for learner in learners[:4]]
    for begin in range(4, attempts, 1000):
        copies(models, learners[begin : begin + 1000], begin)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def made() -> Quiz:
    """The quiz, made with the first who sits."""
    quiz = Quiz.objects.filter(slug="regraded").first()
    if quiz is not None:
        return quiz
    bank = QuestionBank.objects.create(slug="regraded", title={"en": "Regraded"})
    quiz = Quiz.objects.create(slug="regraded", title={"en": "Regraded"}, pass_percent=Decimal(75), shuffle_questions=False)
    for number in range(QUESTIONS):
        question = create_question(bank=bank, external_id=f"r-{number}", kind="single", spec=specs.single(), now=timezone.now())
        QuizSlot.objects.create(quiz=quiz, question=question, sort_order=number)
    return publish_quiz(quiz, now=timezone.now())


def sitting(quiz: Quiz, learner: Any) -> Attempt:
    """The first of four answers the question that will be dropped rightly, and nobody else does."""
    attempt = start_attempt(learner=learner, quiz=quiz, now=timezone.now())
    is_first = not Attempt.objects.at(quiz).exclude(pk=attempt.pk).exists()
    for slot in attempt.slots.select_related("version"):
        kind, spec = question_type(slot.version.kind), slot.version.spec
        right = is_first if slot.position == 1 else slot.position not in WRONG[1:]
        answer = kind.right_answer(spec) if right else kind.wrong_answer(spec)
        data = dict(kind.as_data(slot.layout, answer) or {})
        save_answer(attempt, position=slot.position, data=data, revision=0, now=timezone.now())
    return submit_attempt(attempt, now=timezone.now())


def copies(models: list[Attempt], learners: Any, begin: int) -> None:
    """The same attempts for other learners."""
    slots = {model.pk: list(model.slots.order_by("position")) for model in models}
    answers = {response.slot_id: response for response in Response.objects.filter(slot__attempt__in=models)}
    chosen = [models[(begin + number) % len(models)] for number in range(len(learners))]
    attempts = Attempt.objects.bulk_create(
        [copy_of(model, learner=learner, uuid=None) for model, learner in zip(chosen, learners, strict=True)]
    )
    pairs = [(slot, attempt) for model, attempt in zip(chosen, attempts, strict=True) for slot in slots[model.pk]]
    copied = AttemptSlot.objects.bulk_create([copy_of(slot, attempt=attempt) for slot, attempt in pairs])
    Response.objects.bulk_create([copy_of(answers[slot.pk], slot=new) for (slot, _attempt), new in zip(pairs, copied, strict=True)])


def copy_of(row: Any, **changes: Any) -> Any:
    """A new row with the values of another one."""
    names = [field.attname for field in row._meta.concrete_fields if not field.primary_key and field.name not in changes]
    return type(row)(
        **{name: getattr(row, name) for name in names}, **{name: value for name, value in changes.items() if value is not None}
    )


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
