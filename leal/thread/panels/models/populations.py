from django.db import models

from .panels import Panel


class PopulationTable(models.Model):
    """How everyone a panel speaks for falls into what its members are asked, as the organisation loaded it.

    The newest counts; earlier ones stay. Never edited.

    like    what everyone is called: “Scotland”
    tables  a table for each feature or pair of features, by the codes that targets use:
            {"features": ["age"], "shares": [[["16-24"], 0.136], …], "source": …, "year": …}
    words   what one says of some values after “people”: [["age", "16-24", "under 25"], …]
    """

    panel = models.ForeignKey(Panel, on_delete=models.PROTECT, related_name="population_tables")
    name = models.CharField(max_length=200)
    digest = models.CharField(max_length=64)
    like = models.CharField(max_length=60)
    tables = models.JSONField()
    words = models.JSONField(default=list)
    notes = models.JSONField(default=list)
    made_up = models.BooleanField(default=False)
    loaded_on = models.DateField()

    class Meta:
        ordering = ["-pk"]

    @property
    def scope(self) -> str:
        """How access names the charter of the service whose users these are."""
        return self.panel.scope

    def __str__(self) -> str:
        return self.name
