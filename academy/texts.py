"""Short texts that exist in several languages and belong to one row.

A capability, a certification or a rubric row is one thing with one standing
and one statistic, whatever language it is read in; so its short texts are one
value with a text per language, not a row per language. Pages (courses,
lessons) are translated by Wagtail instead.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from academy.letters import without_stray

if TYPE_CHECKING:
    Line = models.CharField[str, str]
else:
    Line = models.CharField


def content_languages() -> list[tuple[str, str]]:
    """Codes and names of the languages that content may be written in, the default one first."""
    return list(getattr(settings, "WAGTAIL_CONTENT_LANGUAGES", None) or [(settings.LANGUAGE_CODE, settings.LANGUAGE_CODE)])


def best_language(available: Mapping[str, Any], wanted: str | None = None) -> str:
    """The language to show: the wanted one, its closest relative, the default, else any that is there."""
    wanted = (wanted or get_language() or settings.LANGUAGE_CODE).lower()
    filled = {code.lower(): code for code, text in available.items() if text}
    for candidate in (wanted, wanted.split("-")[0], *(code for code, _name in content_languages())):
        if candidate in filled:
            return filled[candidate]
        relatives = [code for low, code in filled.items() if low.split("-")[0] == candidate.split("-")[0]]
        if candidate == wanted and relatives:
            return relatives[0]
    return next(iter(filled.values()), "")


class LocalisedText(dict[str, str]):
    """A text per language; as a string it is the text in the language of the moment."""

    def __str__(self) -> str:
        return self.get(best_language(self), "")

    def __bool__(self) -> bool:
        return any(self.values())

    def say(self, language: str | None = None) -> str:
        """The text in `language`, or in the closest language that has one."""
        return self.get(best_language(self, language), "")

    @property
    def borrowed_from(self) -> str:
        """The language shown when it is not the reader's own, else an empty string."""
        shown = best_language(self)
        own = (get_language() or settings.LANGUAGE_CODE).lower()
        return "" if not shown or shown.split("-")[0].lower() == own.split("-")[0] else shown


def localised(value: Any) -> LocalisedText:
    """Read a plain string (default language) or a mapping of texts. Raises TypeError for anything else."""
    if value is None:
        return LocalisedText()
    if isinstance(value, str):
        return LocalisedText({content_languages()[0][0]: value}) if value else LocalisedText()
    if isinstance(value, Mapping):
        return LocalisedText({str(code): str(text) for code, text in value.items() if text})
    raise TypeError(f"not a text: {value!r}")


def kept_texts(value: Any) -> LocalisedText:
    """The texts as they are stored: without stray signs that nobody sees, and without those that are nothing else."""
    texts = {code: without_stray(text) for code, text in localised(value).items()}
    return LocalisedText({code: text for code, text in texts.items() if text.strip()})


class LocalisedWidget(forms.MultiWidget):
    """One input per content language, each with its own label."""

    template_name = "academy/widgets/localised.html"

    def __init__(self, attrs: dict[str, Any] | None = None, *, long: bool = False) -> None:
        kind: type[forms.Widget] = forms.Textarea if long else forms.TextInput
        names = content_languages()
        each = {"rows": 3} if long else {}
        super().__init__({code: kind({**each, "lang": code, "aria-label": name}) for code, name in names}, attrs)

    def decompress(self, value: Any) -> list[str]:
        texts = localised(value)
        return [texts.get(code, "") for code, _name in content_languages()]

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value if isinstance(value, list) else self.decompress(value), attrs)
        for (_code, label), part in zip(content_languages(), context["widget"]["subwidgets"], strict=True):
            part["label"] = label
        return context


class LocalisedFormField(forms.MultiValueField):
    """Needs at least one language when required; the rest may stay empty and is then borrowed."""

    def __init__(self, *, long: bool = False, required: bool = True, **options: Any) -> None:
        for unused in ("encoder", "decoder", "max_length", "empty_value"):
            options.pop(unused, None)
        parts = tuple(forms.CharField(required=False) for _language in content_languages())
        super().__init__(parts, require_all_fields=False, required=required, **{**options, "widget": LocalisedWidget(long=long)})

    def compress(self, data_list: list[str]) -> LocalisedText:
        codes = [code for code, _name in content_languages()]
        # A browser ends every line with two signs; the text that was read had one.
        texts = {code: text.replace("\r\n", "\n") for code, text in zip(codes, data_list, strict=False) if text}
        return LocalisedText({code: text.strip() for code, text in kept_texts(texts).items()})

    def validate(self, value: LocalisedText) -> None:
        if self.required and not value:
            raise ValidationError(self.error_messages["required"], code="required")

    def has_changed(self, initial: Any, data: Any) -> bool:
        return localised(initial) != self.compress(list(data or []))


class LocalisedTextField(models.JSONField):
    """Stores a `LocalisedText` as one JSON object. `long=True` asks for text areas in forms."""

    def __init__(self, *args: Any, long: bool = False, **options: Any) -> None:
        self.long = long
        options.setdefault("default", LocalisedText)
        super().__init__(*args, **options)

    def deconstruct(self) -> Any:
        name, path, args, options = super().deconstruct()
        if self.long:
            options["long"] = True
        return name, path, args, options

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> LocalisedText:
        return localised(super().from_db_value(value, expression, connection))

    def to_python(self, value: Any) -> LocalisedText:
        return kept_texts(super().to_python(value))

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        """Let the row in memory say what is stored."""
        value = super().pre_save(model_instance, add)
        if isinstance(value, str | Mapping):
            value = kept_texts(value)
            setattr(model_instance, self.attname, value)
        return value

    def get_prep_value(self, value: Any) -> Any:
        return super().get_prep_value(dict(kept_texts(value)) if isinstance(value, str | Mapping) else value)

    def validate(self, value: Any, model_instance: models.Model | None) -> None:
        if not self.blank and not localised(value):
            raise ValidationError(_("Write this text in at least one language."), code="blank")

    def formfield(self, **options: Any) -> Any:
        options.pop("form_class", None)
        options.pop("choices_form_class", None)
        return models.Field.formfield(self, form_class=LocalisedFormField, long=self.long, **options)


class LineField(Line):
    """A name or title in one language, stored without stray signs that nobody sees."""

    def deconstruct(self) -> Any:
        """The column is that of any short text."""
        name, _path, args, options = super().deconstruct()
        return name, "django.db.models.CharField", args, options

    def to_python(self, value: Any) -> Any:
        value = super().to_python(value)
        return without_stray(value).strip() if isinstance(value, str) else value

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        """Let the row in memory say what is stored."""
        value = self.to_python(super().pre_save(model_instance, add))
        setattr(model_instance, self.attname, value)
        return value


def named(words: str, field: str) -> models.Q:
    """A condition on a `LocalisedTextField`: these words, in any language of the content, capitals or not."""
    found = models.Q()
    for code, _name in content_languages():
        found |= models.Q(**{f"{field}__{code}__icontains": words})
    return found
