from django.contrib.postgres.fields import ArrayField
from django.db import models

from .panels import Panel


class Headcount(models.Model):
    """How many members of a panel gave these answers: kept by database triggers in the very transaction of each write.

    Several rows of the same answers add up; they are put together now and then, and whenever answers are taken away,
    so that nothing of one person is left. Sums of rows that keep their own history; so it has none.

    features  what is counted, as the newest population table names it: ["age"], or two; [] counts everyone
    said      the answer to each, by code; None where none was given
    """

    history = None

    panel = models.ForeignKey(Panel, on_delete=models.CASCADE, related_name="+")
    features = ArrayField(models.TextField())
    said = ArrayField(models.TextField(null=True))
    people = models.BigIntegerField()
