from django.apps import AppConfig


class Database(AppConfig):
    name = "leal.foundations.database"
    label = "database"
