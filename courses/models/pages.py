"""Course and lesson pages: mixins with the fields and rules, and thin concrete pages.

Pages are authored in Wagtail and served by plain views at one address for all
languages; `serve()` only redirects there.
"""

from typing import TYPE_CHECKING, Any, ClassVar
from uuid import UUID

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _
from django.views.generic import RedirectView
from modelcluster.fields import ParentalKey
from wagtail import blocks
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Orderable, Page
from wagtail.search import index

from academy.letters import without_stray
from academy.staff import StaffForeignKey
from academy.texts import LineField
from academy.zones import zoned
from courses.blocks import LessonBody
from courses.models.capability import Capability
from courses.models.checks import unfit_for_a_lesson
from courses.models.languages import source_language
from courses.models.slugs import AcademyPageForm, AcademyTitlePanel

# What stands after the address of a course without being a lesson.
RESERVED = frozenset({"enrol"})


class AcademyPageMixin(models.Model):
    """A page that is served by one of our views, at one address for all languages."""

    base_form_class = AcademyPageForm
    # The explorer lists what is below in the order of the tree, which is the order of teaching; a column orders it otherwise.
    admin_default_ordering = "ord"

    if TYPE_CHECKING:  # of Page, with which the mixin is always used
        objects: ClassVar[Any]
        slug: Any
        title: Any
        translation_key: Any
        get_parent: Any
        locale: Any
        live: Any
        alias_of: Any
        alias_of_id: Any
        save: Any
        _slug_is_available: Any

    class Meta:
        abstract = True

    def academy_url(self) -> str:
        """The path of the view that shows this page. An alias has no view of its own: it leads to its original."""
        return str(self.alias_of.specific.academy_url()) if self.alias_of_id else self.own_url()

    def own_url(self) -> str:
        """The path of the view that shows this page, which is no alias."""
        raise NotImplementedError

    @property
    def course_key(self) -> UUID | None:
        """The key of the course whose lesson this is; None for a page that is no lesson."""
        return None

    @property
    def in_other_languages(self) -> Any:
        """The same page in its other languages, and aliases that Wagtail made of it there."""
        pages: Any = type(self)._default_manager
        return pages.filter(translation_key=self.translation_key).exclude(pk=self.pk).select_related("locale").order_by("pk")

    @property
    def source(self) -> Any:
        """The page in the source language, or the oldest where there is none; None where that is this page itself."""
        others = [page for page in self.in_other_languages if page.alias_of_id is None]
        if not others or self.locale.language_code == source_language():
            return None
        first = next((page for page in others if page.locale.language_code == source_language()), others[0])
        is_source = first.locale.language_code == source_language() or self.pk is None or first.pk < self.pk
        return first if is_source else None

    def get_url_parts(self, request: Any = None) -> tuple[int, str, str] | None:
        """Site id, root address and path, so that explorer, rich-text links, `page.url` and sitemap agree."""
        parts = super().get_url_parts(request)  # type: ignore[misc]  # the mixin is always used with Page
        if parts is None:
            return None
        try:
            return parts[0], parts[1], self.academy_url()
        except NoReverseMatch:
            return None

    @classmethod
    def get_search_fields(cls) -> list[Any]:
        """What authors find a page by: the administration completes words.

        Wagtail's search for visitors asks nobody to sign in and finds what is
        published, private or not, so nothing of a page is given to it.
        """
        fields: list[Any] = super().get_search_fields()  # type: ignore[misc]  # the mixin is always used with Page
        return [field for field in fields if not isinstance(field, index.SearchField)]

    def get_sitemap_urls(self, request: Any = None) -> list[Any]:
        """None: who reads a sitemap has not signed in."""
        return []

    def serve(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        return RedirectView.as_view(url=self.academy_url())(request)

    def full_clean(self, *args: Any, **kwargs: Any) -> None:
        """Drop stray signs from the title before anything is made of it."""
        self.title = without_stray(self.title).strip()
        super().full_clean(*args, **kwargs)

    def clean(self) -> None:
        """Give a translation the slug of its source: the address is made of source slugs."""
        source = self.source
        if source is not None:
            self.slug = source.slug
        super().clean()
        if source is None and not all(self._slug_is_available(self.slug, page.get_parent(), page) for page in self.in_other_languages):
            raise ValidationError({"slug": _("In another language a page beside this one has this address already. Choose another slug.")})


class AcademyIndexPageMixin(AcademyPageMixin):
    """The place in the page tree below which courses live; its address is the catalogue."""

    intro = models.TextField(_("introduction"), blank=True)

    academy_panels = [FieldPanel("intro")]

    class Meta:
        abstract = True

    def own_url(self) -> str:
        return reverse("academy_courses:catalogue")


class CoursePageMixin(AcademyPageMixin):
    """A course: what it enables, its lessons (child pages) and its quiz."""

    class Level(models.TextChoices):
        """How far a course goes."""

        FOUNDATION = "foundation", _("foundation")
        PRACTITIONER = "practitioner", _("practitioner")
        UPDATE = "update", _("update")

    class DealType(models.TextChoices):
        """Which deals it is for."""

        FAST = "fast", _("fast deals")
        HIGH = "high", _("high-ticket deals")
        ANY = "any", _("any deal")

    capability = models.ForeignKey(Capability, on_delete=models.PROTECT, null=True, related_name="courses", verbose_name=_("capability"))
    owner_person = StaffForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="academy_owned_courses",
        verbose_name=_("course owner"),
    )
    summary = models.TextField(_("summary"))
    outcomes = StreamField([("outcome", blocks.CharBlock(label=_("after this you can")))], blank=True, verbose_name=_("outcomes"))
    level = models.CharField(_("level"), max_length=20, choices=Level.choices, default=Level.FOUNDATION)
    deal_type = models.CharField(_("deal type"), max_length=10, choices=DealType.choices, default=DealType.ANY)
    product = LineField(_("product"), max_length=80, blank=True)
    version = models.PositiveSmallIntegerField(_("version"), default=1)
    version_since = models.DateField(_("version since"), null=True, blank=True)
    quiz = models.ForeignKey(
        "academy_quizzes.Quiz", on_delete=models.PROTECT, null=True, blank=True, related_name="courses", verbose_name=_("course quiz")
    )

    academy_panels = [
        FieldPanel("summary"),
        FieldPanel("outcomes"),
        MultiFieldPanel([FieldPanel("capability"), FieldPanel("owner_person"), FieldPanel("quiz")], heading=_("What it hangs from")),
        MultiFieldPanel(
            [FieldPanel("level"), FieldPanel("deal_type"), FieldPanel("product"), FieldPanel("version"), FieldPanel("version_since")],
            heading=_("Facts"),
        ),
        InlinePanel("prerequisites", label=_("course to do first")),
    ]

    class Meta:
        abstract = True

    def own_url(self) -> str:
        return reverse("academy_courses:course", args=[self.slug])

    def clean(self) -> None:
        """Keep addresses apart: a course has the same address wherever in the tree it is."""
        super().clean()
        pages: Any = type(self)._default_manager
        other = pages.filter(slug=self.slug, alias_of=None).exclude(translation_key=self.translation_key).first()
        if other is not None:
            words = _("The course “%(title)s” has this address already. Choose another slug.")
            raise ValidationError({"slug": words % {"title": other.title}})


