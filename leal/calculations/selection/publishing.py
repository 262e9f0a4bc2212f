"""What is published of a selection: the first draw, then each replacement, under pseudonyms, for anyone to repeat.

README.txt                 how to repeat it, with Leal and without
fingerprints.txt           the SHA-256 of every other file, as `sha256sum --check` reads it
targets.csv                the targets
lottery.json               the groups in the lottery, their tickets, everyone's chance, fingerprints of what went in
certificate.json           how fair it is, in numbers: the smallest chance, and what no lottery can better
draw.json                  the seed, the ticket, the group it picked
replacements/1, 2, …       the same for each seat that came free, with replacement.json: who left, who stayed

What people answered stays private: an age and a place together can tell who
someone is. Its fingerprint is published, so that whoever is shown the files
can see that they are the ones.
"""

import json
from collections.abc import Mapping

from .draw import fingerprint
from .folder import as_json
from .replacing import public_record

FINGERPRINTS, README = "fingerprints.txt", "README.txt"
NUMBERS = ("exact", "tolerance", "smallest_chance", "proven_bound", "gap", "proven")


def published(files: Mapping[str, bytes], names: Mapping[str, str], title: str) -> dict[str, bytes]:
    """The files to publish, by their places, from those of a selection's folder.

    names  the pseudonym of each id
    title  what was selected, for the README

    >>> sorted(published({"public/lottery.json": b"{}", "inputs/targets.csv": b"", "lottery.json": b"{}"}, {}, "Us"))
    ['README.txt', 'certificate.json', 'fingerprints.txt', 'lottery.json', 'targets.csv']
    """
    found = {"targets.csv": files["inputs/targets.csv"]} | lottery_published(files, "", names, b"")
    number = 1
    while (place := f"replacements/{number}/") + "lottery.json" in files:
        before = found[f"replacements/{number - 1}/draw.json" if number > 1 else "draw.json"]
        found |= lottery_published(files, place, names, before)
        number += 1
    found[README] = readme(title, number - 1).encode()
    return found | {FINGERPRINTS: fingerprints(found)}


def lottery_published(
    files: Mapping[str, bytes], place: str, names: Mapping[str, str], before: bytes
) -> dict[str, bytes]:
    """The published files of one lottery, at its place in the folder; `before` is the published draw before it."""
    proof = json.loads(files[f"{place}lottery.json"]).get("certificate", {})
    found = {
        f"{place}lottery.json": files[f"{place}public/lottery.json"],
        f"{place}certificate.json": as_json({key: proof[key] for key in NUMBERS if key in proof}),
    }
    if f"{place}draw.json" in files:
        found[f"{place}draw.json"] = files[f"{place}public/draw.json"]
    if place:
        record = json.loads(files[f"{place}replacement.json"])
        found[f"{place}replacement.json"] = as_json(public_record(record, names, before))
    return found


def fingerprints(files: Mapping[str, bytes]) -> bytes:
    """The fingerprint and the name of each file, line by line.

    >>> fingerprints({"a.txt": b""}).decode()
    'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855  a.txt\\n'
    """
    return "".join(f"{fingerprint(files[name])}  {name}\n" for name in sorted(files)).encode()


def readme(title: str, replacements: int) -> str:
    """How to repeat it all, in plain words."""
    later = {0: "", 1: AFTER_ONE}.get(replacements, AFTER_MORE.format(last=replacements))
    return f"{title}\n{'=' * len(title)}\n\n{BEGINNING}{later}{END}"


BEGINNING = """\
These files show how a group of people was chosen by lot. With them anyone can
repeat it. Nobody is named: each person has a number, such as P012, and was
told their own.

The whole of it, with Leal
--------------------------
Give this command the ZIP file, or the folder that it unpacks to:

    leal select verify FILE-OR-FOLDER

It goes through the first draw, then through each seat that was drawn for
later, and says line by line what holds. If anything was altered, it says where.

By hand, with no Leal at all
----------------------------
1. That no file was altered since fingerprints.txt was made. In this folder:

    sha256sum --check fingerprints.txt

   The page that these files came from shows the fingerprint of fingerprints.txt
   itself.

2. That the seed picks the group. "seed" stands in draw.json:

    printf '%s\\n%s' "THE SEED" "$(sha256sum < lottery.json | cut -d' ' -f1)" | sha256sum

   Read the answer as one long number (base 16) and divide it by "tickets" in
   lottery.json. What remains is the ticket. The group whose tickets begin with
   "first_ticket" and go on for as many as "tickets" says holds it.

3. That chances are what they are said to be: add up the tickets of every group
   that a person is in, and divide by all tickets.
"""

AFTER_ONE = """
The seat that came free
-----------------------
Someone left, and their seat was drawn for. Do steps 2 and 3 once more in
replacements/1. There, replacement.json says who left ("gone"), who stayed
("stay"), who had left or could not be asked by then ("away"), and the
fingerprint of the draw before it ("after_sha256").
"""

AFTER_MORE = """
The seats that came free
------------------------
Each time someone left, their seat was drawn for. Do steps 2 and 3 once more in
replacements/1, then 2, and so on up to {last}. In each, replacement.json says who
left ("gone"), who stayed ("stay"), who had left or could not be asked by then
("away"), and the fingerprint of the draw before it ("after_sha256").
"""

END = """
What is not here, and why
-------------------------
What each person answered is not here: an age, a place and a health condition
together can tell who someone is. So these files cannot show that a group meets
the targets in targets.csv, nor the proof that no lottery would be fairer; the
figures of that proof stand in certificate.json. Whoever may see the answers
(an auditor, say) can check both with the same command. The fingerprints of the
answers stand in lottery.json as "people_sha256", and for those who stayed as
"already_sha256". So nobody can put other answers in their place.
"""
