"""Make room for the story: only ever where nobody real has signed in."""

from django.core.management import call_command
from django.db import connections, transaction

from leal.foundations.accounts import queries
from leal.foundations.audit import anchor
from leal.foundations.database import home
from leal.foundations.database.emptying import rules_asleep
from leal.foundations.database.findable import forget_found


def real_people() -> bool:
    """Whether anyone is here whom the story did not make."""
    return queries.real_people().exists()


def clear() -> None:
    """Empty every table, the record and what is published too: it tells of nobody but the cast."""
    with transaction.atomic(using="owner"), rules_asleep(owner := connections["owner"].connection):
        call_command("flush", database="owner", verbosity=0, interactive=False)
        forget_found(owner)
    anchor.forget(home())
