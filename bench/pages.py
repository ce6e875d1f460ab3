"""How fast the pages are: `python -m bench.pages [--gemeenten 342] [--projecten 10] [--klein]`. See README.md."""

import gzip
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import islice

import psycopg

from bench import policy
from bench.client import Answer, Ask, Browser, median, percentile, together
from bench.generate import canary
from bench.sqlcost import Captured, capture, cpu_of_session, replay
from bench.stage import Stage, machine, parser, size, stage
from bench.world import World, look_around, slug

BIG = 1  # the gemeente with a full page of projects
PUNT, DEELACTIE = "VB-03", "VB-03a"
FONT = "noto-sans-latin-wght-normal.woff2"  # the italic one is fetched where italics are shown, which no page here does


@dataclass
class Page:
    """One page to measure: what to ask, by client and turn."""

    name: str
    make: Callable[[int], Ask]
    turns: int = 20
    saves: bool = False
    rounds: dict[int, list[list[float]]] = field(default_factory=dict)  # by number of clients
    last: Answer | None = None
    cpu: float = 0.0
    broken: int = 0  # the status of a page that does not answer 200; it is named, not measured

    def calm(self, clients: int) -> list[float]:
        """The timings of the round that was disturbed least."""
        return min(self.rounds[clients], key=median)


class Saver:
    """Autosaves of a toelichting, each of a punt of its own client and from the version before it."""

    PUNTEN = ("VB-03a", "VB-03b", "VB-03c", "VB-02a", "VB-02b", "VB-02c", "VB-02d", "VB-01a")

    def __init__(self, url: str, session: str) -> None:
        self.url, self.session = url, session
        self.versions = dict.fromkeys(self.PUNTEN, 0)

    def make(self, client: int) -> Ask:
        """Return the next save of this client."""
        punt = self.PUNTEN[client]
        self.versions[punt] += 1
        text = f"{canary(BIG)} Dit is zin {self.versions[punt]} die iemand net typte over de samenwerking in de wijk."
        form = {"blok": "in", "versie": str(self.versions[punt]), "toelichting": text}
        return Ask(f"{self.url}punten/{punt}/bewaren/", self.session, htmx=True, form=form)


class CellSaver:
    """Saves of one cell of the ontwikkelplan, each client in a row of its own."""

    def __init__(self, url: str, rows: list[str], session: str) -> None:
        self.url, self.rows, self.session = url, rows[:8], session
        self.versions = dict.fromkeys(self.rows, 0)

    def make(self, client: int) -> Ask:
        """Return the next save of this client."""
        row = self.rows[client]
        self.versions[row] += 1
        text = f"{canary(BIG)} Het wijkteam is bekend bij alle scholen, meting {self.versions[row]}."
        form = {"versie": str(self.versions[row]), "status": "bezig", "bron": "", "doel": text}
        return Ask(f"{self.url}punt/{row}/", self.session, htmx=True, form=form)


def pages_of(world: World) -> list[Page]:
    """Return every page, in the gemeente where they are biggest."""
    place = world.places[BIG][0]
    beleid = world.with_role(BIG, "beleid").session
    leader = world.with_role(BIG, "projectleider").session
    both = next(person for person in world.people if BIG in person.home and len(person.home) > 1).session
    saver = Saver(place.url, beleid)
    fase = f"{place.url}checklist/voorbereiding/"
    plan_id, rows = world.plans[BIG]
    plan = f"/{slug(BIG)}/ontwikkelplan/{plan_id}/"

    def get(name: str, path: str, session: str = beleid, *, htmx: bool = False, turns: int = 20) -> Page:
        ask = Ask(path, session, htmx=htmx)
        return Page(name, lambda client: ask, turns)

    return [
        get("empty Django answer (security.txt)", "/.well-known/security.txt", "", turns=40),
        get("help page (no database)", "/hulp/checklist/", ""),
        get("Mijn overzicht, projectleider", "/", leader),
        get("Mijn overzicht, two gemeenten", "/", both),
        get("projects list (20 cards)", f"/{slug(BIG)}/projecten/"),
        get("projects list (10 cards)", f"/{slug(2)}/projecten/", world.with_role(2, "beleid").session),
        get("project", place.url),
        get("phase voorbereiding", fase),
        get("phase uitvoering", f"{place.url}checklist/uitvoering/"),
        get(f"open punt {PUNT} (page)", f"{fase}{PUNT}/"),
        get(f"open punt {PUNT} (htmx)", f"{fase}{PUNT}/?deel={PUNT}", htmx=True),
        get("open deelactie (htmx)", f"{fase}{DEELACTIE}/?deel={DEELACTIE}", htmx=True),
        get("open punt VB-04, the biggest (htmx)", f"{fase}VB-04/?deel=VB-04", htmx=True),
        Page("save (htmx)", saver.make, saves=True),
        get("team", f"{place.url}team/"),
        get("afdrukken", f"{place.url}afdrukken/", turns=10),
        get("xlsx", f"{place.url}checklist.xlsx", turns=10),
        get("ontwikkelplan, overview", plan),
        get("ontwikkelplan, basisfunctie 1 (11 x 20 rows)", f"{plan}basisfunctie/veilige-leefomgeving/", turns=10),
        get("ontwikkelplan, all 24 x 20 rows", f"{plan}alles/", turns=6),
        Page("save of a cell (htmx)", CellSaver(plan, rows, beleid).make, saves=True),
    ]


