"""After the draw: who sits already, who leaves, who takes their place, who stands by; and that nothing is redrawn."""

import json
from itertools import combinations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from leal.calculations.selection import CannotBeMet, Person, Pool, Target, fair_lottery
from leal.calculations.selection.checker import check
from leal.calculations.selection.reserves import reserves

from .pools import leximin_by_definition, many, small_pools
from .test_commands import TARGETS, again, rows, run

__all__ = ["run"]
SLOWLY = settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))


def drawn(place):
    return json.loads((place / "draw.json").read_text())["ids"]


def seats_of(out, *replaced):
    """Who sits after these replacements."""
    seated = set(drawn(out))
    for number, gone in enumerate(replaced, start=1):
        seated = seated - {gone} | set(drawn(out / "replacements" / str(number)))
    return seated


# -- what was drawn stays drawn


def test_another_seed_does_not_take_the_place_of_a_draw(run):
    _, _, out = run("--seed", "1")
    before = (out / "draw.json").read_bytes()

    code, said = again("draw", out, "--seed", "2")

    assert (code, (out / "draw.json").read_bytes()) == (2, before)
    assert "holds a draw already, made with the seed “1”" in said


def test_a_new_selection_does_not_take_the_place_of_a_draw(run):
    _, _, out = run("--seed", "1")
    before = {path: path.read_bytes() for path in out.rglob("*") if path.is_file()}

    code, said, _ = run("--seed", "2")

    assert (code, {path: path.read_bytes() for path in out.rglob("*") if path.is_file()}) == (2, before)
    assert "Name another folder with --out" in said


def test_the_same_seed_drawn_again_changes_nothing(run):
    _, _, out = run("--seed", "1")
    before = (out / "draw.json").read_bytes()

    assert (again("draw", out, "--seed", "1")[0], (out / "draw.json").read_bytes()) == (0, before)


def test_a_draw_made_anew_says_why_and_keeps_the_one_before(run):
    _, _, out = run("--seed", "1")
    before = (out / "draw.json").read_bytes()

    code, _ = again("draw", out, "--seed", "2", "--redraw", "The seed was read out wrongly")

    assert code == 0
    assert (out / "earlier/draw-1.json").read_bytes() == before
    assert json.loads((out / "draw.json").read_text())["instead"]["why"] == "The seed was read out wrongly"
    assert again("verify", out)[0] == 0
    (out / "earlier/draw-1.json").write_text("{}")
    assert again("verify", out)[0] == 1


# -- those who sit already


@pytest.mark.slow
@SLOWLY
@given(small_pools(), st.data())
def test_chances_beside_those_who_sit_are_leximin_over_the_panels_that_hold_them(pool, data):
    sits = data.draw(st.sampled_from(range(len(pool.people))))
    seated, others = pool.people[sits], tuple(p for i, p in enumerate(pool.people) if i != sits)
    beside = Pool(others, pool.features, pool.targets, pool.seats, seated=(seated,))
    whole = Pool((seated, *others), pool.features, pool.targets, pool.seats)
    holding = [
        panel
        for panel in combinations(range(len(whole.people)), whole.seats)
        if 0 in panel
        and all(t.minimum <= sum(whole.fits(whole.people[i], t) for i in panel) <= t.maximum for t in whole.targets)
    ]
    if not holding:
        with pytest.raises(CannotBeMet):
            fair_lottery(beside)
        return

    chances = list(fair_lottery(beside).chances.values())

    # The definition, told that the panels without the first person are none.
    marked = Pool(
        tuple(Person(p.id, (*p.values, "sits" if p is seated else "")) for p in whole.people),
        (*whole.features, "mark"),
        (*whole.targets, *marks(whole)),
        whole.seats,
    )
    assert chances == pytest.approx([float(chance) for chance in leximin_by_definition(marked)[1:]], abs=1e-9)


def marks(pool):
    """Targets that only the first person can meet: they sit."""
    return Target("mark", "sits", 1, 1), Target("mark", "", 0, pool.seats)


def test_who_sits_already_takes_a_seat_and_the_checker_agrees(run, tmp_path):
    (tmp_path / "sits.csv").write_text("name,age,place\nAnn,under 40,town\n")

    code, said, out = run("--already", str(tmp_path / "sits.csv"), "--seed", "1")

    lottery = json.loads((out / "lottery.json").read_text())
    assert code == 0
    assert {tuple(panel["ids"]) for panel in lottery["panels"]} == {("Ed",), ("Flo",)}
    assert "2 seats (1 of them open)" in said
    inputs = [out / "inputs/people.csv", out / "inputs/targets.csv", out / "lottery.json", out / "inputs/already.csv"]
    assert check(*inputs) == []
    assert check(*inputs[:3]) != []
    assert again("verify", out, "--again")[0] == 0


