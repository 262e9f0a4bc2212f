"""`leal select` on files: what it writes, what it says, how it ends."""

import csv
import hashlib
import json

import pytest
from click.testing import CliRunner

from leal.calculations.selection import Patience, fair_lottery
from leal.calculations.selection.checker import check
from leal.calculations.selection.commands import select
from leal.calculations.selection.folder import write
from leal.calculations.selection.telling import summary
from tests.real_input import real

from .pools import many

PEOPLE = "name,age,place\n" + "".join(
    f"{name},{age},{place}\n"
    for name, age, place in [
        ("Ann", "under 40", "town"),
        ("Bo", "under 40", "town"),
        ("Cy", "under 40", "country"),
        ("Di", "40 and over", "town"),
        ("Ed", "40 and over", "country"),
        ("Flo", "40 and over", "country"),
    ]
)
TARGETS = "feature,value,min,max\nage,under 40,1,1\nage,40 and over,1,1\nplace,town,1,1\nplace,country,1,1\n"


@pytest.fixture
def run(tmp_path):
    """Runs `leal select` on the two files; returns code, what was said, and the folder."""

    def run_select(*more, people=PEOPLE, targets=TARGETS, seats=2):
        for name, content in (("people.csv", people), ("targets.csv", targets)):
            (tmp_path / name).write_bytes(content if isinstance(content, bytes) else content.encode())
        files = ["--people", str(tmp_path / "people.csv"), "--targets", str(tmp_path / "targets.csv")]
        answer = CliRunner().invoke(select, [*files, "--seats", str(seats), "--out", str(tmp_path / "out"), *more])
        return answer.exit_code, answer.output, tmp_path / "out"

    return run_select


def again(*arguments):
    answer = CliRunner().invoke(select, [*map(str, arguments)])
    return answer.exit_code, answer.output


def rows(path):
    with path.open(newline="") as lines:
        return list(csv.reader(lines))


def test_a_selection_leaves_the_chosen_the_rest_and_a_lottery_that_sums_to_one(run):
    code, said, out = run("--seed", "1")

    lottery = json.loads((out / "lottery.json").read_text())
    selected, remaining = rows(out / "selected.csv"), rows(out / "remaining.csv")
    assert code == 0
    assert selected[0] == remaining[0] == ["name", "age", "place"]
    assert sorted(selected[1:] + remaining[1:]) == sorted(rows(out / "inputs" / "people.csv")[1:])
    assert [row[0] for row in selected[1:]] in [panel["ids"] for panel in lottery["panels"]]
    assert sum(panel["tickets"] for panel in lottery["panels"]) == lottery["tickets"]
    assert set(lottery["chances"]) == {"Ann", "Bo", "Cy", "Di", "Ed", "Flo"}
    assert "No lottery is fairer" in said


def test_the_same_files_and_seed_give_the_same_bytes(run, tmp_path):
    _, _, out = run("--seed", "7")
    first = {path.relative_to(out): path.read_bytes() for path in out.rglob("*") if path.is_file()}

    run("--seed", "7")

    assert {path.relative_to(out): path.read_bytes() for path in out.rglob("*") if path.is_file()} == first


def test_the_lottery_can_be_published_before_the_draw_and_names_nobody(run):
    code, said, out = run("--no-draw")

    public = (out / "public" / "lottery.json").read_text()
    assert (code, (out / "selected.csv").exists(), (out / "draw.json").exists()) == (0, False, False)
    assert [name for name in ("Ann", "Bo", "Cy", "Di", "Ed", "Flo", "under 40", "town") if name in public] == []
    assert "publish public/lottery.json" in said


def test_anyone_with_the_public_lottery_and_the_seed_finds_the_panel_by_hand(run):
    _, _, out = run("--no-draw")
    published = (out / "public" / "lottery.json").read_bytes()
    public, names = json.loads(published), dict(rows(out / "pseudonyms.csv")[1:])

    code, _ = again("draw", out, "--seed", "6 11 19 23 40 41")

    text = "6 11 19 23 40 41\n" + hashlib.sha256(published).hexdigest()
    ticket = int(hashlib.sha256(text.encode()).hexdigest(), 16) % public["tickets"]
    winning = [p for p in public["panels"] if p["first_ticket"] <= ticket < p["first_ticket"] + p["tickets"]]
    drawn = json.loads((out / "draw.json").read_text())
    assert (code, drawn["ticket"], drawn["panel"]) == (0, ticket, winning[0]["panel"])
    assert sorted(names[id] for id in drawn["ids"]) == winning[0]["people"]
    assert [row[0] for row in rows(out / "selected.csv")[1:]] == drawn["ids"]


def test_a_selection_verifies_and_solving_it_again_changes_nothing(run):
    _, _, out = run("--seed", "1")

    code, said = again("verify", out, "--again")

    assert (code, said.count("yes "), said.count("NO ")) == (0, 5, 0)


def tampered(out, change):
    lottery = json.loads((out / "lottery.json").read_text())
    change(lottery)
    (out / "lottery.json").write_text(json.dumps(lottery))


def swap_tickets(lottery):
    """Moves tickets from one panel to another, and the chances with them."""
    first, second = lottery["panels"][:2]
    for panel, more in ((first, 10**13), (second, -(10**13))):
        panel["tickets"] += more
        panel["probability"] = panel["tickets"] / lottery["tickets"]
        for id in panel["ids"]:
            held = sum(p["tickets"] for p in lottery["panels"] if id in p["ids"])
            lottery["chances"][id] = held / lottery["tickets"]


