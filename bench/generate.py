"""Fill an empty, migrated database: gemeenten, members, projects, teams and the whole checklist.

`DATABASE_URL=<superuser> python -m bench.generate [--gemeenten 342] [--projecten 10] [--klein]`

COPY as a superuser: COPY FROM does not work under row-level security. Triggers and foreign-key checks are off while
filling; the history that they would have written is written at the end. Every text of a gemeente holds its own canary
word. The first gemeente is the big one: at least 25 projects, so that a page of the list is full.
"""

import datetime
import os
import random
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import UUID

import psycopg
from psycopg import sql

from bench.stage import parser, size
from wijkaanpak.instrumenten.loader import load
from wijkaanpak.tenancy.ids import uuid7

ROOT = Path(__file__).resolve().parents[1]
INSTRUMENT = ROOT / "projects" / "instrumenten" / "implementatiewijzer-1.yaml"
QUICKSCAN = ROOT / "ontwikkelplan" / "instrumenten" / "quickscan-1.yaml"
BIG = 25
FASEN = ("voorbereiding", "start", "uitvoering", "vervolg")
ROLES = ("beheerder", "beleid", "beleid", "projectleider", "projectleider", *["medewerker"] * 4, "gast")
TEAM = ("uitvoerend", "uitvoerend", "uitvoerend", "ervaringsdeskundige", "ketenpartner")
FIRST = ("Sanne", "Daan", "Fatima", "Joris", "Lotte", "Mehmet", "Anouk", "Bram", "Yara", "Pieter", "Noor", "Ruben")
LAST = ("de Vries", "Jansen", "El Amrani", "Bakker", "Visser", "Yilmaz", "Smit", "Meijer", "Mulder", "de Boer")
TEXT = (
    "We spraken dit af met het wijkteam en de school. De notitie staat klaar en iedereen las mee. Volgende maand kijken"
    " we of het werkt in de praktijk en passen we de afspraken aan. De huisarts wil graag meedoen met het overleg op"
    " dinsdag. Ouders vertelden wat zij nodig hebben en dat namen we over in het plan."
)
WORDS = TEXT.split()
STATUSES = (("gereed", 0.4), ("bezig", 0.65), ("nvt", 0.72), ("niet_gestart", 1.0))  # each with its share, summed up
# By data type. A column of another type has to be named: then a KeyError here says which.
EMPTY = {
    "boolean": False,
    "character varying": "",
    "text": "",
    "smallint": 0,
    "integer": 0,
    "jsonb": "{}",
    "timestamp with time zone": datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC),
}


def canary(number: int) -> str:
    """Return the word that stands in every text of gemeente ``number`` and nowhere else."""
    return f"kan{number:04d}z"


@dataclass
class Town:
    """One gemeente while it is being made."""

    number: int
    id: UUID
    lids: list[tuple[UUID, UUID]] = field(default_factory=list)  # (lidmaatschap, gebruiker), in the order of ROLES
    shared: list[UUID] = field(default_factory=list)  # lidmaatschappen of people who work in more gemeenten
    projects: list["Made"] = field(default_factory=list)


@dataclass(frozen=True)
class Made:
    """One project while it is being filled."""

    id: UUID
    town: Town
    team: Sequence[UUID]
    codes: Sequence[str]


