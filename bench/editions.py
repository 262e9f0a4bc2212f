"""Two editions of 500 commitments side by side over a bare page on the same server; and of 10,000.

Limit: four times the bare page, remembered. Made anew, just after someone wrote, is printed beside it.
"""

from random import Random

from bench.beside import say, seconds
from bench.pages import RUNS, VISITS, line, made_anew, served, visits
from bench.scratch import scratch_database

LIMIT, HERE = 4.0, "/charters/{}/editions/2019/and/2024/"
WORDS = "We will help you and your family, listen, answer soon, and pay on the day that you were told it comes."


def main() -> None:
    """Print the page remembered, made anew and without the server beside the bare page; then 10,000 commitments."""
    with scratch_database() as reached:
        small, large = charter("five-hundred", 500), charter("ten-thousand", 10_000)
        with served(reached) as port:
            at = HERE.format(small)
            ours, bare = seconds(lambda: visits(port, at), lambda: visits(port, "/bare/"), runs=RUNS)
            each = bare / VISITS * 1e3
            line("500 commitments, remembered", ours / VISITS * 1e3, "bare page", each, "ms", ours / bare)
            cold = sorted(made_anew(port, at) for _ in range(RUNS))[RUNS // 2] * 1e3
            line("500 commitments, made anew", cold, "bare page", each, "ms", cold / each)
            cold = sorted(made_anew(port, HERE.format(large)) for _ in range(3))[1] * 1e3
            line("10,000 commitments, first page, made anew", cold, "bare page", each, "ms", cold / each)
    say(f"The limit for the remembered page is {LIMIT:g} times the bare page.")


def charter(slug: str, many: int) -> str:
    """A charter with two published editions: of every ten promises three are reworded, one ended and one is new."""
    from leal.thread.charters.models import Charter, Commitment, Edition, Lineage

    random, home = Random(many), Charter.objects.create(slug=slug, name="C", body="B")
    editions = [Edition.objects.create(charter=home, code=code, title=code) for code in ("2019", "2024")]
    earlier, later = ([*written(edition, many, random)] for edition in editions)
    for at, (old, new) in enumerate(zip(earlier, later, strict=True)):
        new.wording = old.wording if at % 10 > 3 else new.wording
    Commitment.objects.bulk_create([*earlier, *later], batch_size=1000)
    Edition.objects.filter(pk=editions[0].pk).update(published_on="2019-03-04")
    Edition.objects.filter(pk=editions[1].pk).update(follows=editions[0])
    Lineage.objects.bulk_create(lineage(editions[1], earlier, later), batch_size=1000)
    Edition.objects.filter(pk=editions[1].pk).update(published_on="2024-06-26")
    return slug


def written(edition, many: int, random: Random):
    """The commitments of an edition, fifty to a section, some thirty words each."""
    from leal.thread.charters.models import Commitment, Section

    for at in range(many):
        if at % 50 == 0:
            part = at // 50 + 1
            section = Section.objects.create(edition=edition, code=f"S{part}", name=f"Part {part}", place=part)
        wording = " ".join(random.choices(WORDS.split(), k=30))
        yield Commitment(
            edition=edition, section=section, code=f"C{at}", title=f"Promise {at}", wording=wording, place=at % 50 + 1
        )


def lineage(edition, earlier, later):
    """What became of each promise."""
    from leal.thread.charters.models import Lineage

    for at, (old, new) in enumerate(zip(earlier, later, strict=True)):
        told = {"edition": edition, "reason": "People asked for it"}
        if at % 10 == 0:
            yield Lineage(earlier=old, kind="ended", **told)
            yield Lineage(later=new, kind="new", **told)
        elif at % 10 < 4:
            yield Lineage(earlier=old, later=new, kind="reworded", same_promise=True, **told)
        else:
            yield Lineage(earlier=old, later=new, kind="kept", same_promise=True, edition=edition)
