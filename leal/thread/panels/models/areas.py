from django.db import models


class PostcodeFile(models.Model):
    """A lookup file that the organisation loaded: which postcodes lie where. The newest counts."""

    name = models.CharField(max_length=200)
    digest = models.CharField(max_length=64)
    source = models.CharField(max_length=300, blank=True)
    postcodes = models.PositiveIntegerField()
    loaded_on = models.DateField()

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.name


class Postcode(models.Model):
    """Where one postcode lies. Taken away and loaded anew with each file, which stays recorded; so no history."""

    history = None

    code = models.CharField(max_length=8, primary_key=True)
    council_area = models.CharField(max_length=60)
    urban_rural = models.CharField(max_length=60, blank=True)

    def __str__(self) -> str:
        return self.code
