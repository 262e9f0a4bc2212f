"""A list to choose from is written as Django writes it, however odd what can be chosen is."""

import pytest
from django import forms
from django.forms.renderers import TemplatesSetting

from leal.foundations.pages.forms import Renderer

PLAIN = [("", "Any"), ('a&<"', "Bread & <b>butter</b>"), (3, 4000), ("é", "Éilidh")]
GROUPED = [("North", [("1", "One")]), ("2", "Two")]


@pytest.mark.parametrize("choices", [PLAIN, GROUPED, []])
@pytest.mark.parametrize("value", ["", 'a&<"', "3", None])
@pytest.mark.parametrize("attrs", [{}, {"class": 'ds_"select', "required": True, "disabled": False, "size": 3}])
@pytest.mark.parametrize("widget", [forms.Select, forms.SelectMultiple])
def test_a_list_to_choose_from_is_the_one_that_django_writes(widget, attrs, value, choices):
    chosen = [value] if widget is forms.SelectMultiple else value
    ours, theirs = (
        widget(choices=choices).render("place", chosen, attrs=attrs, renderer=each())
        for each in (Renderer, TemplatesSetting)
    )

    assert ours.split() == theirs.split()
