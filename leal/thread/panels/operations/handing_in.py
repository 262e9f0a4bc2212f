"""A long file of members: handed in, taken in by the worker whole or not at all, and what came of it."""

from django_tasks import task

from leal.calculations.files import Unreadable
from leal.foundations.access.permissions import Permission
from leal.foundations.audit.record import record
from leal.foundations.operation import operation
from leal.foundations.people.models import Person
from leal.foundations.tasks.models import Work
from leal.foundations.tasks.work import Progress, Stopped, ask_for, under_way

from ..intake import MembersRead, read_members
from ..models import MembersFile, Panel, RecruitmentWave
from .founding import within_panel
from .taking_in import TakenIn, take_in_members


def within_file(*, file: MembersFile, **_) -> str:
    return file.panel.scope


@operation(needs=Permission.PANEL_WRITE, within=within_panel)
def hand_in_members(
    *, panel: Panel, content: bytes, name: str, wave: RecruitmentWave | None = None, leads_to: str = "", by: Person
) -> Work:
    """Hand in a long file of members for the worker to take in; returns the work to watch.

    What came of the file that the same person handed in before goes.
    """
    MembersFile.objects.filter(panel=panel, handed_in_by=by, content=None).delete()
    file = MembersFile.objects.create(panel=panel, wave=wave, content=content, name=name[:200], handed_in_by=by)
    record("members.handed-in", of=panel, by=by, because=file.name)
    title = f"Taking in {file.name}"[:120]
    file.work = ask_for(take_in_the_file, title=title, by=by, leads_to=leads_to, file=file.pk)
    file.save(update_fields=["work"])
    return file.work


@task()
def take_in_the_file(work: str, file: int) -> None:
    """The worker's part, as the person who handed it in. Begun again, it does nothing that was done before."""
    with under_way(work) as tell:
        held = MembersFile.objects.select_related("panel", "wave", "handed_in_by").filter(pk=file).first()
        if held is None or held.content is None:  # taken in by a worker that was lost before it could say so
            return
        try:
            take_in_the_members(file=held, tell=tell, by=held.handed_in_by)
        except (Unreadable, Stopped) as reason:
            let_go_of_members(file=held, because=str(reason)[:300] or "Stopped", by=held.handed_in_by)
            raise


@operation(needs=Permission.PANEL_WRITE, within=within_file)
def take_in_the_members(*, file: MembersFile, tell: Progress, by: Person) -> TakenIn:
    """Read a file that was handed in, take in whoever can be, keep every fault, and let go of the file.

    Raises Unreadable, or Stopped when someone asked to stop: then nobody is taken in.
    """
    content = bytes(file.content)
    lines = max(content.count(b"\n"), 1)

    def read_so_far(rows: int) -> None:
        tell(min(rows, lines), 2 * lines, "Checking every row")

    read = read_members(content, panel=file.panel, name=file.name, tell=read_so_far)

    def written_so_far(number: int) -> None:
        done = lines + number * lines // max(len(read.members), 1)
        tell(done, 2 * lines, "Writing down the members")

    done = take_in_members(panel=file.panel, members=read.members, wave=file.wave, tell=written_so_far, by=by)
    file.content, file.faults, file.came = None, [list(fault) for fault in read.faults], came_of(read, done)
    file.save(update_fields=["content", "faults", "came"])
    return done


def came_of(read: MembersRead, done: TakenIn) -> dict[str, object]:
    """What came of a file, as it is kept."""
    left_alone, here = list(read.left_alone), len(done.here_already)
    return {"rows": read.rows, "taken": done.taken, "here_already": here, "left_alone": left_alone}


@operation(needs=Permission.PANEL_WRITE, within=within_file)
def let_go_of_members(*, file: MembersFile, because: str, by: Person) -> None:
    """Let go of a file that was handed in and cannot be taken in, or need not be."""
    record("members.let-go", of=file.panel, by=by, because=because)
    file.delete()
