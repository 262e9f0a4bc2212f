"""Make words unreadable wherever history kept them."""

from django.db import models

from .models import SubjectKey


def destroy_key(*, of: models.Model) -> None:
    """Destroy the secret that digests a row's personal words in history.

    Call it inside the operation that blanks the words themselves, after
    blanking. What history kept then says only that something was there.
    """
    SubjectKey.objects.filter(subject=f"{of._meta.db_table}:{of.pk}").delete()
