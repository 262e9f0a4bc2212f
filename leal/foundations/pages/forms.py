"""How Django draws our forms: one field template for all of them."""

from typing import Any

from django.forms.renderers import TemplatesSetting
from django.utils.formats import localize
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

SELECT, OPTION = "django/forms/widgets/select.html", "django/forms/widgets/select_option.html"


class Renderer(TemplatesSetting):
    """Draws every form and field with our templates. Settings: FORM_RENDERER.

    A list to choose from is written without one: a template for each of forty
    places would take longer than the rest of the page.
    """

    form_template_name = "components/form.html"
    field_template_name = "components/field.html"

    def render(self, template_name: str, context: dict[str, Any], request=None) -> SafeString:
        if template_name == SELECT and (written := select(context["widget"])) is not None:
            return written
        return super().render(template_name, context, request)


def select(widget: dict[str, Any]) -> SafeString | None:
    """A list to choose from, as Django's template writes it; None when it is made of something else than options."""
    lines = [f'<select name="{conditional_escape(widget["name"])}"{attributes(widget["attrs"])}>']
    for group, options, _ in widget["optgroups"]:
        if group or any(option["template_name"] != OPTION for option in options):
            return None
        for option in options:
            value, label = conditional_escape(option["value"]), conditional_escape(localize(option["label"]))
            lines.append(f'  <option value="{value}"{attributes(option["attrs"])}>{label}</option>')
    return mark_safe("\n".join([*lines, "</select>"]))


def attributes(named: dict[str, Any]) -> str:
    """class="ds_select" required"""
    return "".join(
        f" {conditional_escape(name)}"
        if value is True
        else f' {conditional_escape(name)}="{conditional_escape(value)}"'
        for name, value in named.items()
        if value is not False
    )
