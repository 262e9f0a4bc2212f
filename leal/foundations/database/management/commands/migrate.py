from django.core.management.commands import migrate

from leal.foundations.database.routing import as_owner


class Command(migrate.Command):
    """Django's own, as the owner of the tables unless another database is named."""

    def add_arguments(self, parser) -> None:
        super().add_arguments(parser)
        parser.set_defaults(database="owner")

    def handle(self, *labels, **options):
        with as_owner():
            return super().handle(*labels, **options)
