"""The blocks of a lesson, grouped Explain / Sell / Check."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.snippets.blocks import SnippetChooserBlock

EXPLAIN = _("Explain")
SELL = _("Sell")
CHECK = _("Check")


class TableValue(blocks.StructValue):
    """A table as it is shown."""

    @property
    def labelled_rows(self) -> list[list[tuple[str, str]]]:
        """Each row as pairs of head and cell, because on a phone every cell carries its head."""
        return [list(zip(self["head"], row, strict=False)) for row in self["rows"]]


class TableBlock(blocks.StructBlock):
    """Few facts with heads: a row of heads, then rows of cells. Every row has as many cells as there are heads."""

    head = blocks.ListBlock(blocks.CharBlock(label=_("head")), label=_("heads"), min_num=1)
    rows = blocks.ListBlock(blocks.ListBlock(blocks.CharBlock(label=_("cell"), required=False), label=_("row")), label=_("rows"), min_num=1)

    class Meta:
        icon = "table"
        label = _("Table")
        group = EXPLAIN
        value_class = TableValue

    def get_searchable_content(self, value: Any) -> list[str]:
        """A text for each row: a cell alone says little."""
        return [" · ".join(cell for cell in row if cell) for row in [value["head"], *value["rows"]]]

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        width = len(cleaned["head"])
        uneven = [number for number, row in enumerate(cleaned["rows"], start=1) if len(row) != width]
        if uneven:
            raise blocks.StructBlockValidationError(
                non_block_errors=[_("Row %(row)s does not have %(width)s cells like the head.") % {"row": uneven[0], "width": width}]
            )
        return cleaned


class TalkTrackBlock(blocks.StructBlock):
    """What to say, what to avoid, and why."""

    say = blocks.TextBlock(label=_("say"))
    avoid = blocks.TextBlock(label=_("avoid"), required=False)
    why = blocks.TextBlock(label=_("why"), required=False)

    class Meta:
        icon = "openquote"
        label = _("Talk track")
        group = SELL


class ObjectionBlock(blocks.StructBlock):
    """What a customer says, what to answer, and the proof."""

    hear = blocks.TextBlock(label=_("you hear"))
    answer = blocks.TextBlock(label=_("you answer"))
    proof = blocks.TextBlock(label=_("proof"), required=False)

    class Meta:
        icon = "help"
        label = _("Objection")
        group = SELL


class OptionBlock(blocks.StructBlock):
    """One way to act in a scenario, and what comes of it."""

    text = blocks.TextBlock(label=_("what you do"))
    good = blocks.BooleanBlock(label=_("works"), required=False)
    outcome = blocks.TextBlock(label=_("what happens"))


class ScenarioBlock(blocks.StructBlock):
    """A situation with two or more ways to act."""

    situation = blocks.TextBlock(label=_("situation"))
    options = blocks.ListBlock(OptionBlock(), label=_("options"), min_num=2)

    class Meta:
        icon = "group"
        label = _("Scenario")
        group = SELL


class CalloutBlock(blocks.StructBlock):
    """One sentence that stands out: a fact, a tip or a warning."""

    tone = blocks.ChoiceBlock(choices=[("fact", _("fact")), ("tip", _("tip")), ("warning", _("warning"))], default="fact", label=_("tone"))
    text = blocks.TextBlock(label=_("text"))

    class Meta:
        icon = "info-circle"
        label = _("Callout")
        group = EXPLAIN

    def get_searchable_content(self, value: Any) -> list[str]:
        """The sentence: a reader sees the tone, and reads no word of it."""
        return [str(value["text"])]


class KitItemBlock(blocks.StructBlock):
    """A card of the sales toolkit."""

    item = blocks.RegexBlock(
        regex=r"^[a-z0-9-]+$", label=_("short name"), error_messages={"invalid": _("Use small letters, digits and dashes.")}
    )
    title = blocks.CharBlock(label=_("title"))

    class Meta:
        icon = "doc-full"
        label = _("Kit item")
        group = SELL

    def get_searchable_content(self, value: Any) -> list[str]:
        """The title: nobody reads the short name."""
        return [str(value["title"])]


class LessonBody(blocks.StreamBlock):
    """The body of a lesson."""

    paragraph = blocks.RichTextBlock(
        features=["bold", "italic", "link", "document-link", "ol", "ul"], icon="pilcrow", label=_("Paragraph"), group=EXPLAIN
    )
    key_points = blocks.ListBlock(blocks.CharBlock(label=_("point")), icon="list-ul", label=_("Key points"), group=EXPLAIN)
    table = TableBlock()
    callout = CalloutBlock()
    talk_track = TalkTrackBlock()
    objection = ObjectionBlock()
    scenario = ScenarioBlock()
    checklist = blocks.ListBlock(blocks.CharBlock(label=_("item")), icon="tick", label=_("Checklist"), group=SELL)
    kit_item = KitItemBlock()
    check = SnippetChooserBlock("academy_quizzes.Question", icon="circle-check", label=_("Check"), group=CHECK)
