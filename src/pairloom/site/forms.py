from django.forms.renderers import TemplatesSetting


class PairloomRenderer(TemplatesSetting):
    """Renders forms and fields with our own templates."""

    form_template_name = "forms/form.html"
    field_template_name = "forms/field.html"
