from django.db import models

from .panels import Panel


class PostcodeFile(models.Model):
    """A lookup file that the organisation loaded: which postcodes lie where. The newest counts.

    of_date  the day its source says it is of; None where it was not said
    read_as  how it was read, so that the next is read alike: {"columns": {…}, "names": "code = name, a line each"}
    changed  what it changed: {"new": …, "gone": …, "moved": …, "members": …}; {} of the first ones
    """

    name = models.CharField(max_length=200)
    digest = models.CharField(max_length=64)
    source = models.CharField(max_length=300, blank=True)
    of_date = models.DateField(null=True, blank=True)
    postcodes = models.PositiveIntegerField()
    loaded_on = models.DateField()
    read_as = models.JSONField(default=dict)
    changed = models.JSONField(default=dict)

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


class WaitingLookup(models.Model):
    """A lookup file handed in for the worker to load, and every fault of it where it could not be.

    The file is let go of once it is loaded, or cannot be. The faults quote its cells; so history keeps neither.

    columns    the heading over each kind of cell: {"postcode": …, "council_area": …, "urban_rural": …}
    names      what codes in it mean, a line each: "S12000017 = Highland"
    leave_out  whether rows with faults are left out; else one fault and nothing is loaded
    faults     every fault: [[row, column, what is wrong, how to mend it], …]
    loaded     what it became; None before, or where it could not be loaded
    """

    history_leaves_out = ("content", "faults")

    panel = models.ForeignKey(Panel, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=200)
    content = models.BinaryField(null=True)
    source = models.CharField(max_length=300)
    of_date = models.DateField()
    columns = models.JSONField()
    names = models.TextField(blank=True)
    leave_out = models.BooleanField(default=False)
    handed_in_by = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="+")
    work = models.ForeignKey("tasks.Work", on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    faults = models.JSONField(default=list)
    loaded = models.ForeignKey(PostcodeFile, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.name
