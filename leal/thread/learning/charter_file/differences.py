"""Whether a charter taken in stands here as its file says it stood there."""

from leal.thread.charters.models import Charter

from . import shape, writing


def standings(file: shape.CharterFile, charter: Charter) -> list[str]:
    """A sentence for each commitment that stands otherwise by our rule than in the file; none is the usual case."""
    ours = {(it.commitment, it.year): it for it in writing.stands(charter)}
    return [
        f"{it.commitment} in {it.year}: “{it.standing}” in the file, “{here.standing}” by our rule. {here.because}"
        for it in file.standings
        if (here := ours.get((it.commitment, it.year))) and here.standing != it.standing
    ]
