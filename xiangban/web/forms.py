"""How every form of the house is drawn: label, hint, error beside the value, look of the widget.

What a form asks is in the rooms above; the drawing itself is in templates/web/form.html and field.html.
"""

from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.forms.renderers import TemplatesSetting

# Values of these widgets are words of the reader; a password or the code of a choice is never repeated.
_SPEAKING = (forms.TextInput, forms.Textarea, forms.DateInput, forms.DateTimeInput, forms.TimeInput)
_LONGEST_REPEAT = 40


class DayInput(forms.DateInput):
    """A day, picked with the browser's own calendar and sent as 2026-09-01."""

    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%d")


class PageBoundField(BoundField):
    """A field on a page: its widget carries the look, its error can repeat what was written."""

    def build_widget_attrs(self, attrs: dict[str, Any], widget: forms.Widget | None = None) -> dict[str, Any]:
        shown = widget or self.field.widget
        attrs = super().build_widget_attrs(attrs, shown)
        look = [shown.attrs.get("class", ""), attrs.get("class", ""), _look_of(shown)]
        if self.errors and look[-1]:
            look.append("is-invalid")
        if classes := " ".join(filter(None, look)):
            attrs["class"] = classes
        return attrs

    @property
    def written(self) -> str:
        """What the reader wrote, for the error sentence; "" where it must not or need not be repeated."""
        widget = self.field.widget
        if not isinstance(widget, _SPEAKING) or isinstance(widget, forms.PasswordInput):
            return ""
        text = str(self.value() or "").strip()
        return text if len(text) <= _LONGEST_REPEAT else f"{text[:_LONGEST_REPEAT]}…"

    @property
    def target(self) -> str:
        """The id an error link jumps to; a group of choices is entered at its first."""
        return self.id_for_label or f"{self.auto_id}_0"

    @property
    def is_single_check(self) -> bool:
        """Whether the field is one box to tick, whose label stands behind it."""
        return isinstance(self.field.widget, forms.CheckboxInput)


class PageFormRenderer(TemplatesSetting):
    """The renderer named in the settings: `{{ form }}` draws summary and fields, each field by field.html."""

    form_template_name = "web/form.html"
    field_template_name = "web/field.html"
    bound_field_class = PageBoundField


def _look_of(widget: forms.Widget) -> str:
    if isinstance(widget, forms.CheckboxInput):
        return "form-check-input"
    if isinstance(widget, forms.RadioSelect | forms.CheckboxSelectMultiple):
        return ""
    if isinstance(widget, forms.Select):
        return "form-select"
    return "" if widget.is_hidden else "form-control"
