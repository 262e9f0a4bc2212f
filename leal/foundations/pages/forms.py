"""How Django draws our forms: one field template for all of them."""

from django.forms.renderers import TemplatesSetting


class Renderer(TemplatesSetting):
    """Draws every form and field with our templates. Settings: FORM_RENDERER."""

    form_template_name = "components/form.html"
    field_template_name = "components/field.html"