def test_every_fault_of_those_who_sit_is_told_at_once(run, tmp_path):
    (tmp_path / "sits.csv").write_text("name,age,place\nAnn,Under 40,town\nBo,under 40,sea\n")

    code, said, out = run("--already", str(tmp_path / "sits.csv"))

    assert (code, out.exists()) == (2, False)
    assert "“Under 40” differs from the target “under 40”" in said
    assert "“sea” is in no target" in said
    assert "2 sit already, and there are 2 seats" in said


def test_targets_that_cannot_be_met_beside_those_who_sit_are_told_in_their_own_numbers(run, tmp_path):
    (tmp_path / "sits.csv").write_text("name,age,place\nAnn,under 40,town\n")
    targets = TARGETS.replace("age,under 40,1,1", "age,under 40,3,3").replace(
        "age,40 and over,1,1", "age,40 and over,1,3"
    )

    code, said, _ = run("--already", str(tmp_path / "sits.csv"), targets=targets, seats=2)

    assert (code, "at least 3 with age: under 40" in said) == (1, True)


# -- replacements


def test_a_replacement_meets_the_targets_and_leaves_what_was_published_as_it_was(run):
    _, _, out = run("--seed", "1")
    gone = drawn(out)[0]
    before = {path: path.read_bytes() for path in out.rglob("*") if path.is_file()}

    code, said = again("replace", out, "--gone", gone, "--seed", "9")

    assert code == 0, said
    assert {path: path.read_bytes() for path in before} == before
    table = {row[0]: row[1:] for row in rows(out / "inputs/people.csv")[1:]}
    seated = seats_of(out, gone)
    assert gone not in seated
    assert sorted(table[id][0] for id in seated) == ["40 and over", "under 40"]
    assert sorted(table[id][1] for id in seated) == ["country", "town"]
    code, said = again("verify", out, "--again")
    assert (code, "yes Replacement 1 follows from what was before it" in said) == (0, True)


def test_people_keep_the_pseudonym_they_had(run):
    _, _, out = run("--seed", "1")
    first = dict(rows(out / "pseudonyms.csv")[1:])

    again("replace", out, "--gone", drawn(out)[0], "--seed", "9")

    later = dict(rows(out / "replacements/1/pseudonyms.csv")[1:])
    assert later == {id: first[id] for id in later}


def test_whoever_left_or_cannot_be_asked_is_never_drawn_again(run):
    targets = "feature,value,min,max\nage,under 40,0,2\nage,40 and over,0,2\nplace,town,0,2\nplace,country,0,2\n"
    _, _, out = run("--seed", "1", targets=targets)
    first = drawn(out)[0]
    again("replace", out, "--gone", first, "--seed", "2")
    sits = sorted(seats_of(out, first))
    others = [name for name in ("Ann", "Bo", "Cy", "Di", "Ed", "Flo") if name not in (*sits, first)]

    code, _ = again("replace", out, "--gone", sits[0], "--not-asked", others[0], "--seed", "3")

    chances = json.loads((out / "replacements/2/lottery.json").read_text())["chances"]
    assert (code, set(chances)) == (0, set(others[1:]))
    assert again("verify", out)[0] == 0


def test_a_replacement_that_was_changed_does_not_verify(run):
    _, _, out = run("--seed", "1")
    again("replace", out, "--gone", drawn(out)[0], "--seed", "9")
    record = out / "replacements/1/replacement.json"
    record.write_text(record.read_text().replace('"away": [', '"away": ["Zoe", '))

    assert again("verify", out)[0] != 0


def test_a_second_replacement_waits_for_the_draw_of_the_first(run):
    _, _, out = run("--seed", "1")
    again("replace", out, "--gone", drawn(out)[0], "--no-draw")

    code, said = again("replace", out, "--gone", drawn(out)[1])

    assert (code, "Its lottery is not drawn yet" in said) == (2, True)


def test_all_that_is_wrong_with_the_names_is_told_at_once(run):
    _, _, out = run("--seed", "1")
    sits = drawn(out)

    code, said = again("replace", out, "--gone", "Zoe", "--not-asked", sits[0], "--not-asked", "Yan")

    assert code == 2
    assert "“Zoe” does not sit in this group" in said
    assert f"“{sits[0]}” sits in this group" in said
    assert "“Yan” is not in the people file" in said


def test_a_pair_leaves_together(run):
    people = "id,age,with\na,x,\nb,x,\nc,x,p\nd,x,p\n"
    _, _, out = run("--pair", "with", "--seed", "3", people=people, targets="feature,value,min,max\nage,x,0,9\n")
    pair = {"c", "d"}
    if set(drawn(out)) != pair:
        again("draw", out, "--seed", "2", "--redraw", "The test wants the pair")
    assert set(drawn(out)) == pair

    code, said = again("replace", out, "--gone", "c")

    assert (code, "“d” was chosen together with someone who goes" in said) == (2, True)


# -- reserves


