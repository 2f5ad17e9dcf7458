"""A host's own tables, named like ours and named back from users, pages and tags as ours once were."""

from django.conf import settings
from django.db import models
from taggit.managers import TaggableManager
from wagtail.models import Page


class Person(models.Model):
    """A contact with an account."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE)


class Enrolment(models.Model):
    """A place in a class."""

    learner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="enrolments")


class Award(models.Model):
    """A prize."""

    learner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="awards")


class Certificate(models.Model):
    """A paper."""

    learner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="certificates")


class Standing(models.Model):
    """A rank, with every other name that ours once took."""

    learner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="standings")
    manager = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="managed_teams")
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="owned_courses")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="quiz_attempts")


class Question(models.Model):
    """A frequent one."""

    tags = TaggableManager()


class CoursePage(Page):
    """A page about a course."""


class LessonPage(Page):
    """A page about a lesson."""
