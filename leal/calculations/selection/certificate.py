"""The proof that a lottery is as fair as any can be, as plain values that anyone can check."""

import numpy as np

from .cutting import relaxation
from .fairest import Stage
from .leximin import TypeLottery
from .pool import Pool
from .programme import programme, solved
from .space import Space, Type

TOLERANCE = 1e-6


def certificate(pool: Pool, space: Space, lottery: TypeLottery, chances: dict[str, float]) -> dict:
    """The proof of each stage, for `lottery.json`.

    types   ids of people who are alike for this proof
    stages  in order. `weights` (by place in `types`, per person) prove that no
            lottery gives everyone not yet pinned more than `bound`, when
            those pinned before keep their chance: no panel has more than
            `most` weight. `pinned` are the types held at this chance from
            here on. Chances are those of the lottery as it stands.

    When `exact` is false, the stages end with the first that the lottery does
    not reach, and `gap` says how far it may be from that one's bound. `proven`
    is how many people have a chance that no lottery can better.
    """
    of_type = [np.mean([chances[id] for id in ids_of(pool, kind)]) for kind in space.types]
    stages, held = [], np.zeros(len(space.types), dtype=bool)
    gap = proven = 0
    for stage in lottery.stages:
        stages.append(stage_record(space, lottery, stage, np.array(of_type), held))
        held[stage.pinned] = True
        gap = max(gap, stages[-1]["bound"] - stages[-1]["chance"])
        if gap > TOLERANCE:
            break
        proven = sum(len(ids_of(pool, space.types[t])) for t in np.nonzero(held)[0])
    return {
        "exact": lottery.exact and gap <= TOLERANCE,
        "tolerance": TOLERANCE,
        "smallest_chance": min(chances.values()),
        "proven_bound": stages[0]["bound"],
        "gap": gap,
        "proven": proven,
        "types": [ids_of(pool, kind) for kind in space.types],
        "stages": stages,
    }


def ids_of(pool: Pool, kind: Type) -> list[str]:
    """The ids of everyone of a type."""
    return [pool.people[i].id for group in kind.groups for unit in group for i in unit]


def stage_record(space: Space, lottery: TypeLottery, stage: Stage, chances: np.ndarray, held: np.ndarray) -> dict:
    """One stage as plain values; weights are per person and sum to 1 over those not yet held."""
    sizes = np.array([len(kind.groups[0][0]) for kind in space.types])
    people = space.units * sizes
    weights = stage.weights / (stage.weights * space.units)[~held].sum()
    rows, low, high = relaxation(space, lottery.cuts)
    most = solved(programme(rows, low, high, space.most, costs=weights)).getInfo().objective_function_value
    return {
        "chance": float(chances[~held].min()),
        "bound": float(most - (weights * space.units * chances)[held].sum()),
        "most": float(most),
        "pinned": [int(t) for t in stage.pinned],
        "weights": {str(t): float(weights[t] / sizes[t]) for t in np.nonzero(np.abs(weights * people) > 1e-13)[0]},
    }
