from django.db import models


class WaitingFile(models.Model):
    """A long file handed in for the worker to take in; gone once it has been.

    History says that it came and went; the file itself stays out of it.
    """

    history_leaves_out = ("content",)

    charter = models.ForeignKey("charters.Charter", on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=200)
    content = models.BinaryField()
    organisation = models.CharField(max_length=200, blank=True)
    year = models.PositiveSmallIntegerField(null=True, blank=True)
    handed_in_by = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="+")

    def __str__(self) -> str:
        return self.name