@pytest.mark.slow
@SLOWLY
@given(small_pools(), st.integers(1, 2), st.integers(0, 9), st.data())
def test_no_reserves_hold_the_targets_better_by_trying_everyone_and_everything(pool, number, seed, data):
    lottery = fair_lottery(pool)
    chosen = set(lottery.panels[0].people)
    seated = [person for i, person in enumerate(pool.people) if i in chosen]
    left = [person for i, person in enumerate(pool.people) if i not in chosen]
    number = min(number, len(left))
    leaving = {person.id: data.draw(st.sampled_from([0.0, 0.1, 0.5])) for person in pool.people}

    found = reserves(pool, seated, left, number, leaving, str(seed))

    by_definition = {others: chance_to_hold(pool, seated, others, leaving) for others in combinations(left, number)}
    best = max(by_definition.values())
    assert found.exact
    assert found.with_them.full == pytest.approx(best, abs=1e-9)
    assert chance_to_hold(pool, seated, found.people, leaving) == pytest.approx(best, abs=1e-9)
    assert found.without.full == pytest.approx(chance_to_hold(pool, seated, (), leaving), abs=1e-9)


def chance_to_hold(pool, seated, others, leaving):
    """The chance that some who stand by fill every seat and meet every target: by trying everything that can happen."""
    total, everyone = 0.0, [*seated, *others]
    for size in range(len(everyone) + 1):
        for gone in combinations(everyone, size):
            chance = 1.0
            for person in everyone:
                chance *= leaving[person.id] if person in gone else 1 - leaving[person.id]
            if chance:
                stay = [person for person in seated if person not in gone]
                there = [person for person in others if person not in gone]
                total += chance * any(
                    meets(pool, [*stay, *some]) for some in combinations(there, pool.seats - len(stay))
                )
    return total


def meets(pool, people):
    return all(t.minimum <= sum(pool.fits(person, t) for person in people) <= t.maximum for t in pool.targets)


def test_equal_reserves_are_drawn_by_lot_all_as_likely():
    people = tuple(Person(str(i), ("x",)) for i in range(6))
    pool = Pool(people, ("kind",), (), seats=2)
    leaving = dict.fromkeys(map(str, range(6)), 0.2)

    drawn = [reserves(pool, people[:2], people[2:], 1, leaving, str(seed)).people[0].id for seed in range(400)]

    assert all(60 <= drawn.count(id) <= 140 for id in "2345")  # 100 each; four standard errors


def test_in_a_pool_too_large_to_try_all_reserves_still_help_and_are_the_same_each_time():
    pool = many(people=80, seats=14, features=4)
    chosen = set(fair_lottery(pool).panels[0].people)
    seated = [person for i, person in enumerate(pool.people) if i in chosen]
    left = [person for i, person in enumerate(pool.people) if i not in chosen]
    leaving = dict.fromkeys((person.id for person in pool.people), 0.1)

    found = reserves(pool, seated, left, 4, leaving, "7")

    assert found == reserves(pool, seated, left, 4, leaving, "7")
    by_lot = [left[i] for i in (3, 17, 29, 41)]
    some = reserves(pool, seated, by_lot, 4, leaving, "7")
    assert found.with_them.full > some.with_them.full
    assert found.without.interval[1] < found.with_them.interval[0]
    assert found.with_them.full <= found.ceiling


def test_reserves_are_written_told_and_repeated(run):
    _, _, out = run("--seed", "1")

    code, said = again("reserves", out, "--number", "2", "--leaving", "0.1", "--leaving", "age: under 40 = 0.3")

    assert code == 0, said
    assert "No choice of as many does better: all were tried." in said
    assert len(rows(out / "reserves.csv")) == 3
    gone = drawn(out)[0]
    code, said = again("replace", out, "--gone", gone, "--from-reserves", "--json")
    if code == 0:
        assert set(json.loads(said)["selected"]) <= set(json.loads((out / "reserves.json").read_text())["ids"])
    assert again("verify", out)[0] == 0
    record = (out / "reserves.json").read_text()
    (out / "reserves.json").write_text(record.replace('"number": 2', '"number": 1'))
    assert again("verify", out)[0] == 1


def test_all_that_is_wrong_with_chances_to_leave_is_told_at_once(run):
    _, _, out = run("--seed", "1")

    code, said = again(
        "reserves", out, "--number", "1", "--leaving", "often", "--leaving", "age: young = 0.1", "--leaving", "1.5"
    )

    assert (code, said.count("Fault"), len(said.strip().splitlines())) == (2, 0, 3)
    assert "“age: young” is no value that a target lists" in said


# -- what was published, alone


def test_what_was_published_verifies_alone(run, tmp_path):
    _, _, out = run("--seed", "1")

    code, said = again("verify", out / "public")

    assert (code, said.count("yes ")) == (0, 3)
    draw = out / "public/draw.json"
    draw.write_text(draw.read_text().replace('"seed": "1"', '"seed": "2"'))
    assert again("verify", out / "public")[0] == 1
