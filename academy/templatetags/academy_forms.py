"""Fields of forms in the administration that stand in no panel of Wagtail's."""

from typing import Any

from django import template
from django.forms import BoundField
from wagtail.admin.templatetags.wagtailadmin_tags import formattedfield

register = template.Library()


@register.inclusion_tag("wagtailadmin/shared/formatted_field.html")
def described_field(field: BoundField) -> dict[str, Any]:
    """Draw a field as Wagtail's panels do: its inputs name their help and what is wrong with them in `aria-describedby`.

    Wagtail's own `formattedfield` names the help only, and for fields of several inputs nothing.
    """
    help_id, error_id = f"{field.auto_id}-helptext", f"{field.auto_id}-errors"
    described = " ".join([*([help_id] if field.help_text else []), *([error_id] if field.errors else [])])
    attrs: dict[str, str | bool] = {
        **({"aria-describedby": described} if described else {}),
        **({"aria-invalid": "true"} if field.errors else {}),
    }
    shows_errors_itself = field.errors and hasattr(field.field.widget, "render_with_errors")
    drawn = None if shows_errors_itself else field.as_widget(attrs=attrs)
    context: dict[str, Any] = formattedfield(field=field, rendered_field=drawn, help_text_id=help_id, error_message_id=error_id)
    return context
