"""What the editor of a quiz shows: the usual thing in sight, everything else folded under a heading."""

from typing import Any, Final

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, ObjectList, Panel

from academy.zones import with_zone
from quizzes.forms.quiz_slots import PARTS, SlotForm
from quizzes.forms.quizzes import QuizForm
from quizzes.models import Quiz
from quizzes.reports import coverage_of

FOLDED: Final = "collapsed"
NAMESPACE: Final = "wagtailsnippets_academy_quizzes_quiz"


class SlotsPanel(InlinePanel):
    """The parts of a quiz, each with its own form."""

    def get_form_options(self) -> dict[str, Any]:
        options: dict[str, Any] = super().get_form_options()
        options["formsets"][self.relation_name]["form"] = SlotForm
        return options


class CoveragePanel(Panel):
    """What the parts cover, as they stand on the page."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "academy/quizzes/cms/coverage_panel.html"

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            context: dict[str, Any] = super().get_context_data(parent_context)
            return {
                **context,
                "coverage": coverage_of(self.form.current_parts()),
                "coverage_url": reverse(f"{NAMESPACE}:coverage"),
                "dry_run_url": reverse(f"{NAMESPACE}:dry_run_of_form"),
            }


SLOT_PANELS: Final = [
    FieldRowPanel([FieldPanel("bank"), FieldPanel("draw")]),
    FieldRowPanel([FieldPanel("question"), FieldPanel("version")]),
    MultiFieldPanel(
        [
            FieldPanel("section"),
            FieldRowPanel([FieldPanel("tags"), FieldPanel("tags_match")]),
            FieldRowPanel([FieldPanel("level"), FieldPanel("include_children")]),
            FieldPanel("points"),
        ],
        heading=_("Section, tags, level and points"),
        classname=FOLDED,
    ),
]

EDITOR: Final = ObjectList(
    [
        MultiFieldPanel(
            [
                FieldPanel("title"),
                FieldPanel("slug"),
                FieldPanel("purpose"),
                FieldRowPanel([FieldPanel("pass_percent"), FieldPanel("state")]),
            ],
            heading=_("Quiz"),
        ),
        SlotsPanel(
            PARTS,
            heading=_("Questions"),
            label=_("part"),
            help_text=_("Each part is a number of questions drawn from a bank, or one fixed question."),
            panels=SLOT_PANELS,
        ),
        CoveragePanel(heading=_("What this quiz covers")),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("time_limit_minutes"), FieldPanel("max_attempts")]),
                FieldRowPanel(
                    [
                        FieldPanel("opens_at", help_text=with_zone(Quiz._meta.get_field("opens_at").help_text)),
                        FieldPanel("closes_at", help_text=with_zone(Quiz._meta.get_field("closes_at").help_text)),
                    ]
                ),
                FieldRowPanel([FieldPanel("on_expiry"), FieldPanel("grace_minutes")]),
            ],
            heading=_("Time"),
            help_text=_("How long an attempt takes, and when it can be taken."),
            classname=FOLDED,
        ),
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("cooloff_minutes"), FieldPanel("cooloff_later_minutes")]), FieldPanel("keep")],
            heading=_("Between attempts"),
            help_text=_("How long to wait before trying again, and which attempt counts."),
            classname=FOLDED,
        ),
        MultiFieldPanel(
            [
                FieldPanel("behaviour"),
                FieldRowPanel([FieldPanel("shuffle_questions"), FieldPanel("shuffle_choices")]),
                FieldRowPanel([FieldPanel("questions_per_page"), FieldPanel("one_way")]),
                FieldPanel("single_device"),
                FieldPanel("open_book"),
            ],
            heading=_("Answering"),
            help_text=_("How questions are shown and answered."),
            classname=FOLDED,
        ),
        MultiFieldPanel(
            [FieldPanel("review"), FieldPanel("review_table"), FieldPanel("words_passed"), FieldPanel("words_failed")],
            heading=pgettext_lazy("of an attempt", "Review"),
            help_text=_("What learners see of an attempt once it is handed in."),
            classname=FOLDED,
        ),
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("anonymous_marking"), FieldPanel("two_markers")])],
            heading=_("Marking by people"),
            help_text=_("Only where a question waits for somebody to mark it."),
            classname=FOLDED,
        ),
    ],
    base_form_class=QuizForm,
)
