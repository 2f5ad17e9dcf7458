"""Question banks, questions and their versions."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from typing import Any, ClassVar, Self
from uuid import uuid4

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Case, Count, Exists, OuterRef, Q, Subquery, Value, When
from django.utils.translation import gettext_lazy as _
from taggit.managers import TaggableManager
from taggit.models import ItemBase, Tag

from academy.staff import StaffForeignKey
from academy.texts import LocalisedText, LocalisedTextField, content_languages, localised
from quizzes.question_types import kinds


class QuestionBankQuerySet(models.QuerySet["QuestionBank"]):
    """Reads of banks."""

    def with_question_count(self) -> Self:
        """Each bank with `in_use`, the number of its questions that can be drawn."""
        drawable = Q(questions__retired_at=None, questions__versions__published_at__isnull=False)
        return self.annotate(in_use=Count("questions", filter=drawable, distinct=True))

    def as_tree(self) -> Self:
        """Each bank after the one that it lies in, with `depth`, and with `in_all`: questions in use with those of the banks inside."""
        banks = list(self.model.objects.with_question_count().order_by("slug"))
        parents = {bank.pk: bank.parent_id for bank in banks}
        tree = _tree(list(parents.items()))
        own: dict[int, int] = {bank.pk: bank.in_use for bank in banks}
        lines = {bank: _line(bank, parents) for bank in own}
        in_all = {bank: sum(number for one, number in own.items() if bank in lines[one]) for bank in own}
        return (
            self.with_question_count()
            .annotate(
                place=_valued({bank: place for place, (bank, _depth) in enumerate(tree)}), depth=_valued(dict(tree)), in_all=_valued(in_all)
            )
            .order_by("place")
        )


class QuestionBank(models.Model):
    """A pool of questions. The score per bank is the score per capability."""

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    slug = models.SlugField(_("slug"), unique=True, max_length=80)
    title = LocalisedTextField(_("title"))
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="children", verbose_name=_("inside"))

    objects = QuestionBankQuerySet.as_manager()

    # Set by `with_question_count`, and only by it.
    in_use: int

    class Meta:
        verbose_name = _("question bank")
        verbose_name_plural = _("question banks")
        ordering = ["slug"]

    def __str__(self) -> str:
        return str(self.title) or self.slug

    def clean(self) -> None:
        if self.pk and self.parent is not None and self.pk in self.parent.with_ancestors():
            raise ValidationError({"parent": _("A bank cannot lie inside itself, or inside a bank that lies in it.")})

    def with_ancestors(self) -> list[int]:
        """This bank and every bank that it lies in, from the inside out. Two queries at most."""
        return _line(self.pk, dict(QuestionBank.objects.values_list("pk", "parent_id")))

    @staticmethod
    def families(banks: Collection[int]) -> dict[int, frozenset[int]]:
        """Each of these banks with all that lie in it, however deep, and itself. One query."""
        parents = dict(QuestionBank.objects.values_list("pk", "parent_id"))
        lines = {bank: _line(bank, parents) for bank in parents}
        return {bank: frozenset(one for one, line in lines.items() if bank in line) for bank in banks}


def _line(bank: int, parents: Mapping[int, int | None]) -> list[int]:
    line: list[int] = []
    at: int | None = bank
    while at is not None and at not in line:
        line.append(at)
        at = parents.get(at)
    return line


def _tree(rows: Sequence[tuple[int, int | None]]) -> list[tuple[int, int]]:
    """Every bank with its depth, each after the one that it lies in; the given order among those that lie side by side."""
    inside: dict[int | None, list[int]] = defaultdict(list)
    for bank, parent in rows:
        inside[parent].append(bank)
    listed: list[tuple[int, int]] = []
    waiting = [(bank, 0) for bank in reversed(inside[None])]
    while waiting:
        bank, depth = waiting.pop()
        listed.append((bank, depth))
        waiting += [(one, depth + 1) for one in reversed(inside[bank])]
    return listed


def _valued(values: Mapping[int, int]) -> Case:
    """A number for each row, by its primary key."""
    return Case(*(When(pk=pk, then=Value(number)) for pk, number in values.items()), default=Value(0), output_field=models.IntegerField())


class QuestionQuerySet(models.QuerySet["Question"]):
    """Reads of questions."""

    def in_use(self) -> Self:
        """Questions that can be drawn: not retired, with a published version."""
        published = QuestionVersion.objects.published().filter(question=OuterRef("pk"))
        return self.filter(Exists(published), retired_at=None)

    def with_newest(self) -> Self:
        """Each question with `newest_kind`, `newest_number` and `newest_stem` of its newest version, for lists."""
        newest = QuestionVersion.objects.filter(question=OuterRef("pk")).order_by("-number")
        return self.annotate(
            newest_kind=Subquery(newest.values("kind")[:1]),
            newest_number=Subquery(newest.values("number")[:1]),
            newest_stem=Subquery(newest.values("spec__stem")[:1]),
        )

    def saying(self, words: str) -> Self:
        """Questions whose short name, or whose text in any language, holds these words."""
        found = Q(external_id__icontains=words)
        for code, _name in content_languages():
            found |= Q(**{f"versions__spec__stem__{code}__icontains": words})
        return self.filter(found).distinct()

    def withheld_in_reviews_from(self, learner: Any, *, quiz_id: int) -> Self:
        """Questions that no review of this quiz shows this learner now: pinned in an open attempt at it, or at any that is more than practice.

        So an older attempt is no oracle for the one that is open.
        """
        attempt = "versions__attempt_slots__attempt"
        asking = Q(**{f"{attempt}__quiz": quiz_id}) | Q(**{f"{attempt}__quiz__purpose__in": ("graded", "certification")})
        return self.filter(asking, **{f"{attempt}__learner": learner, f"{attempt}__submitted_at": None}).distinct()


class QuestionTag(ItemBase):
    """A word that an author put on a question, so that pools can be drawn by it."""

    content_object = models.ForeignKey("Question", on_delete=models.CASCADE, related_name="tagged", verbose_name=_("question"))
    tag = models.ForeignKey(Tag, on_delete=models.CASCADE, related_name="+", verbose_name=_("tag"))

    objects: ClassVar[models.Manager["QuestionTag"]] = models.Manager()

    class Meta:
        verbose_name = _("tag of a question")
        verbose_name_plural = _("tags of questions")
        constraints = [models.UniqueConstraint(fields=["content_object", "tag"], name="one_tag_once_on_a_question")]

    def __str__(self) -> str:
        return f"{self.content_object_id} {self.tag_id}"

    @classmethod
    def in_use(cls) -> models.QuerySet[Tag]:
        """The tags that questions have, by name."""
        return cls.tags_for(Question).order_by("name")

    @classmethod
    def tags_for(cls, model: Any, instance: Any = None, **extra_filters: Any) -> models.QuerySet[Tag]:
        """The tags of one question, or of all: a tag knows nothing of questions, so they are found from here."""
        items = cls.objects.all() if instance is None else cls.objects.filter(content_object=instance)
        tags: models.QuerySet[Tag] = Tag.objects.filter(pk__in=items.values("tag"), **extra_filters)
        return tags


class Question(models.Model):  # type: ignore[django-manager-missing]  # of `tagged`: taggit has no types
    """The identity of a question; what it asks and its key live in versions."""

    class Level(models.IntegerChoices):
        """How demanding a question is."""

        RECALL = 1, _("recall")
        APPLY = 2, _("apply")
        JUDGE = 3, _("judge")

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    bank = models.ForeignKey(QuestionBank, on_delete=models.PROTECT, related_name="questions", verbose_name=_("question bank"))
    external_id = models.SlugField(_("short name"), max_length=80, help_text=_("Unique in its bank; used by imports and links."))
    topic = models.UUIDField(
        _("topic"),
        null=True,
        blank=True,
        db_index=True,
        help_text=_("What the question is about; the layer above gives it a title and a link."),
    )
    level = models.PositiveSmallIntegerField(_("level"), choices=Level.choices, default=Level.RECALL)
    owner = StaffForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("owner")
    )
    retired_at = models.DateTimeField(_("retired at"), null=True, blank=True, editable=False)
    tags = TaggableManager(
        through=QuestionTag,
        blank=True,
        related_name="academy_questions",
        verbose_name=_("tags"),
        help_text=_("Words by which a quiz can draw it."),
    )

    objects = QuestionQuerySet.as_manager()

    class Meta:
        verbose_name = _("question")
        verbose_name_plural = _("questions")
        ordering = ["bank_id", "external_id"]
        constraints = [models.UniqueConstraint(fields=["bank", "external_id"], name="one_question_per_bank_and_short_name")]

    # Set by `with_newest`, and only by it.
    newest_kind: str | None
    newest_number: int | None
    newest_stem: dict[str, str] | None

    def __str__(self) -> str:
        return self.external_id

    def _asked(self) -> str:
        """What is asked, where `with_newest` has read it; else the short name."""
        return str(localised(getattr(self, "newest_stem", None))) or self.external_id

    _asked.short_description = _("question")  # type: ignore[attr-defined]  # how lists of the administration are headed
    asked = property(_asked)


class QuestionVersionQuerySet(models.QuerySet["QuestionVersion"]):
    """Reads of versions."""

    def published(self) -> Self:
        return self.filter(published_at__isnull=False)

    def current(self) -> Self:
        """The newest published version of each question."""
        newer = self.model.objects.published().filter(question=OuterRef("question"), number__gt=OuterRef("number"))
        return self.published().filter(~Exists(newer))

    def drawable(self) -> Self:
        """What an attempt can pin: the current version of every question that is not retired."""
        return self.current().filter(question__retired_at=None)

    def answered_in(self, quiz: Any) -> Self:
        """Versions that closed attempts at a quiz were asked, with `attempts`, how many those are, and `newest`, the number of the newest."""
        closed = Q(attempt_slots__attempt__quiz=quiz, attempt_slots__attempt__submitted_at__isnull=False)
        newest = self.model.objects.published().filter(question=OuterRef("question")).order_by("-number")
        asked = self.filter(closed).annotate(attempts=Count("attempt_slots"), newest=Subquery(newest.values("number")[:1]))
        return asked.order_by("question__external_id", "number")

    def asked_by(self, quiz: Any) -> Self:
        """Versions of the questions that a quiz names, or may draw from a bank. One query more where banks lie inside banks."""
        deep = [part.bank_id for part in quiz.slots.all() if part.bank_id and part.include_children]
        inside = {bank for family in QuestionBank.families(deep).values() for bank in family} if deep else set()
        named = Q(question__slots__quiz=quiz) | Q(question__bank__slots__quiz=quiz)
        return self.filter(named | Q(question__bank__in=inside)).distinct()


class QuestionVersion(models.Model):
    """One wording and key of a question: texts of all languages, one statistic. Immutable once an attempt pins it.

    It goes with its question: whatever pins a version protects both.
    """

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="versions", verbose_name=_("question"))
    number = models.PositiveIntegerField(_("version"))
    kind = models.CharField(_("type"), max_length=20, choices=kinds)
    spec = models.JSONField(_("specification"), help_text=_("Checked by the question's type."))
    published_at = models.DateTimeField(_("published at"), null=True, blank=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("made by")
    )
    made_at = models.DateTimeField(_("made at"))

    objects = QuestionVersionQuerySet.as_manager()

    class Meta:
        verbose_name = _("question version")
        verbose_name_plural = _("question versions")
        ordering = ["question_id", "number"]
        constraints = [
            models.UniqueConstraint(fields=["question", "number"], name="one_question_version_per_number"),
            models.CheckConstraint(condition=Q(number__gte=1), name="question_versions_count_from_one"),
        ]

    def __str__(self) -> str:
        return str(self.stem)

    def is_used(self) -> bool:
        """Whether an attempt, or a row of any layer above, refers to this version, so that nobody may change it."""
        return any(getattr(self, relation.get_accessor_name() or "").exists() for relation in self._meta.related_objects)

    @property
    def stem(self) -> LocalisedText:
        """The question as asked, per language."""
        return localised(self.spec.get("stem"))
