"""Removing the demo company, and where it is not loaded."""

import pytest
from django.apps import apps
from django.contrib.auth import get_user_model
from django.core.files.base import ContentFile
from django.core.management import CommandError, call_command
from django.utils import timezone
from taggit.models import Tag
from wagtail.models import Page

from academy.certification.models import Award
from academy.demo.actions import seed_demo
from academy.demo.interchange import read_company
from academy.demo.models import DemoSeed
from academy.people.models import Person
from courses.actions import enrol
from courses.models import CoursePage
from quizzes.actions import Grant, grant_override
from quizzes.models import (
    Attempt,
    AttemptEvent,
    AttemptRequest,
    AttemptSlot,
    Mark,
    Question,
    Quiz,
    Regrade,
    RegradeLine,
    RegradeVerdict,
    Upload,
)
from tests.architecture.house import FLOORS


def leftovers():
    """How many rows there are of everything of the academy, and of accounts and words."""
    ours = [model for model in apps.get_models() if model._meta.app_label in FLOORS]
    models = (*ours, Tag, get_user_model())
    return {model.__name__: model.objects.count() for model in models if model.objects.exists()}


def use_the_engine(learner, manager, quiz):
    """Rows in every table that the attempts of the demo do not fill by themselves."""
    now = timezone.now()
    grant_override(quiz=quiz, learners=[learner], grant=Grant(extra_minutes=5), reason="Was ill", by=manager, now=now)
    AttemptRequest.objects.create(quiz=quiz, learner=learner, asked_at=now)
    closed = Attempt.objects.filter(submitted_at__isnull=False).first()
    AttemptEvent.objects.create(attempt=closed, kind="focus_lost", at=now)
    slot = closed.slots.first()
    Mark.objects.create(slot=slot, marker=manager, mark=1, marked_at=now)
    Upload.objects.create(slot=slot, file="none", name="none.pdf", size=1, sha256="0" * 64, uploaded_at=now)
    regrade = Regrade.objects.create(quiz=closed.quiz, method="drop", reason="Twice the same", applied_by=manager, applied_at=now)
    regrade.versions.add(slot.version)
    RegradeLine.objects.create(regrade=regrade, slot=slot, before={}, after={})
    RegradeVerdict.objects.create(regrade=regrade, attempt=closed, most_before=1, most_after=1, counted_before=True, counted_after=True)


def test_the_demo_shows_a_little_of_the_engine(merrowick):
    figures = Question.objects.filter(tags__name="figures")

    assert figures.count() > 3
    assert set(figures.values_list("versions__kind", flat=True)) == {"numeric"}
    assert set(Quiz.objects.filter(purpose="certification").values_list("review", flat=True)) == {"certification"}


def test_purging_removes_exactly_the_demo_company(merrowick, django_user_model):
    django_user_model.objects.create_user("host.admin")
    learner, manager = merrowick("noah.beck"), merrowick("wei.lan")
    quiz = Quiz.objects.get(slug="fast-deal-seller-exam")
    use_the_engine(learner, manager, quiz)

    call_command("seed_demo", purge=True)

    assert leftovers() == {"DealPolicy": 1, "MediaCollection": 1, "User": 1}  # the policy and the collection are the site's
    assert not CoursePage.objects.exists()
    assert Page.objects.filter(depth=2).exists()


def test_purging_removes_the_files_that_were_handed_in(merrowick, django_capture_on_commit_callbacks):
    slot = AttemptSlot.objects.filter(attempt__learner=merrowick("ren.qi")).first()
    upload = Upload(slot=slot, name="pitch.pdf", size=4, sha256="0" * 64, uploaded_at=timezone.now())
    upload.file.save("pitch.pdf", ContentFile(b"%PDF"))

    with django_capture_on_commit_callbacks(execute=True):
        call_command("seed_demo", purge=True)

    assert not Upload.objects.exists()
    assert not upload.file.storage.exists(upload.file.name)


def test_purging_is_refused_once_somebody_else_has_learned_from_it(merrowick, make_person):
    course = CoursePage.objects.filter(slug="desk-essentials").first()
    enrol(learner=make_person("newcomer"), course_key=course.translation_key, now=timezone.now())
    people = Person.objects.count()

    with pytest.raises(CommandError, match="Nothing was removed"):
        call_command("seed_demo", purge=True)

    assert Person.objects.count() == people


@pytest.mark.exhaustive
def test_an_unfinished_loading_is_removed_and_begun_again(merrowick):
    DemoSeed.objects.update(finished_at=None)
    awards = Award.objects.count()

    seeded = seed_demo(read_company(), now=timezone.now(), password="merrowick")

    assert seeded.is_new
    assert Award.objects.count() == awards
    assert DemoSeed.objects.get().finished_at is not None
