from django.apps import AppConfig


class Config(AppConfig):
    name = "leal.foundations.editing"
    label = "editing"