class Filler:
    """Writes the rows, table by table."""

    def __init__(self, connection: psycopg.Connection[Any], gemeenten: int, projecten: int) -> None:
        self.db, self.gemeenten, self.projecten = connection, gemeenten, projecten
        self.random = random.Random(1)
        self.today, self.now = datetime.date.today(), datetime.datetime.now(datetime.UTC)  # noqa: DTZ011
        self.ids = [punt.id for punt in load(INSTRUMENT).walk()]
        self.towns = [Town(number, uuid7()) for number in range(1, gemeenten + 1)]

    def copy(self, table: str, columns: str, rows: Iterable[Sequence[Any]]) -> None:
        """COPY rows into a table; a column that may not be null and is not named gets the empty value of its type."""
        named = columns.split()
        rest = self.db.execute(
            "SELECT column_name, data_type FROM information_schema.columns"
            " WHERE table_name = %s AND is_nullable = 'NO' AND column_default IS NULL AND column_name <> ALL(%s)",
            [table, named],
        ).fetchall()
        names = sql.SQL(", ").join(sql.Identifier(name) for name in [*named, *(name for name, _ in rest)])
        empty = [EMPTY[kind] for _, kind in rest]
        statement = sql.SQL("COPY {} ({}) FROM STDIN").format(sql.Identifier(table), names)
        with self.db.cursor() as cursor, cursor.copy(statement) as copy:
            for row in rows:
                copy.write_row([*row, *empty])

    def fill(self) -> None:
        """Make everything."""
        regio = uuid7()
        self.copy("tenancy_regio", "id naam", [(regio, "Alle gemeenten")])
        towns = [
            (town.id, regio, f"Dorp {canary(town.number)}", f"g{town.number:04d}", "#0a5a73") for town in self.towns
        ]
        self.copy("tenancy_gemeente", "id regio_id naam slug merkkleur", towns)
        self.people()
        projects = [row for town in self.towns for row in self.projects_of(town)]
        columns = "id gemeente_id naam wijk begin eind ontwikkelfase fase status instrument_versie versie"
        self.copy("projects_project", columns, projects)
        self.teams()
        self.own_points()
        evidence: list[tuple[Any, ...]] = []
        columns = "id gemeente_id project_id punt status reden toelichting verantwoordelijke_id deadline gereed_op"
        answers = self.answers(evidence)
        self.copy("projects_checklistantwoord", f"{columns} versie gewijzigd_op gewijzigd_door_id", answers)
        columns = "id gemeente_id antwoord_id titel url bestand mime grootte sha256 toegevoegd_op toegevoegd_door_id"
        self.copy("projects_bewijs", columns, evidence)
        self.plans()
        for table in (
            "accounts_lidmaatschap",
            "projects_project",
            "projects_teamlid",
            "projects_checklistantwoord",
            "projects_projectdeling",
            "ontwikkelplan_plan",
            "ontwikkelplan_ontwikkelpunt",
        ):
            self.history(table)

    def people(self) -> None:
        """Own members of every gemeente, and one who also works in the next."""
        users: list[tuple[Any, ...]] = []
        lids: list[tuple[Any, ...]] = []

        def person(email: str, last: str) -> UUID:
            id = uuid7()
            name = f"{self.random.choice(FIRST)} {last}"
            users.append((f"!{id}", id, f"{email}@bench.example", name, True, True, self.now))
            return id

        def member(town: Town, user: UUID, role: str) -> UUID:
            lids.append((uuid7(), town.id, user, role, self.now))
            return UUID(str(lids[-1][0]))

        for town in self.towns:
            for place, role in enumerate(ROLES):
                last = f"{self.random.choice(LAST)} {canary(town.number)}"
                user = person(f"{role}{place}.g{town.number:04d}", last)
                town.lids.append((member(town, user, role), user))
        for place, town in enumerate(self.towns):
            user = person(f"gi{town.number:04d}", f"Gezinsman-{place}")
            for home in (town, self.towns[(place + 1) % len(self.towns)]):
                home.shared.append(member(home, user, "medewerker"))
        columns = "password id email naam is_active sneltoetsen date_joined"
        self.copy("accounts_gebruiker", columns, users)
        self.copy("accounts_lidmaatschap", "id gemeente_id gebruiker_id rol sinds", lids)

    def projects_of(self, town: Town) -> Iterator[tuple[Any, ...]]:
        """The projects of one gemeente; each keeps its team and the ids to answer."""
        count = max(self.projecten, BIG) if town.number == 1 else self.projecten
        for number in range(count):
            leader = town.lids[3 + number % 2][0]
            others = self.random.sample([lid for lid, _ in town.lids[5:9]], 4)
            gi = town.shared[number % len(town.shared)]
            made = Made(uuid7(), town, [leader, gi, *others], [*self.ids, "EG-01", "EG-02", "EP-01"])
            town.projects.append(made)
            begin = self.today - datetime.timedelta(days=self.random.randrange(30, 500))
            name = f"Wijk {number + 1} {canary(town.number)}"
            fase = FASEN[number % 4]
            eind = begin + datetime.timedelta(days=730)
            yield made.id, town.id, name, f"Buurt {canary(town.number)}", begin, eind, 1, fase, "lopend", 1, 1

    def teams(self) -> None:
        """Six people in every team, and the first project shared with the guest."""
        start = self.today - datetime.timedelta(days=60)
        rows = [
            (uuid7(), town.id, project.id, lid, role, start)
            for town in self.towns
            for project in town.projects
            for lid, role in zip(project.team, ("projectleider", "gedragswetenschapper", *TEAM), strict=False)
        ]
        self.copy("projects_teamlid", "id gemeente_id project_id lid_id rol van", rows)
        found = self.db.execute(
            "SELECT p.id FROM auth_permission p JOIN django_content_type t ON t.id = p.content_type_id"
            " WHERE t.app_label = 'projects' AND t.model = 'project' AND p.codename = 'bekijken'"
        ).fetchone()
        assert found is not None
        until = self.today + datetime.timedelta(days=90)
        shares = []
        for town in self.towns:
            (guest, user), leader = town.lids[9], town.lids[3][0]
            shares.append((uuid7(), town.id, town.projects[0].id, guest, user, found[0], until, leader, self.now))
        columns = "id gemeente_id content_object_id lid_id user_id permission_id tot verleend_door_id verleend_op"
        self.copy("projects_projectdeling", columns, shares)

    def own_points(self) -> None:
        """Two punten of every gemeente and one of every project."""
        rows: list[tuple[Any, ...]] = []
        for town in self.towns:
            by, word = town.lids[0][0], canary(town.number)
            for number, fase in ((1, "start"), (2, "uitvoering")):
                code = f"EG-0{number}"
                rows.append((uuid7(), town.id, None, fase, code, f"Eigen punt {number} {word}", f"Zo {word}", by))
            for project in town.projects:
                title = f"Alleen hier {word}"
                rows.append((uuid7(), town.id, project.id, "voorbereiding", "EP-01", title, f"Zo {word}", by))
        columns = "id gemeente_id project_id fase code titel hulp toegevoegd_door_id"
        self.copy("projects_eigenpunt", columns, rows)

    def answers(self, evidence: list[tuple[Any, ...]]) -> Iterator[tuple[Any, ...]]:
        """Every answer, punt by punt over all projects: rows of one project lie scattered, as in real life."""
        pick, day = self.random.random, datetime.timedelta(days=1)
        projects = [project for town in self.towns for project in town.projects]
        for place in range(len(projects[0].codes)):
            for project in projects:
                id, town, chance = uuid7(), project.town, pick()
                status = next(status for status, below in STATUSES if chance < below)
                who = self.random.choice(project.team) if pick() < 0.8 else None
                deadline = self.today + day * self.random.randrange(-30, 200) if pick() < 0.6 else None
                done = self.today - day * self.random.randrange(1, 200) if status == "gereed" else None
                start, length = self.random.randrange(len(WORDS)), self.random.randrange(5, 50)
                text = " ".join([canary(town.number), *(WORDS + WORDS)[start : start + length]])
                reason = f"Speelt hier niet {canary(town.number)}" if status == "nvt" else ""
                row = (id, town.id, project.id, project.codes[place], status, reason, text, who, deadline, done)
                yield *row, 1, self.now, project.team[0]
                if pick() < 0.1:
                    title, url = f"Verslag {canary(town.number)}", "https://example.org/verslag"
                    evidence.append(
                        (uuid7(), town.id, id, title, url, "", "", 0, "", self.now, self.random.choice(project.team))
                    )

    def plans(self) -> None:
        """A plan of every gemeente: 2 rows in each of the 24 tables, and 20 in those of the big one."""
        tables = [tabel.id for deel in load(QUICKSCAN).onderdelen for tabel in deel.punten]
        plans, rows, stands = [], [], []
        for town in self.towns:
            plan, by, word = uuid7(), town.lids[1][0], canary(town.number)
            plans.append((plan, town.id, "lokaal", f"Plan {word}", 2025, 2027, "2028-01-01", "concept", 8, 1, 1))
            for tabel in tables:
                for place in range(20 if town.number == 1 else 2):
                    id = uuid7()
                    text = [" ".join([word, *self.random.choices(WORDS, k=25)]) for _ in range(4)]
                    status = self.random.choice(("niet_gestart", "bezig", "gereed"))
                    rows.append(
                        (id, town.id, plan, tabel, place, *text, "Wijkteam", "2026-10-01", status, "lokaal", 1, [])
                    )
                    stands.append((uuid7(), town.id, id, self.today, f"Loopt {word}", by, self.now))
        columns = "id gemeente_id soort titel begin_jaar eind_jaar horizon staat weken_oud instrument_versie versie"
        self.copy("ontwikkelplan_plan", columns, plans)
        columns = "id gemeente_id plan_id tabel volgorde doel resultaat stappen kosten uitvoerder planning status"
        self.copy("ontwikkelplan_ontwikkelpunt", f"{columns} herkomst versie stap_dagen", rows)
        self.copy("ontwikkelplan_stand", "id gemeente_id punt_id datum tekst door_id op", stands)

    def history(self, table: str) -> None:
        """Write the event that the insert trigger would have written for every row."""
        event = f"{table}event"
        found = self.db.execute(
            "SELECT attname FROM pg_attribute WHERE attrelid = %s::regclass AND attnum > 0 AND NOT attisdropped",
            [event],
        ).fetchall()
        names = [name for (name,) in found if not name.startswith("pgh_")]
        columns = sql.SQL(", ").join(sql.Identifier(name) for name in names)
        self.db.execute(
            sql.SQL(
                "INSERT INTO {} (pgh_created_at, pgh_label, pgh_obj_id, {}) SELECT now(), 'insert', id, {} FROM {}"
            ).format(sql.Identifier(event), columns, columns, sql.Identifier(table))
        )


