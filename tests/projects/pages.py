"""What the tests of the pages share: saving over HTTP, a project with everything in it, counting queries."""

import datetime
import re
from typing import Any

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from projects.content import instrument_of
from projects.models import ChecklistAntwoord, Doel, Vraag
from projects.services.antwoord import save_answer
from projects.services.bewijs import add_link
from projects.services.eigen_punt import add_own_point
from projects.services.project import create_project
from projects.services.register import add_row
from projects.services.rooster import set_presence
from projects.services.team import add_to_team
from tests.cast import Town, make_member, make_person, project_data
from tests.projects.setting_up import make_mandate, make_partner
from wijkaanpak.accounts.models import Rol
from wijkaanpak.tenancy.scope import tenant_scope

HTMX = {"HX-Request": "true"}
_TRANSACTION = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE", "ROLLBACK")
_CONTEXT = re.compile(r"^SELECT set_config\('pghistory\.context_id'.*?; ?(?=SAVEPOINT|RELEASE)", re.DOTALL)
_RESET = "set_config('app.gebruiker', '',"  # what scope.py adds inside a test's own transaction
PHASES = ("voorbereiding", "start", "uitvoering", "vervolg")


def save(client: Client, town: Town, punt: str, *, htmx: bool = False, **fields: Any) -> Any:
    """Post fields of one answer, as the form of the punt does; ``versie`` is 0 unless given."""
    headers = HTMX if htmx else {}
    data = {"versie": 0, "blok": "in", **fields}
    return client.post(town.url(f"punten/{punt}/bewaren/"), data, headers=headers)


def answer(town: Town, punt: str) -> ChecklistAntwoord | None:
    """Return the stored answer at a punt, or None."""
    with tenant_scope(town.gemeente.pk):
        return ChecklistAntwoord.objects.filter(project=town.project, punt=punt).first()


def stored(town: Town, punt: str) -> ChecklistAntwoord:
    """Return the stored answer at a punt."""
    found = answer(town, punt)
    assert found is not None
    return found


def put(town: Town, punt: str, **values: Any) -> None:
    """Give an answer without HTTP."""
    found = answer(town, punt)
    with tenant_scope(town.gemeente.pk):
        save_answer(
            project=town.project, punt=punt, values=values, versie=found.versie if found else 0, by=town.leider.lid
        )


def grow(town: Town, times: int) -> None:
    """Add people, projects, own punten, answers and evidence: ``times`` of each."""
    with tenant_scope(town.gemeente.pk):
        for number in range(times):
            person = make_person(f"extra{number}.{town.gemeente.slug}", f"Extra {number}")
            member = make_member(town.gemeente, person, Rol.MEDEWERKER)
            teamlid = add_to_team(project=town.project, lid=member.lid, rol="uitvoerend")
            set_presence(teamlid=teamlid, wanted={(number + 1, "middag")}, seen=set())
            partner = make_partner(town, "onderwijs", f"School {number}")
            make_mandate(town, partner, "besluiten")
            add_row(project=town.project, row=Doel(titel=f"Doel {number}"), by=town.leider.lid)
            add_row(project=town.project, row=Vraag(tekst=f"Vraag {number}"), by=town.leider.lid)
            data = project_data(town.leider.lid, naam=f"Project {number}")
            other = create_project(by=town.leider.lid, data=data)
            add_to_team(project=other, lid=town.lid.lid, rol="uitvoerend")
            own = add_own_point(
                by=town.leider.lid, project=town.project, fase="uitvoering", titel=f"Eigen {number}", hulp=""
            )
            for punt in (f"UI-0{number + 5}", f"UI-04{'abcd'[number]}", own.code):
                _fill(town, punt, number)
            add_link(
                project=town.project, punt="UI-04", titel=f"Link {number}", url=f"https://e.org/{number}", by=member.lid
            )
    for number in range(times):
        put(town, "UI-04", toelichting=f"Versie {number}")


def _fill(town: Town, punt: str, number: int) -> None:
    values = {
        "status": "bezig",
        "toelichting": f"Tekst {number}",
        "verantwoordelijke_id": town.lid.lid.pk,
        "deadline": timezone.localdate() + datetime.timedelta(days=number - 1),
    }
    save_answer(project=town.project, punt=punt, values=values, versie=0, by=town.leider.lid)


def fill_everything(town: Town) -> None:
    """Give every line of the checklist an answer, a person, a deadline and a text of two sentences."""
    with tenant_scope(town.gemeente.pk):
        for punt in instrument_of(town.project).punten:
            if punt == "UI-04":
                continue
            values = {
                "status": "bezig",
                "toelichting": "Besproken met het wijkteam en de school. De gemeente zoekt een plek." * 2,
                "verantwoordelijke_id": town.lid.lid.pk,
                "deadline": timezone.localdate(),
            }
            save_answer(project=town.project, punt=punt, values=values, versie=0, by=town.leider.lid)


def count_queries(client: Client, url: str) -> list[str]:
    """Return the statements of one request, without what only a test (or a transaction) adds."""
    with CaptureQueriesContext(connection) as captured:
        response = client.get(url)
    assert response.status_code == 200, f"{url}: {response.status_code}"
    statements = [_CONTEXT.sub("", query["sql"]) for query in captured.captured_queries]
    return [sql for sql in statements if not sql.startswith(_TRANSACTION) and _RESET not in sql]
