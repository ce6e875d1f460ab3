"""Many people in many gemeenten at once, with crashes in the middle: does anything cross the wall?

`python -m bench.hammer [--aantal 20000] [--minuten 45] [--gemeenten 342] [--projecten 10] [--klein]`. Exit code 1 when
something leaked, or when no answer held anything that could leak.
"""

import io
import random
import re
import sys
import time
import zipfile
from collections import Counter
from dataclasses import dataclass, field

from bench.afterwards import check_rows
from bench.client import Answer, Ask, Browser, together
from bench.stage import machine, parser, size, stage
from bench.world import Person, Place, World, canaries, look_around, own_word, slug

CLIENTS = 8
FASEN = ("voorbereiding", "start", "uitvoering", "vervolg")
PUNTEN = ("VB-01a", "VB-01b", "VB-02a", "VB-03a", "VB-03b", "VB-03c", "VB-01", "VB-02", "VB-03", "EP-01")
VERSION = re.compile(rb'class="veldenform.*?name="versie" value="(\d+)"', re.DOTALL)
SHARES = {
    "list": 20,
    "project": 17,
    "phase": 13,
    "overview": 8,
    "own 404": 2,
    "neighbour": 12,
    "save": 7,
    "team": 4,
    "print": 1,
    "xlsx": 1,
    "crash": 15,
}


@dataclass
class Tally:
    """What one client saw."""

    asked: Counter[str] = field(default_factory=Counter)
    statuses: Counter[int] = field(default_factory=Counter)
    checked: int = 0
    own_words: int = 0  # answers in which the own canary did stand: the check can see something
    leaks: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)  # another status than expected, or an answer without its own text
    saved: dict[str, tuple[int, str, str]] = field(default_factory=dict)  # text -> (gemeente, project, punt)


class Hammer:
    """One client: random people, random gemeenten, every answer checked."""

    def __init__(self, port: int, world: World, number: int, amount: int, until: float) -> None:
        self.browser, self.world, self.number = Browser(port), world, number
        self.amount, self.until = amount, until
        self.random, self.tally = random.Random(number), Tally()
        self.towns = list(world.places)

    def run(self) -> Tally:
        """Ask until the amount is reached or the time is up."""
        kinds, weights = list(SHARES), list(SHARES.values())
        while self.tally.asked.total() < self.amount and time.monotonic() < self.until:
            self.one(self.random.choices(kinds, weights)[0])
        self.browser.close()
        return self.tally

    def ask(self, kind: str, ask: Ask, who: Person, statuses: set[int], town: int | None = None) -> Answer:
        """Send one request and check its answer; ``town`` is whose word must stand in it, and no other."""
        answer = self.browser.ask(ask)
        tally = self.tally
        tally.asked[kind] += 1
        tally.statuses[answer.status] += 1
        allowed = {town} if town else set(who.home)
        body = _unpacked(answer.body)
        found = canaries(body)
        tally.checked += 1
        tally.own_words += bool(found & allowed)
        if found - allowed:
            tally.leaks.append(f"{kind} {ask.path} shows {sorted(found - allowed)} to a member of {sorted(who.home)}")
        if answer.status not in statuses:
            tally.wrong.append(f"{kind} {ask.path}: {answer.status}")
        elif town and answer.status == 200 and own_word(town) not in body:
            tally.wrong.append(f"{kind} {ask.path}: own text missing")
        return answer

    def one(self, kind: str) -> None:
        """One request of a kind (a save is two)."""
        place = self.random.choice(self.world.places[self.random.choice(self.towns)])
        who = self.random.choice(place.readers)
        if kind == "neighbour":
            self.neighbour(place, who)
        elif kind == "save":
            self.save(place)
        elif kind == "crash":
            kind = self.random.choice(["python", "sql"])
            path = f"/{slug(place.town)}/botsing/{place.id}/{kind}/"
            self.ask(f"crash in {kind}", Ask(path, who.session), who, {500})
        elif kind == "overview":
            self.ask(kind, Ask("/", who.session), who, {200})
        else:
            path = {
                "list": f"/{slug(place.town)}/projecten/",
                "phase": f"{place.url}checklist/{self.random.choice(FASEN)}/",
                "own 404": f"{place.url}checklist/geen-fase/",
                "team": f"{place.url}team/",
                "print": f"{place.url}afdrukken/",
                "xlsx": f"{place.url}checklist.xlsx",
            }.get(kind, place.url)
            expected = 404 if kind == "own 404" else 200
            self.ask(kind, Ask(path, who.session), who, {expected}, place.town)

    def neighbour(self, place: Place, who: Person) -> None:
        """A deep link into a gemeente where this person is no member: 404, whatever door is tried."""
        other = self.random.choice([town for town in self.towns if town not in who.home])
        theirs = self.random.choice(self.world.places[other])
        smuggled = f"/{slug(place.town)}/projecten/{theirs.id}/"
        form = {"blok": "in", "versie": "1", "toelichting": "van de buren"}
        door = self.random.choice(
            [
                Ask(f"/{slug(other)}/projecten/"),
                Ask(theirs.url),
                Ask(f"{theirs.url}checklist/voorbereiding/VB-03/"),
                Ask(smuggled),
                Ask(f"{smuggled}checklist/voorbereiding/?deel=VB-03", htmx=True),
                Ask(f"{smuggled}checklist.xlsx"),
                Ask(f"{smuggled}team/"),
                Ask(f"{smuggled}punten/VB-03a/bewaren/", htmx=True, form=form),
                Ask(f"{theirs.url}punten/VB-03a/bewaren/", form=form),
            ]
        )
        self.ask("neighbour", Ask(door.path, who.session, door.htmx, door.form), who, {404})

    def save(self, place: Place) -> None:
        """Open a punt and save a text at it, from the version that the form holds."""
        who, punt = self.random.choice(place.writers), self.random.choice(PUNTEN)
        url = f"{place.url}checklist/voorbereiding/{punt}/?deel={punt}"
        opened = self.ask("open", Ask(url, who.session, htmx=True), who, {200}, place.town)
        found = VERSION.search(opened.body)
        if found is None:
            self.tally.wrong.append(f"open {url}: no version in the form")
            return
        text = f"{own_word(place.town).decode()} bewaard-{self.number}-{self.tally.asked.total()}-{place.id}"
        form = {"blok": "in", "versie": found[1].decode(), "toelichting": text}
        ask = Ask(f"{place.url}punten/{punt}/bewaren/", who.session, htmx=True, form=form)
        answer = self.ask("save", ask, who, {200, 409})
        if answer.status == 200:
            self.tally.saved[text] = (place.town, place.id, punt)