def run_round(port: int, page: Page, clients: int, turns: int = 0) -> None:
    """One round: every client asks over a connection of its own, after once that does not count."""
    turns = turns or (page.turns if clients == 1 else max(page.turns // 4, 3))

    def work(client: int) -> list[float]:
        browser = Browser(port)
        took = []
        for turn in range(turns + 1):
            answer = browser.ask(page.make(client))
            page.last = answer
            page.broken = page.broken or (answer.status if answer.status != 200 else 0)
            if turn:
                took.append(answer.ms)
        browser.close()
        return took

    page.rounds.setdefault(clients, []).append([ms for part in together(clients, work) for ms in part])


def measure(at: Stage, pages: list[Page], rounds: int) -> None:
    """Take the rounds page after page, so that a busy minute does not hit one page alone."""
    clock = cpu_of_session(int((at.folder / "processen" / "web.pid").read_text()))
    for page in pages:  # both workers read templates and content
        run_round(at.port, page, 8, turns=1)
        page.rounds.clear()
    pages = [page for page in pages if not page.broken]
    for clients in (1, 8):
        for _ in range(rounds):
            for page in pages:
                before = clock()
                run_round(at.port, page, clients)
                if clients == 1:
                    used = (clock() - before) / (page.turns + 1)
                    page.cpu = min(page.cpu or used, used)


def sql_of(at: Stage, page: Page) -> tuple[int, float]:
    """Return the number of statements of a page, and the median time of running just those."""
    captured: list[Captured] = [capture(page.make(0)) for _ in range(25 if page.saves else 2)][1:]
    assert all(each.status == 200 for each in captured), (page.name, captured[0].status)
    if not captured[0].statements:
        return 0, 0.0
    rounds = 1 if page.saves else 40
    return captured[-1].queries, median(replay(at.app_url, captured, rounds))


def table(at: Stage, pages: list[Page]) -> Iterator[str]:
    """Yield the lines of the table of pages."""
    empty = median(pages[0].calm(1))
    yield (
        "| page | 1 client p50 / p95 ms | 8 clients p50 / p95 ms | web CPU ms | queries | bare SQL ms | x SQL | x empty"
        " | bytes | gzip |"
    )
    yield "|---|---|---|---|---|---|---|---|---|---|"
    for page in pages:
        if page.broken:
            yield f"| {page.name} | answered {page.broken} |" + " – |" * 8
            continue
        one, eight = page.calm(1), page.calm(8)
        queries, sql = sql_of(at, page)
        assert page.last is not None
        body = page.last.body
        ratio = f"{median(one) / sql:.1f}" if sql else "–"
        yield (
            f"| {page.name} | {median(one):.1f} / {percentile(one, 95):.1f} | {median(eight):.1f} /"
            f" {percentile(eight, 95):.1f} | {page.cpu:.1f} | {queries} | {sql:.2f} | {ratio}"
            f" | {median(one) / empty:.1f} | {len(body):,} | {len(gzip.compress(body, 6)):,} |"
        )


def first_visit(port: int, ask: Ask) -> list[str]:
    """Return the lines of what a browser fetches on a first visit: over the wire here, and gzipped all over."""
    browser = Browser(port)
    page = browser.ask(Ask(ask.path, ask.session, gzip=True))
    html = gzip.decompress(page.body) if page.encoding == "gzip" else page.body
    text = html.decode()
    paths = sorted(set(re.findall(r'(?:href|src)="(/(?:static|thema)/[^"#]+)', text)))
    sizes = [(ask.path if len(ask.path) < 30 else "the page (HTML)", page.wire, len(gzip.compress(html)))]
    for path in paths:
        answer = browser.ask(Ask(path, gzip=True))
        plain = gzip.decompress(answer.body) if answer.encoding == "gzip" else answer.body
        sizes.append((path.rpartition("/")[2], answer.wire, min(len(plain), len(gzip.compress(plain, 9)))))
        font = re.search(rb"url\(['\"]?([^)'\"]*" + FONT.encode() + rb")", plain) if path.endswith(".css") else None
        if font:
            woff = browser.ask(Ask(f"{path.rpartition('/')[0]}/{font[1].decode()}"))
            assert woff.status == 200, font[1]
            sizes.append((FONT, woff.wire, len(woff.body)))
    browser.close()
    lines = ["| file | bytes here (demo settings) | bytes when gzipped |", "|---|---|---|"]
    lines += [f"| {name} | {wire:,} | {zipped:,} |" for name, wire, zipped in sizes]
    totals = [sum(column) for column in list(zip(*sizes, strict=True))[1:]]
    return [*lines, f"| **together** | **{totals[0]:,}** | **{totals[1]:,}** |"]


def main() -> None:
    """Measure and print."""
    command = parser("Measure the pages.")
    command.add_argument("--rondes", type=int, default=3, help="how many rounds (3)")
    options = command.parse_args()
    gemeenten, projecten = size(options.gemeenten, options.projecten, klein=options.klein)
    with stage(gemeenten, projecten) as at:
        world = look_around(at.superuser_url)
        pages = pages_of(world)
        print(f"\nBefore: {machine()}", flush=True)
        measure(at, pages, 1 if options.klein else max(1, min(options.rondes, 20)))
        print(f"After: {machine()}\n", flush=True)
        for line in table(at, pages):
            print(line, flush=True)
        print("\nFirst visit: a phase page\n")
        fase = next(page for page in pages if page.name == "phase voorbereiding")
        print("\n".join(first_visit(at.port, fase.make(0))), flush=True)
        with psycopg.connect(at.superuser_url) as db:
            ids = [str(id) for (id,) in db.execute("SELECT id FROM tenancy_gemeente ORDER BY slug LIMIT 20")]
        place = next(islice(world.places[2], 1))
        print(f"\nReading policy ({machine()})\n")
        print("\n".join(policy.compare(at.superuser_url, ids[1], place.id, [ids[0], *ids[2:]])), flush=True)


if __name__ == "__main__":
    main()
