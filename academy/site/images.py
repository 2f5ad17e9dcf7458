"""Pictures that authors upload: read through before they are kept."""

from typing import Any

from django.core.exceptions import ValidationError
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm


class WholeImageField(WagtailImageField):
    """Wagtail's field, which looks at the first bytes of a picture and lets the decoder fail later on. Ours says so at the field."""

    def check_image_pixel_size(self, f: Any) -> None:
        try:
            super().check_image_pixel_size(f)
        except ValidationError:
            raise
        except Exception as error:
            raise ValidationError(self.error_messages["invalid_image"], code="invalid_image") from error


class WholeImageForm(BaseImageForm):
    """Wagtail's form of a picture with that field (WAGTAILIMAGES_IMAGE_FORM_BASE)."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        file = self.fields.get("file")  # the form for what was uploaded already has none
        if file is not None:
            self.fields["file"] = WholeImageField(
                label=file.label, required=file.required, widget=file.widget, max_length=file.max_length, initial=file.initial
            )