def generate(url: str, gemeenten: int, projecten: int) -> None:
    """Fill the database at ``url`` (a superuser's) and let the planner look at it."""
    began = time.monotonic()
    with psycopg.connect(url) as connection:
        connection.execute("SET session_replication_role = replica")
        Filler(connection, gemeenten, projecten).fill()
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("VACUUM ANALYZE")
        counts = connection.execute(
            "SELECT (SELECT count(*) FROM tenancy_gemeente), (SELECT count(*) FROM accounts_gebruiker),"
            " (SELECT count(*) FROM projects_project), (SELECT count(*) FROM projects_checklistantwoord),"
            " (SELECT count(*) FROM projects_bewijs), pg_size_pretty(pg_database_size(current_database()))"
        ).fetchone()
    assert counts is not None
    words = "{} gemeenten, {} people, {} projects, {} answers, {} pieces of evidence, {}".format(*counts)
    print(f"{words}, in {time.monotonic() - began:.1f} s", flush=True)


def main() -> None:
    """Read the command line and fill."""
    options = parser("Fill an empty database (DATABASE_URL, a superuser) for a measurement.").parse_args()
    generate(os.environ["DATABASE_URL"], *size(options.gemeenten, options.projecten, klein=options.klein))


if __name__ == "__main__":
    main()
