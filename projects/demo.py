"""The demo projects: what their teams filled in, told in ``demo.yaml``. No one in it exists."""

import datetime
from pathlib import Path
from typing import Any, Literal

import pgtrigger
import yaml
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from projects.content import instrument_of
from projects.demo_opzet import Data, Moment, People, set_up
from projects.models import Bewijs, ChecklistAntwoord, Project, Teamlid
from projects.models.project import Fase, Ontwikkelfase, Projectrol, Projectstatus
from projects.services.antwoord import save_answer
from projects.services.bewijs import add_file, add_link
from projects.services.delen import share_project
from projects.services.eigen_punt import add_own_point
from projects.services.project import ProjectData, create_project
from projects.services.team import add_to_team, invite_to_project
from wijkaanpak.accounts.demo import DOMAIN
from wijkaanpak.accounts.models import Lidmaatschap
from wijkaanpak.documents.office import make_xlsx
from wijkaanpak.instrumenten.models import StatusKeuze
from wijkaanpak.post.models import Mail
from wijkaanpak.tenancy.models import Gemeente
from wijkaanpak.tenancy.scope import tenant_scope


class Stuk(Moment):
    """A piece of evidence: a link, or a small file with these lines or rows."""

    titel: str
    door: str
    url: str = ""
    regels: list[str] = []
    rijen: list[list[str | int]] = []


class Stap(Moment):
    """One save of one answer; fields that are not given stay as they are. ``over`` counts from today."""

    door: str = ""
    status: StatusKeuze | None = None
    wie: str | None = None
    tekst: str | None = None
    reden: str | None = None
    over: int | None = None


class Regel(Stap):
    """What a team filled in at one punt; ``eerder`` are the saves before, ``klaar`` deelacties that are gereed."""

    punt: str
    eerder: list[Stap] = []
    klaar: list[str] | Literal["alles"] = []
    bewijs: list[Stuk] = []


class EigenPuntData(Data):
    """A punt of the gemeente's (``van`` gemeente) or the project's own."""

    van: Literal["gemeente", "project"]
    door: str
    fase: Fase
    titel: str
    hulp: str


class DemoProject(Data):
    """One project with its team, own punten and answers."""

    gemeente: str
    naam: str
    wijk: str
    begin: datetime.date
    eind: datetime.date
    halverwege_op: datetime.date | None = None
    eindevaluatie_op: datetime.date | None = None
    ontwikkelfase: Ontwikkelfase = Ontwikkelfase.FASE_1
    fase: Fase
    status: Projectstatus = Projectstatus.LOPEND
    leider: str
    team: dict[str, Projectrol] = {}
    kijkt_mee: dict[str, int] = {}  # shared with, for so many days
    uitgenodigd: dict[str, Projectrol] = {}
    eigen_punten: list[EigenPuntData] = []
    regels: list[Regel]


def load_demo() -> None:
    """Make the projects of the demo in every gemeente that has none yet."""
    text = Path(__file__).with_suffix(".yaml").read_text(encoding="utf-8")
    projects = [DemoProject.model_validate(item) for item in yaml.safe_load(text)]
    for gemeente in Gemeente.objects.filter(slug__in={project.gemeente for project in projects}):
        with tenant_scope(gemeente.pk):
            if Project.objects.exists():
                continue
            lids = Lidmaatschap.objects.active().with_people()
            people = {lid.gebruiker.email.removesuffix(f"@{DOMAIN}"): lid for lid in lids}
            for demo in projects:
                if demo.gemeente == gemeente.slug:
                    _make_project(demo, people)


def _make_project(demo: DemoProject, people: People) -> None:
    leader = people[demo.leider]
    data = ProjectData(
        naam=demo.naam,
        wijk=demo.wijk,
        begin=demo.begin,
        eind=demo.eind,
        ontwikkelfase=demo.ontwikkelfase,
        fase=demo.fase,
        status=demo.status,
        projectleider=leader,
        halverwege_op=demo.halverwege_op,
        eindevaluatie_op=demo.eindevaluatie_op,
    )
    project = create_project(by=leader, data=data)
    _gather(project, demo, people)
    for own in demo.eigen_punten:
        add_own_point(
            by=people[own.door],
            project=None if own.van == "gemeente" else project,
            fase=own.fase,
            titel=own.titel,
            hulp=own.hulp,
        )
    for regel in demo.regels:
        for step in [*regel.eerder, regel]:
            _save(project, regel.punt, step, people, default=demo.leider)
        for punt in _below(project, regel):
            done = Stap(op=regel.op, dagen=regel.dagen, door=regel.door, wie=regel.wie, status=StatusKeuze.GEREED)
            _save(project, punt, done, people, default=demo.leider)
        for stuk in regel.bewijs:
            _add_evidence(project, regel.punt, stuk, people[stuk.door])
    set_up(project, people)


