from django.apps import AppConfig


class Config(AppConfig):
    name = "leal.thread.panels"
    label = "panels"
