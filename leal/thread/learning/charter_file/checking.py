"""Whether a charter file hangs together: every name it uses is there, once, and no promise is lost between editions."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator

from leal.thread.charters.models import Charter
from leal.thread.evidence.reviewed import Fault, did_you_mean
from leal.thread.statements.models import Principle

from . import shape
from .stored import longest

Saying = Callable[[str, str], None]


def faults(file: shape.CharterFile, name: str = "the file") -> list[Fault]:
    """Everything that is wrong with a charter file, results aside: where, what, how to mend it."""
    found: list[Fault] = []
    checking = _Checking(file, lambda at, why: found.append(Fault(name, at, why)))
    for check in (checking.once, checking.names, checking.editions, checking.promises, checking.days, checking.lengths):
        check()
    return found


def faults_here(file: shape.CharterFile, name: str = "the file") -> list[Fault]:
    """What stands in its way in this installation: a charter of that name, a principle in other words."""
    found = []
    slug = file.charter.slug
    if Charter.objects.filter(slug=slug).exists():
        why = f"There is a charter “{slug}” here already; nothing of it was changed. Take this one in --as NAME."
        found.append(Fault(name, "charter, slug", why))
    known = {(it.act, it.number): it.wording for it in Principle.objects.all()}
    for it in file.principles:
        if known.get((it.act, it.number), it.wording) != it.wording:
            other = known[it.act, it.number]
            why = f"Principle {it.number} of {it.act} is here already in other words: “{other}”. Use one wording."
            found.append(Fault(name, "principles", why))
    return found


class _Checking:
    """One file under the eye, with what can be named in it."""

    def __init__(self, file: shape.CharterFile, say: Saying):
        self.file, self.say = file, say
        self.texts = {edition.code: {c.code: c for _, c in promises(edition)} for edition in file.editions}
        self.bodies = {body.name for body in file.bodies}

    def once(self) -> None:
        """Nothing bears another’s name."""
        file = self.file
        self._once("bodies", (body.name for body in file.bodies))
        self._once("principles", ((it.act, it.number) for it in file.principles))
        self._once("sources", (it.address for it in file.sources))
        self._once("intakes", (it.digest for it in file.intakes))
        self._once("groups", ((it.panel, it.code) for it in file.groups))
        for lists in ("themes", "panels", "statements", "editions", "practices", "measures", "lessons"):
            self._once(lists, (it.code for it in getattr(file, lists)))
        for edition in file.editions:
            at = f"edition {edition.code}"
            self._once(f"{at}, sections", (section.code for section in edition.sections))
            self._once(f"{at}, commitments", (code.code for _, code in promises(edition)))
            self._once(f"{at}, asks", (ask.code for ask in edition.asks))
            self._once(f"{at}, lineage", ((it.earlier, it.later) for it in edition.lineage))
            for _, promise in promises(edition):
                self._once(f"{edition.code}/{promise.code}, parts", (part.letter for part in promise.parts))

    def _once(self, at: str, names: Iterable) -> None:
        for name, times in Counter(names).items():
            if times > 1:
                said = " ".join(str(word) for word in name if word) if isinstance(name, tuple) else name
                self.say(at, f"“{said}” stands here {times} times. Keep one, or give the others a name of their own.")

    def names(self) -> None:
        """What people said leads to themes, principles and statements that are there."""
        themes = {theme.code for theme in self.file.themes}
        principles = {(it.act, it.number) for it in self.file.principles}
        statements = {statement.code for statement in self.file.statements}
        panels, groups = {it.code for it in self.file.panels}, {(it.panel, it.code) for it in self.file.groups}
        for it in self.file.groups:
            self._known(f"group {it.code}, panel", [it.panel], panels, "panel")
        for it in self.file.statements:
            self._known(f"statement {it.code}, theme", [it.theme], themes, "theme")
            if it.group and tuple(it.group) not in groups:
                self.say(f"statement {it.code}, group", f"There is no group “{'/'.join(it.group)}” in this file.")
            for act, number in set(it.principles) - principles:
                self.say(f"statement {it.code}, principles", f"Principle {number} of {act or 'no act'} is not here.")
        for place, quote in enumerate(self.file.quotes, start=1):
            self._known(f"quotes {place}, statements", quote.statements, statements, "statement")
        for edition in self.file.editions:
            for _, it in promises(edition):
                self._known(f"{edition.code}/{it.code}, answers", it.answers, statements, "statement")
                self._known(f"{edition.code}/{it.code}, binds", it.binds, self.bodies, "body")

    def _known(self, at: str, names: Iterable[str | None], known: Iterable[str], kind: str) -> None:
        for name in names:
            if name is not None and name not in known:
                self.say(at, f"There is no {kind} “{name}” in this file. {did_you_mean(name, known)}")

    def editions(self) -> None:
        """Editions follow one another, sections stand inside earlier ones, and every promise is accounted for."""
        before: set[str] = set()
        for edition in self.file.editions:
            at = f"edition {edition.code}"
            if edition.follows is not None and edition.follows not in before:
                self.say(f"{at}, follows", f"Edition “{edition.follows}” does not stand before it in this file.")
            above: set[str] = set()
            for section in edition.sections:
                self._known(f"{at}, section {section.code}, within", [section.within], above, "section before it")
                above.add(section.code)
            for place, line in enumerate(edition.lineage, start=1):
                self._line(f"{at}, lineage {place}", edition, line)
            self._nothing_lost(at, edition)
            before.add(edition.code)

    def _line(self, at: str, edition: shape.Edition, line: shape.Lineage) -> None:
        needs_earlier, needs_later = line.kind != "new", line.kind != "ended"
        if needs_earlier != (line.earlier is not None) or needs_later != (line.later is not None):
            why = "needs an earlier and a later promise"
            alone = {
                "new": "has a later promise and no earlier one",
                "ended": "has an earlier promise and no later one",
            }
            self.say(at, f"What is {line.kind} {alone.get(line.kind, why)}. Mend the line.")
        if line.same_promise != (line.kind == "kept") and line.kind in ("kept", "new", "ended"):
            self.say(
                at,
                f"What is {line.kind} is {'' if line.kind == 'kept' else 'not '}the same promise. Mend same_promise.",
            )
        if line.earlier is not None:
            self._promise(at, line.earlier)
        self._known(f"{at}, later", [line.later], self.texts[edition.code], "commitment")

    def _nothing_lost(self, at: str, edition: shape.Edition) -> None:
        if edition.follows not in self.texts:
            return
        told = {line.earlier for line in edition.lineage}
        for code in self.texts[edition.follows]:
            if f"{edition.follows}/{code}" not in told:
                why = f"The lineage loses {edition.follows}/{code}. Say what became of it: kept, reworded, ended…"
                self.say(f"{at}, lineage", why)
        came = {line.later for line in edition.lineage}
        for code in self.texts[edition.code]:
            if code not in came:
                self.say(
                    f"{at}, lineage", f"It does not say where {edition.code}/{code} comes from. Add a line for it."
                )

    def promises(self) -> None:
        """What is done, measured, said and learned is about promises, by bodies and measures, that are there."""
        measures = {measure.code for measure in self.file.measures}
        for place, it in enumerate(self.file.owners, start=1):
            self._promise(f"owners {place}", it.promise)
            self._known(f"owners {place}, body", [it.body], self.bodies, "body")
        for it in self.file.practices:
            self._promise(f"practice {it.code}", *it.keeps)
            self._known(f"practice {it.code}, body", [it.body], self.bodies, "body")
        for it in self.file.measures:
            self._promise(f"measure {it.code}, serves", *(served.promise for served in it.serves))
            self._once(f"measure {it.code}, serves", (served.promise for served in it.serves))
        for it in self.file.lessons:
            self._promise(f"lesson {it.code}", *it.commitments)
            self._known(f"lesson {it.code}, body", [it.body], self.bodies, "body")
        for place, it in enumerate(self.file.examples, start=1):
            self._promise(f"examples {place}", *it.commitments)
            self._known(f"examples {place}, measure", [it.measure], measures, "measure")
        for lists in ("decisions", "findings", "standings"):
            for place, it in enumerate(getattr(self.file, lists), start=1):
                self._promise(f"{lists} {place}", it.commitment)

    def _promise(self, at: str, *names: str) -> None:
        for name in names:
            edition, code, *part = name.split("/")
            if edition not in self.texts:
                self.say(at, f"There is no edition “{edition}” in this file. {did_you_mean(edition, self.texts)}")
            elif code not in self.texts[edition]:
                self.say(at, f"There is no promise “{edition}/{code}” in this file.")
            elif part and part[0] not in {each.letter for each in self.texts[edition][code].parts}:
                self.say(at, f"The promise “{edition}/{code}” has no part “{part[0]}”.")

    def days(self) -> None:
        """Nothing ends before it begins, and what the rule needs said of a measure is said."""
        for lists in ("owners", "practices"):
            for place, it in enumerate(getattr(self.file, lists), start=1):
                if it.since and it.ended_on and it.ended_on < it.since:
                    self.say(
                        f"{lists} {place}", f"It ends on {it.ended_on}, before it begins on {it.since}. Mend a date."
                    )
        for it in self.file.measures:
            if it.matters_points is not None and it.matters_relative is not None:
                self.say(f"measure {it.code}", "What matters is said in points and as a share. Keep one of the two.")
            if not it.gap and not (it.kind and it.asks):
                self.say(
                    f"measure {it.code}", "It says neither what it asks nor why it cannot: add kind and asks, or gap."
                )
            if bool(it.every) != (it.published_after is not None):
                self.say(f"measure {it.code}", "“every” and “published_after” belong together. Add the other one.")
        for place, it in enumerate(self.file.decisions, start=1):
            if not it.agrees and not it.reason:
                self.say(f"decisions {place}", "An owner who overrules says why. Add the reason.")

    def lengths(self) -> None:
        """No text is longer than there is room for."""
        for at, field, length, room in longest(self.file):
            self.say(f"{at}, {field}", f"This is {length} characters long and may be {room}. Shorten it.")


def promises(edition: shape.Edition) -> Iterator[tuple[shape.Section, shape.Commitment]]:
    """Every commitment of an edition with its section, in the order of the text."""
    return ((section, promise) for section in edition.sections for promise in section.commitments)