def _gather(project: Project, demo: DemoProject, people: People) -> None:
    """Put the team together, share the project, and invite: without a mail, as if that went out."""
    leader = people[demo.leider]
    for name, rol in demo.team.items():
        add_to_team(project=project, lid=people[name], rol=rol)
    Teamlid.objects.filter(project=project).update(van=min(project.begin, timezone.localdate()))
    for name, days in demo.kijkt_mee.items():
        until = timezone.localdate() + datetime.timedelta(days=days)
        share_project(project=project, lid=people[name], permission="bekijken", tot=until, by=leader)
    for email, rol in demo.uitgenodigd.items():
        invitation = invite_to_project(project=project, by=leader, email=email, rol=rol)
        Mail.objects.filter(ding=invitation.pk).update(verstuurd_op=timezone.now())


def _below(project: Project, regel: Regel) -> list[str]:
    if regel.klaar == "alles":
        return [punt.id for punt in instrument_of(project).punten[regel.punt].walk() if punt.id != regel.punt]
    return regel.klaar


def _save(project: Project, punt: str, step: Stap, people: People, *, default: str) -> None:
    """Save one answer through the service, dated as the story tells.

    The history keeps one row per version, written by the trigger: so it skips the save itself and
    notes the update that sets the date.
    """
    names = {"status": "status", "tekst": "toelichting", "reden": "reden"}
    values: dict[str, Any] = {names[name]: getattr(step, name) for name in names if getattr(step, name) is not None}
    if step.wie is not None:
        values["verantwoordelijke_id"] = people[step.wie].pk
    if step.over is not None:
        values["deadline"] = timezone.localdate() + datetime.timedelta(days=step.over)
    before = ChecklistAntwoord.objects.filter(project=project, punt=punt).values_list("versie", flat=True).first() or 0
    by = people[step.door or step.wie or default]
    with pgtrigger.ignore("projects.ChecklistAntwoord:update_update"):
        antwoord = save_answer(project=project, punt=punt, values=values, versie=before, by=by).row
    if antwoord.versie == before:
        raise ValueError(f"{project.naam} {punt}: this step of the demo changes nothing")
    antwoord.gewijzigd_op = step.time()
    antwoord.gereed_op = step.day() if antwoord.status == StatusKeuze.GEREED else None
    antwoord.save(update_fields=["gewijzigd_op", "gereed_op"])


def _add_evidence(project: Project, punt: str, stuk: Stuk, by: Lidmaatschap) -> None:
    if stuk.url:
        bewijs = add_link(project=project, punt=punt, titel=stuk.titel, url=stuk.url, by=by)
    else:
        if stuk.rijen:
            upload = SimpleUploadedFile(f"{stuk.titel}.xlsx", _sheet(stuk))
        else:
            upload = SimpleUploadedFile(f"{stuk.titel}.pdf", one_page_pdf([stuk.titel, "", *stuk.regels]))
        bewijs = add_file(project=project, punt=punt, titel="", upload=upload, by=by)
    Bewijs.objects.filter(pk=bewijs.pk).update(toegevoegd_op=stuk.time())


def _sheet(stuk: Stuk) -> bytes:
    header, *rows = stuk.rijen
    return make_xlsx(stuk.titel, [str(name) for name in header], rows)


def one_page_pdf(lines: list[str]) -> bytes:
    """Return a PDF of one A4 page with these lines in Helvetica, small enough to read in a hex dump."""
    escaped = (line.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)") for line in lines)
    shown = "\n".join(f"({line}) Tj T*" for line in escaped)
    stream = f"BT /F1 12 Tf 18 TL 60 770 Td\n{shown}\nET".encode("cp1252")
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R /Lang (nl-NL) >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
        b" /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%b\nendstream" % (len(stream), stream),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    out, offsets = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, start=1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    size = len(objects) + 1
    trailer = b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (size, len(out))
    return out + b"xref\n0 %d\n0000000000 65535 f \n" % size + table + trailer
