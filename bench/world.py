"""Who is in the generated data: people with a session, and the projects of their gemeente."""

import datetime
import re
from collections import defaultdict
from dataclasses import dataclass, field

import psycopg

from bench.generate import canary

CANARY = re.compile(rb"kan(\d{4})z", re.IGNORECASE)
WRITERS = {"projectleider", "gedragswetenschapper", "uitvoerend"}


@dataclass
class Person:
    """Someone with a session."""

    id: str
    session: str
    home: dict[int, str] = field(default_factory=dict)  # number of the gemeente -> role there


@dataclass
class Place:
    """A project and who may see or change it."""

    id: str
    town: int
    readers: list[Person] = field(default_factory=list)
    writers: list[Person] = field(default_factory=list)

    @property
    def url(self) -> str:
        """Its address."""
        return f"/{slug(self.town)}/projecten/{self.id}/"


@dataclass
class World:
    """Everything a client needs to know to ask something sensible."""

    people: list[Person]
    places: dict[int, list[Place]]  # by number of the gemeente
    plans: dict[int, tuple[str, list[str]]]  # by number of the gemeente: its ontwikkelplan and the rows of it

    def with_role(self, town: int, role: str) -> Person:
        """Return the first person with a role in a gemeente."""
        return next(person for person in self.people if person.home.get(town) == role)


def slug(town: int) -> str:
    """Return the first part of every address in a gemeente."""
    return f"g{town:04d}"


def canaries(body: bytes) -> set[int]:
    """Return the numbers of the gemeenten whose word stands in this text."""
    return {int(number) for number in CANARY.findall(body)}


def look_around(superuser_url: str) -> World:
    """Read the data and log everyone in, by making their sessions."""
    with psycopg.connect(superuser_url) as db:
        people = {id: Person(str(id), "") for (id,) in db.execute("SELECT id FROM accounts_gebruiker ORDER BY id")}
        lids: dict[object, Person] = {}
        members = db.execute(
            "SELECT l.id, l.gebruiker_id, substr(g.slug, 2)::int, l.rol"
            " FROM accounts_lidmaatschap l JOIN tenancy_gemeente g ON g.id = l.gemeente_id ORDER BY l.id"
        )
        see_all: dict[int, list[Person]] = defaultdict(list)
        write_all: dict[int, list[Person]] = defaultdict(list)
        for lid, user, town, role in members:
            lids[lid] = people[user]
            people[user].home[town] = role
            if role in ("beheerder", "beleid"):
                see_all[town].append(people[user])
            if role == "beleid":
                write_all[town].append(people[user])
        places: dict[object, Place] = {}
        rows = db.execute(
            "SELECT p.id, substr(g.slug, 2)::int FROM projects_project p"
            " JOIN tenancy_gemeente g ON g.id = p.gemeente_id ORDER BY p.id"
        )
        by_town: dict[int, list[Place]] = defaultdict(list)
        for id, town in rows:
            places[id] = Place(str(id), town, list(see_all[town]), list(write_all[town]))
            by_town[town].append(places[id])
        plans: dict[int, tuple[str, list[str]]] = {}
        for town, plan, row in db.execute(
            "SELECT substr(g.slug, 2)::int, p.plan_id::text, p.id::text FROM ontwikkelplan_ontwikkelpunt p"
            " JOIN tenancy_gemeente g ON g.id = p.gemeente_id ORDER BY p.tabel, p.volgorde"
        ):
            plans.setdefault(town, (plan, []))[1].append(row)
        for project, lid, role in db.execute("SELECT project_id, lid_id, rol FROM projects_teamlid ORDER BY id"):
            places[project].readers.append(lids[lid])
            if role in WRITERS:
                places[project].writers.append(lids[lid])
    _log_in(list(people.values()))
    return World(list(people.values()), dict(by_town), plans)


def _log_in(people: list[Person]) -> None:
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore
    from django.contrib.sessions.models import Session
    from django.utils.crypto import get_random_string

    from wijkaanpak.accounts.models import Gebruiker

    users = {str(user.pk): user for user in Gebruiker.objects.all()}
    until = datetime.datetime.now(datetime.UTC) + datetime.timedelta(hours=9)
    rows = []
    for person in people:
        person.session = get_random_string(32, "abcdefghijklmnopqrstuvwxyz0123456789")
        data = {
            SESSION_KEY: person.id,
            BACKEND_SESSION_KEY: "allauth.account.auth_backends.AuthenticationBackend",
            HASH_SESSION_KEY: users[person.id].get_session_auth_hash(),
        }
        rows.append(Session(session_key=person.session, session_data=SessionStore().encode(data), expire_date=until))
    Session.objects.bulk_create(rows, batch_size=500)


def own_word(town: int) -> bytes:
    """Return the word that an answer of this gemeente must hold."""
    return canary(town).encode()