class LessonPageMixin(AcademyPageMixin):
    """A lesson of a course."""

    minutes = models.PositiveSmallIntegerField(_("minutes"), default=5)
    body = StreamField(LessonBody(), blank=True, verbose_name=_("body"))
    checked_by = StaffForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("checked by"),
    )
    checked_on = models.DateField(_("checked on"), null=True, blank=True)

    academy_panels = [
        FieldPanel("minutes"),
        FieldPanel("body"),
        MultiFieldPanel([FieldPanel("checked_by"), FieldPanel("checked_on")], heading=_("Expert check")),
    ]

    class Meta:
        abstract = True

    def own_url(self) -> str:
        return reverse("academy_courses:lesson", args=[self.get_parent().slug, self.slug])

    @property
    def course_key(self) -> UUID | None:
        key: UUID = self.get_parent().translation_key
        return key

    def clean(self) -> None:
        """Keep the addresses free that are verbs of the course, and out of the lesson what it cannot ask."""
        super().clean()
        if self.slug in RESERVED:
            raise ValidationError({"slug": _("This word is an address of its own. Choose another slug.")})
        asked = [block.value.pk for block in self.body if block.block_type == "check" and block.value is not None]
        words = _(
            "“%(question)s” cannot be a check: a lesson asks only what is answered once and marked by rule. Ask it in a quiz, and choose another question here."
        )
        unfit = [words % {"question": version} for version in unfit_for_a_lesson(asked)] if asked else []
        if unfit:
            raise ValidationError({"body": unfit})


class AcademyIndexPage(AcademyIndexPageMixin, Page):
    """The academy's place in the page tree."""

    page_ptr = models.OneToOneField(Page, on_delete=models.CASCADE, parent_link=True, primary_key=True, related_name="academy_index_page")
    content_panels = [AcademyTitlePanel("title"), *AcademyIndexPageMixin.academy_panels]
    settings_panels = zoned(Page.settings_panels)
    subpage_types = ["academy_courses.CoursePage"]
    template = "academy/courses/preview_index.html"

    class Meta:
        verbose_name = _("academy")
        verbose_name_plural = _("academies")


class CoursePage(CoursePageMixin, Page):
    """A course: an ordered run of lessons, closed by a quiz."""

    page_ptr = models.OneToOneField(Page, on_delete=models.CASCADE, parent_link=True, primary_key=True, related_name="academy_course_page")
    if TYPE_CHECKING:  # Wagtail's manager is untyped
        _default_manager: ClassVar[models.Manager[Any]]

    content_panels = [AcademyTitlePanel("title"), *CoursePageMixin.academy_panels]
    settings_panels = zoned(Page.settings_panels)
    parent_page_types = ["academy_courses.AcademyIndexPage"]
    subpage_types = ["academy_courses.LessonPage"]
    template = "academy/courses/preview_course.html"

    class Meta:
        verbose_name = _("course")
        verbose_name_plural = _("courses")


class LessonPage(LessonPageMixin, Page):
    """A lesson: blocks that explain, sell and check."""

    page_ptr = models.OneToOneField(Page, on_delete=models.CASCADE, parent_link=True, primary_key=True, related_name="academy_lesson_page")
    content_panels = [AcademyTitlePanel("title"), *LessonPageMixin.academy_panels]
    settings_panels = zoned(Page.settings_panels)
    parent_page_types = ["academy_courses.CoursePage"]
    subpage_types: list[str] = []
    template = "academy/courses/preview_lesson.html"

    class Meta:
        verbose_name = _("lesson")
        verbose_name_plural = _("lessons")


class Prerequisite(Orderable, models.Model):
    """A course to do first. It is named, never enforced."""

    course = ParentalKey(CoursePage, on_delete=models.CASCADE, related_name="prerequisites", verbose_name=_("course"))
    # Restricted, not protected: two courses that go together may name each other.
    first = models.ForeignKey(CoursePage, on_delete=models.RESTRICT, related_name="+", verbose_name=_("do first"))

    class Meta(Orderable.Meta):
        verbose_name = _("course to do first")
        verbose_name_plural = _("courses to do first")

    def __str__(self) -> str:
        return str(self.first)
