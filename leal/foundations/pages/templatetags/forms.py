"""Forms, buttons, pages of a list, long work."""

from django import template

from ..parts import Progress, TwoWordings

register = template.Library()


@register.inclusion_tag("components/error_summary.html")
def error_summary(form):
    """What is wrong and how to mend it, each a link to its field; nothing when nothing is."""
    return {"form": form, "count": sum(len(errors) for errors in form.errors.values()) if form.is_bound else 0}


@register.inclusion_tag("components/button.html")
def button(text: str, *, href: str = "", secondary: bool = False, name: str = "", value: str = ""):
    """A button, or with `href` a link that looks like one."""
    return {"text": text, "href": href, "secondary": secondary, "name": name, "value": value}


@register.inclusion_tag("components/pagination.html", takes_context=True)
def pagination(context, page, label: str = "Pages"):
    """The pages of a long list, from Django's Paginator. Other parts of the address stay."""
    query = context["request"].GET.copy() if "request" in context else None
    links = [(number, _address(query, number)) for number in page.paginator.get_elided_page_range(page.number)]
    before = _address(query, page.previous_page_number()) if page.has_previous() else ""
    after = _address(query, page.next_page_number()) if page.has_next() else ""
    return {"page": page, "label": label, "links": links, "before": before, "after": after}


def _address(query, number) -> str:
    if not isinstance(number, int):
        return ""
    if query is None:
        return f"?page={number}"
    query["page"] = number
    return f"?{query.urlencode()}"


@register.inclusion_tag("components/two_wordings.html")
def two_wordings(part: TwoWordings, level: int = 2):
    """What two people wrote in one field, side by side; a button under each puts it into the field."""
    theirs = {"heading": f"What {part.whose} saved", "runs": part.theirs, "value": f"theirs:{part.name}"}
    mine = {"heading": "What you wrote", "runs": part.mine, "value": f"mine:{part.name}", "take": "Use what you wrote"}
    return {"part": part, "sides": [theirs | {"take": f"Use what {part.whose} saved"}, mine], "level": level}


@register.inclusion_tag("components/progress.html")
def progress(part: Progress):
    """How far long work is, in words and as a bar; a link to look again, and script that does."""
    return {"part": part}


_PLAIN = {"text", "email", "password", "number", "url", "tel", "search", "date", "time", "datetime-local", "file"}


@register.inclusion_tag("components/control.html")
def control(field):
    """The control of one field, with the design system's classes. Used by the field template."""
    widget = field.field.widget
    kind = getattr(widget, "input_type", "")
    mark = " ds_input--error" if field.errors else ""
    if kind in ("radio", "checkbox") and field.use_fieldset:
        return {"kind": "choices", "shape": kind, "choices": [_with_class(choice, kind) for choice in field]}
    if kind == "checkbox":
        return {"kind": "tick", "field": field, "input": field.as_widget(attrs={"class": "ds_checkbox__input"})}
    if kind == "select":
        error = " ds_select--error" if field.errors else ""
        return {"kind": "select", "input": field.as_widget(attrs={"class": f"ds_select{error}"})}
    if kind in _PLAIN or hasattr(widget, "template_name") and "textarea" in widget.template_name:
        return {"kind": "plain", "input": field.as_widget(attrs={"class": f"ds_input{mark}"})}
    return {"kind": "plain", "input": field.as_widget()}


def _with_class(choice, shape: str):
    choice.data["attrs"]["class"] = f"ds_{shape}__input"
    return choice


@register.filter
def is_tick(field) -> bool:
    """Whether a field is one box to tick, whose label stands beside it."""
    return getattr(field.field.widget, "input_type", "") == "checkbox" and not field.use_fieldset


@register.filter
def first_control(field) -> str:
    """The id an error links to: the control, or the first of a group."""
    return f"{field.auto_id}_0" if field.use_fieldset else field.id_for_label
