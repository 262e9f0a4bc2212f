"""Look for new members in waves: opened, written anew, closed when enough have come."""

from datetime import date

from leal.foundations.access.permissions import Permission
from leal.foundations.audit.record import record
from leal.foundations.operation import operation
from leal.foundations.people.actors import Outsider
from leal.foundations.people.models import Person
from leal.foundations.revision import write_anew

from ..models import Panel, RecruitmentWave
from .founding import within_panel


class WaveClosed(Exception):
    """A wave is closed once."""

    def __str__(self) -> str:
        return "This wave is closed already"


def within_wave(*, wave: RecruitmentWave, **_) -> str:
    return wave.scope


@operation(needs=Permission.PANEL_WRITE, within=within_panel)
def open_wave(
    *,
    panel: Panel,
    name: str,
    on: date,
    closed_on: date | None = None,
    hoped_for: str = "",
    wanted: int | None = None,
    how: str = "",
    words: str = "",
    by: Person | Outsider,
) -> RecruitmentWave:
    """Look for new members from a day, which may be to come, until it closes, where that is known."""
    said = {"hoped_for": hoped_for, "wanted": wanted, "how": how, "words": words}
    wave = panel.waves.create(name=name, opened_on=on, closed_on=closed_on, **said)
    record("wave.opened", of=wave, by=by)
    return wave


@operation(needs=Permission.PANEL_WRITE, within=within_wave)
def rewrite_wave(
    *, wave: RecruitmentWave, seen: str, because: str = "", by: Person, **words: object
) -> RecruitmentWave:
    """Say anew whom a wave hopes for, how, and from when to when. Raises ChangedMeanwhile when someone was quicker."""
    rewritten = write_anew(wave, seen=seen, words=words)
    record("wave.rewritten", of=rewritten, by=by, because=because)
    return rewritten


@operation(needs=Permission.PANEL_WRITE, within=within_wave)
def close_wave(*, wave: RecruitmentWave, on: date, by: Person | Outsider) -> RecruitmentWave:
    """Close a wave from this day on, before its time. Raises WaveClosed."""
    held = RecruitmentWave.objects.select_for_update().get(pk=wave.pk)
    if held.closed_on and held.closed_on <= on:
        raise WaveClosed
    held.closed_on = max(on, held.opened_on)
    held.save(update_fields=["closed_on"])
    record("wave.closed", of=held, by=by)
    return held