def claim_more(lottery):
    lottery["chances"]["Ann"] += 0.01


def prove_nothing(lottery):
    lottery["certificate"]["stages"] = lottery["certificate"]["stages"][:1]


def choose_a_panel_that_misses(lottery):
    lottery["panels"][0]["ids"] = ["Ann", "Bo"]


@pytest.mark.parametrize("change", [swap_tickets, claim_more, prove_nothing, choose_a_panel_that_misses])
def test_a_lottery_that_was_changed_does_not_verify(run, change):
    _, _, out = run("--seed", "1")
    tampered(out, change)

    assert again("verify", out)[0] == 1


def test_a_draw_that_was_changed_does_not_verify(run):
    _, _, out = run("--seed", "1")
    drawn = (out / "draw.json").read_text()
    (out / "draw.json").write_text(drawn.replace('"seed": "1"', '"seed": "2"'))

    code, said = again("verify", out)

    assert (code, "draw.json is not what it should be" in said) == (1, True)


def test_a_folder_that_holds_no_selection_ends_with_two(tmp_path):
    code, said = again("verify", tmp_path)

    assert (code, "it is not the folder of a selection" in said) == (2, True)


def test_a_place_that_cannot_be_written_is_a_sentence_and_ends_with_two(run, tmp_path):
    (tmp_path / "taken").write_text("")

    code, said, _ = run("--out", str(tmp_path / "taken"))

    assert (code, "taken: The folder cannot be written" in said, "Name another with --out" in said) == (2, True, True)


def test_a_lottery_that_is_not_exact_does_not_say_that_nobody_else_could_be_chosen():
    pool = many(people=120, seats=18, features=6)
    asked = iter(range(10**6))

    said = summary(fair_lottery(pool, Patience(go_on=lambda: next(asked) < 3)), "out", None)["sentences"]

    assert [line for line in said if "their chance is nought" in line][0].split(" people ")[1] == (
        "are in none of the panels found: their chance is nought."
    )


def test_what_cannot_be_written_whole_is_not_written_at_all(tmp_path):
    with pytest.raises(TypeError):
        write(tmp_path / "out", {"lottery.json": b"{}", "draw.json": None})

    assert list(tmp_path.iterdir()) == []


def test_a_lottery_with_someone_who_is_not_in_the_file_is_said_to_be_wrong(run):
    _, _, out = run("--seed", "1")
    tampered(out, lambda lottery: lottery["panels"][0].update(ids=["Ann", "Nobody"]))

    wrong = check(out / "inputs/people.csv", out / "inputs/targets.csv", out / "lottery.json")

    assert wrong[0] == "Panel 1 has people who are not in the file"


def test_targets_that_clash_are_named_with_the_least_change_that_would_do(run):
    targets = TARGETS.replace("age,under 40,1,1", "age,under 40,2,2")

    code, said, out = run("--json", targets=targets)

    found = json.loads(said)
    assert (code, out.exists()) == (1, False)
    assert [(b["value"], b["bound"]) for b in found["clash"]] == [("under 40", "min"), ("40 and over", "min")]
    assert found["relaxation"] == [{"feature": "age", "value": "under 40", "min": 1, "max": 2}]


def test_flex_limits_what_may_be_proposed_and_nothing_else(run):
    flexible = "feature,value,min,max,min_flex,max_flex\n"
    flexible += "age,under 40,2,2,2,2\nage,40 and over,1,1,0,1\nplace,town,0,2,0,2\nplace,country,0,2,0,2\n"

    _, said, _ = run("--json", targets=flexible)

    assert json.loads(said)["relaxation"] == [{"feature": "age", "value": "40 and over", "min": 0, "max": 1}]


def test_more_seats_than_people_cannot_be_met(run):
    code, said, _ = run(seats=7, targets="feature,value,min,max\nplace,town,0,9\nplace,country,0,9\n")

    assert (code, "There are 7 seats and 6 people in the file." in said) == (1, True)


def test_households_and_pairs_bind(run):
    people = "id,age,home,with\na,x,1,\nb,x,1,\nc,x,2,p\nd,x,3,p\ne,x,4,\n"
    targets = "feature,value,min,max\nage,x,0,9\n"

    code, _, out = run("--household", "home", "--pair", "with", people=people, targets=targets, seats=2)

    panels = {tuple(panel["ids"]) for panel in json.loads((out / "lottery.json").read_text())["panels"]}
    assert code == 0
    assert panels <= {("a", "e"), ("b", "e"), ("c", "d")}
    assert check(out / "inputs/people.csv", out / "inputs/targets.csv", out / "lottery.json") == []


@pytest.mark.parametrize(("size", "seats"), [("small", 20), ("large", 200)])
def test_natures_examples_are_shared_out_evenly(tmp_path, size, seats):
    folder = real(f"data/selection/nature_example_{size}")
    files = ["--people", folder / "respondents.csv", "--targets", folder / "categories.csv"]

    code, said = again(*files, "--seats", seats, "--seed", "1", "--out", tmp_path, "--json")

    found = json.loads(said)
    assert (code, found["smallest_chance"], found["gini"], found["exact"]) == (0, 0.1, 0.0, True)
    assert again("verify", tmp_path)[0] == 0
