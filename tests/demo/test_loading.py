"""Removing the demo company, and where it is not loaded."""

import pytest
from django.contrib.auth import get_user_model
from django.core.files.base import ContentFile
from django.core.management import CommandError, call_command
from django.utils import timezone
from wagtail.models import Page

from academy.certification.models import Award, Certification
from academy.demo.actions import seed_demo
from academy.demo.interchange import read_company
from academy.demo.models import DemoSeed
from academy.people.models import Person, Team
from courses.actions import enrol
from courses.models import Capability, CoursePage
from quizzes.models import Attempt, AttemptSlot, Question, Quiz, Response, Upload


def leftovers():
    models = (Person, Team, Award, Certification, Capability, Question, Quiz, Attempt, Response, DemoSeed, get_user_model())
    return {model.__name__: model.objects.count() for model in models if model.objects.exists()}


def test_purging_removes_exactly_the_demo_company(merrowick, django_user_model):
    django_user_model.objects.create_user("host.admin")

    call_command("seed_demo", purge=True)

    assert leftovers() == {"User": 1}
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


def test_an_unfinished_loading_is_removed_and_begun_again(merrowick):
    DemoSeed.objects.update(finished_at=None)
    awards = Award.objects.count()

    seeded = seed_demo(read_company(), now=timezone.now(), password="merrowick")

    assert seeded.is_new
    assert Award.objects.count() == awards
    assert DemoSeed.objects.get().finished_at is not None
