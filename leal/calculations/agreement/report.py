"""All that is said of a file of codes: alpha, kappas, and where coders differ."""

from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import NamedTuple

from .alpha import alpha
from .kappa import cohen, fleiss
from .measured import CONFIDENCE, Measured
from .ratings import Ratings
from .reading import Given, ratings_from

SHOWN = 10


class Settings(NamedTuple):
    """How agreement is measured: see alpha."""

    level: str = "nominal"
    replicates: int = 2_000
    seed: int = 1


def record(ratings: Ratings, settings: Settings) -> dict:
    """Every measure of one set of codes, as plain values.

    >>> from leal.calculations.agreement import ratings_of
    >>> record(ratings_of({"Ann": ["kind", "clear"], "Bo": ["kind", "clear"]}), Settings())["alpha"]["value"]
    1.0
    """
    drawn = {"replicates": settings.replicates, "seed": settings.seed}
    pairs = [
        {"coders": list(pair)} | _agreeing(ratings.between(*pair)) | _plain(cohen(ratings.between(*pair), **drawn))
        for pair in combinations(ratings.coders, 2)
    ]
    return {
        "units": len(ratings.units),
        "pairable": ratings.pairable,
        "coders": list(ratings.coders),
        "codes": list(ratings.codes),
        "level": settings.level,
        "alpha": _plain(alpha(ratings, settings.level, **drawn)),
        "cohen": pairs,
        "fleiss": _plain(fleiss(ratings, **drawn)) if len(ratings.coders) > 2 else None,
        "confidence": CONFIDENCE,
        **drawn,
        "disagreements": ratings.disagreements(),
    }


def each_code(given: Sequence[Given], settings: Settings) -> dict:
    """Alpha of each code apart, where a unit may have several: did each coder of the unit give it or not.

    >>> given = [Given("7", "Ann", "kind", 2, ""), Given("7", "Bo", "kind", 3, ""), Given("8", "Ann", "fair", 4, "")]
    >>> [(each["code"], each["given"]) for each in each_code(given, Settings())["codes"]]
    [('kind', 2), ('fair', 1)]
    """
    codes = list(dict.fromkeys(each.code for each in given))
    coded = list(dict.fromkeys((each.unit, each.coder) for each in given))
    held = {(each.unit, each.coder, each.code) for each in given}
    found = []
    for code in codes:
        rows = [Given(*pair, "there" if (*pair, code) in held else "not", 0, "") for pair in coded]
        measured = alpha(ratings_from(rows, ("there", "not")), replicates=settings.replicates, seed=settings.seed)
        found.append({"code": code, "given": sum(each.code == code for each in given)} | _plain(measured))
    return {
        "coders": list(dict.fromkeys(each.coder for each in given)),
        "codes": found,
        "confidence": CONFIDENCE,
        "replicates": settings.replicates,
        "seed": settings.seed,
    }


def _agreeing(pair: Ratings) -> dict:
    both = pair.given[(pair.given >= 0).all(axis=1)]
    return {"agree": round(float((both[:, 0] == both[:, 1]).mean()), 6) if len(both) else None}


def _plain(found: Measured) -> dict:
    told = {name: value if value is None else round(value, 6) for name, value in zip(found._fields, found, strict=True)}
    return told | {"units": found.units}


def sentences(found: dict) -> Iterator[str]:
    """The same for a person."""
    yield (
        f"Units: {found['units']:,}, of which {found['pairable']:,} have codes of two coders or more. "
        f"Coders: {', '.join(found['coders'])}. Codes: {len(found['codes']):,}."
    )
    yield f"Krippendorff’s alpha ({found['level']}): {_told(found['alpha'])}."
    if found["fleiss"]:
        yield f"Fleiss’s kappa: {_told(found['fleiss'])}, over {found['fleiss']['units']:,} units that all have coded."
    for pair in found["cohen"]:
        agree = "" if pair["agree"] is None else f" They give the same code to {pair['agree']:.0%}."
        yield f"{' and '.join(pair['coders'])}: Cohen’s kappa {_told(pair)}, over {pair['units']:,} units.{agree}"
    yield "Krippendorff asks for 0.8 or more, and for 0.667 where conclusions are only tentative."
    differ = found["disagreements"]
    yield f"Coders differ on {len(differ):,} units{':' if differ else '.'}"
    for each in differ[:SHOWN]:
        codes = ", ".join(f"{who} {code}" for who, code in each.items() if who != "unit")
        yield f"  {each['unit'][:60]}: {codes}"
    if len(differ) > SHOWN:
        yield f"  … and {len(differ) - SHOWN:,} more, all in --json."


def code_sentences(found: dict) -> Iterator[str]:
    """Each code on a line."""
    yield f"Krippendorff’s alpha of each code apart, there or not. Coders: {', '.join(found['coders'])}."
    for each in found["codes"]:
        yield f"  {each['code']}: {_told(each)}; given {each['given']:,} times, over {each['units']:,} units"


def _told(found: dict) -> str:
    if found["value"] is None:
        return "none, since nothing varies" if found["units"] else "none, since no unit has codes to compare"
    return f"{found['value']:.3f} (between {found['low']:.3f} and {found['high']:.3f} in 95 of 100 samples)"
