from django.apps import AppConfig


class Pages(AppConfig):
    name = "leal.foundations.pages"
    label = "pages"
