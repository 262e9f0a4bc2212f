from django.apps import AppConfig
from django.db.models.signals import post_migrate


class Config(AppConfig):
    name = "leal.foundations.audit"
    label = "audit"

    def ready(self):
        from .history import keep_history

        post_migrate.connect(keep_history, sender=self)
