"""Edit views of the administration that never overwrite what somebody else has saved since the form was loaded."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.http import HttpResponseBase
from django.template.loader import select_template
from django.utils.translation import gettext as _

from academy.editing.differences import Difference, differences
from academy.editing.stored import OVER, SEEN, digest, seen_in, without_gone_rows


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why nothing was saved: what is stored now beside what was typed, who saved it and when, and what allows to replace it."""

    differences: Sequence[Difference]
    digest: str
    by: Any = None
    at: datetime | None = None
    form_id: str = "w-editor-form"


class RefusesStale:
    """Mixed before one of Wagtail's edit views: a form is saved only over what its author has looked at.

    The form carries a digest of what was stored when it was loaded. What is sent
    with another digest, or without one, and would replace something that is
    stored is refused: the page shows the form as it was typed, what is stored
    now beside it, and a box that allows to replace exactly that. Reading,
    comparing and saving happen in one transaction that holds the row.
    """

    object: Any
    model: Any
    request: Any
    refusal: Refusal | None = None
    _digest: str = ""
    _sent: Any = None

    def stored_stamp(self) -> Any:
        """What changes with a save beside the fields of the form, such as the number of a version."""
        return None

    def post(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponseBase:
        with transaction.atomic():
            self.model._base_manager.select_for_update(of=("self",), no_key=True).filter(pk=self.object.pk).first()
            self.object = self.get_object()  # type: ignore[attr-defined]  # always mixed into one of Wagtail's views
            stored = self._stored_form()
            self._digest = digest(stored, self.stored_stamp())
            if seen_in(request.POST) != self._digest:
                self._sent = without_gone_rows(request.POST, stored)
                mine = self.get_form()  # type: ignore[attr-defined]  # the same
                found = differences(stored, mine)
                if any(one.overwrites for one in found):
                    return self._refuse(mine, found)
            return super().post(request, *args, **kwargs)  # type: ignore[misc, no-any-return]  # the same

    def get_form_kwargs(self) -> dict[str, Any]:
        options: dict[str, Any] = super().get_form_kwargs()  # type: ignore[misc]  # the same
        return options if self._sent is None else {**options, "data": self._sent}

    def get_template_names(self) -> list[str]:
        return ["academy/editing/edit.html"]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)  # type: ignore[misc]  # the same
        return {
            **context,
            "edited_in": select_template(super().get_template_names()),  # type: ignore[misc]  # the same
            "refusal": self.refusal,
            "seen_name": SEEN,
            "over_name": OVER,
            "seen": self._seen(),
        }

    def _seen(self) -> str:
        """What the form says that it was loaded with: after a refusal what it said before."""
        if self.refusal is not None:
            return str(self.request.POST.get(SEEN, ""))
        return self._digest or digest(self._stored_form(), self.stored_stamp())

    def _stored_form(self) -> Any:
        """The form that nobody has typed in, on a row of its own: a bound form changes its row."""
        options = {key: value for key, value in self.get_form_kwargs().items() if key not in ("data", "files")}
        return self.get_form_class()(**{**options, "instance": self.get_object()})  # type: ignore[attr-defined]  # the same

    def _refuse(self, form: Any, found: Sequence[Difference]) -> HttpResponseBase:
        last = self.get_last_updated_info()  # type: ignore[attr-defined]  # the same
        self.refusal = Refusal(found, self._digest, by=last and last.user, at=last and last.timestamp)
        self.produced_error_message = _("Nothing was saved: this has been changed since you opened it.")
        response: HttpResponseBase = self.form_invalid(form)  # type: ignore[attr-defined]  # the same
        response.status_code = 409
        return response
