from django.db import models

from .panels import Panel, RecruitmentWave


class MembersFile(models.Model):
    """A long file of members handed in for the worker to take in, and what came of it.

    The file is let go of once it has been taken in, or cannot be. What came of it stays until the same person hands
    in the next; the faults quote the cells they are about, so history keeps neither them nor the file.

    content  the file; None once it is let go of
    came     what came of it: {"rows": …, "taken": …, "here_already": …, "left_alone": […]}; {} before
    faults   every fault: [[row, column, what is wrong, how to mend it], …]
    """

    history_leaves_out = ("content", "faults")

    panel = models.ForeignKey(Panel, on_delete=models.CASCADE, related_name="+")
    wave = models.ForeignKey(RecruitmentWave, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    name = models.CharField(max_length=200)
    content = models.BinaryField(null=True)
    handed_in_by = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="+")
    work = models.ForeignKey("tasks.Work", on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    came = models.JSONField(default=dict)
    faults = models.JSONField(default=list)

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.name
