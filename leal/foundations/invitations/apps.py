from django.apps import AppConfig


class Config(AppConfig):
    name = "leal.foundations.invitations"
    label = "invitations"