def _unpacked(body: bytes) -> bytes:
    """Return the text of an answer; of a spreadsheet, the text of all that is in it."""
    if not body.startswith(b"PK"):
        return body
    with zipfile.ZipFile(io.BytesIO(body)) as archive:
        return b"\n".join(archive.read(name) for name in archive.namelist())


def report(tallies: list[Tally], seconds: float, rows: list[str]) -> int:
    """Print what happened and return the number of leaks."""
    asked = sum((tally.asked for tally in tallies), Counter[str]())
    statuses = sum((tally.statuses for tally in tallies), Counter[int]())
    leaks = [leak for tally in tallies for leak in tally.leaks] + rows
    wrong = [line for tally in tallies for line in tally.wrong]
    crashes = sum(number for kind, number in asked.items() if kind.startswith("crash"))
    print("\n| what | number |\n|---|---|")
    for kind, number in asked.most_common():
        print(f"| {kind} | {number:,} |")
    print(f"| **attempts** | **{asked.total():,}** in {seconds:.0f} s ({asked.total() / seconds:.0f}/s) |")
    print(f"| crashes in the middle | {crashes:,} |")
    print(f"| answers checked | {sum(tally.checked for tally in tallies):,} |")
    print(f"| of those with the own canary in them | {sum(tally.own_words for tally in tallies):,} |")
    print(f"| saves that landed | {sum(len(tally.saved) for tally in tallies):,} |")
    print(
        f"| answers by status | {', '.join(f'{status}: {number:,}' for status, number in sorted(statuses.items()))} |"
    )
    print(f"| answers other than expected | {len(wrong):,} |")
    print(f"| **leaks** | **{len(leaks)}** |\n")
    for line in [*leaks[:20], *wrong[:20]]:
        print(line)
    return len(leaks)


def main() -> int:
    """Hammer, look at the rows, print; 1 when something leaked or no answer held anything to leak."""
    options = parser("Hammer the application and look for leaks.")
    options.add_argument("--aantal", type=int, default=20_000, help="how many requests (20000)")
    options.add_argument("--minuten", type=float, default=45, help="stop asking after so long (45)")
    chosen = options.parse_args()
    amount = max(CLIENTS, min(chosen.aantal, 1_000_000))
    gemeenten, projecten = size(chosen.gemeenten, chosen.projecten, klein=chosen.klein)
    with stage(max(gemeenten, 4), projecten, application="bench.crashing:application") as at:
        world = look_around(at.superuser_url)
        print(f"Before: {machine()}", flush=True)
        began = time.monotonic()
        share = -(-amount // CLIENTS)
        tallies = together(
            CLIENTS, lambda number: Hammer(at.port, world, number, share, began + chosen.minuten * 60).run()
        )
        seconds = time.monotonic() - began
        print(f"After: {machine()}", flush=True)
        saved = {text: where for tally in tallies for text, where in tally.saved.items()}
        leaks = report(tallies, seconds, check_rows(at.superuser_url, saved))
    proof = [sum(tally.own_words for tally in tallies), len(saved), sum(tally.statuses[500] for tally in tallies)]
    return 0 if not leaks and all(proof) else 1


if __name__ == "__main__":
    sys.exit(main())
