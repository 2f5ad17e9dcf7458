"""Says after saving that a certificate cannot print a name."""

from typing import Any

from django.contrib import messages


class SaysWhatIsNotPrinted:
    """Mixed into a view whose form has `unprinted()`: by field, what certificates make of a name they cannot print."""

    def form_valid(self, form: Any) -> Any:
        response = super().form_valid(form)  # type: ignore[misc]  # always mixed into one of Wagtail's views
        request = self.request  # type: ignore[attr-defined]  # always mixed into one of Wagtail's views
        for sentence in form.unprinted().values():
            messages.warning(request, f"{form.instance}: {sentence}")
        return response
