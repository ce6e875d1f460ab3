"""The voortgangsberichten of the demo, told in ``demo.yaml``: one that was sent, and one being written."""

import datetime
from pathlib import Path

import yaml
from django.utils import timezone
from pydantic import BaseModel, ConfigDict

from evaluatie.voortgang.concept import draft
from evaluatie.voortgang.inhoud import compose
from evaluatie.voortgang.models import GELDIG, Bericht, Berichtpdf, Verzending
from evaluatie.voortgang.periode import Periode
from evaluatie.voortgang.services.berichten import Aan, ask_preview, begin, send
from evaluatie.voortgang.services.lezers import stop
from projects.models import Project
from wijkaanpak.accounts.demo import DOMAIN
from wijkaanpak.accounts.models import Lidmaatschap
from wijkaanpak.editing.services import add_row, save_fields
from wijkaanpak.post.models import Mail
from wijkaanpak.post.services import stop_address
from wijkaanpak.tenancy.models import Gemeente
from wijkaanpak.tenancy.scope import tenant_scope


class DemoVoortgang(BaseModel):
    """One sent bericht; ``van`` and ``tot`` count days before today, and it was sent on ``tot``."""

    model_config = ConfigDict(extra="forbid")

    gemeente: str
    project: str
    door: str
    van: int
    tot: int
    aan: list[str]
    lezers: list[str]
    afgemeld: str
    mislukt: str
    teksten: dict[str, str]


def load_demo() -> None:
    """Make both, in a project that has none."""
    wanted = DemoVoortgang.model_validate(yaml.safe_load(Path(__file__).with_suffix(".yaml").read_text("utf-8")))
    with tenant_scope(Gemeente.objects.get(slug=wanted.gemeente).pk):
        project = Project.objects.get(naam=wanted.project)
        if Bericht.objects.filter(project=project).exists():
            return
        lids = Lidmaatschap.objects.active().with_people()
        people = {lid.gebruiker.email.removesuffix(f"@{DOMAIN}"): lid for lid in lids}
        _send(wanted, project, people)
        concept = begin(project=project, by=people[wanted.door])
        said = f"{concept.inleiding} Na het eerste half jaar kijken we terug, en kiezen we wat we vasthouden."
        save_fields(row=concept, values={"inleiding": said}, versie=concept.versie, by=people[wanted.door].pk)
        concept.refresh_from_db()
        ask_preview(bericht=concept, project=project, by=people[wanted.door])


def _send(wanted: DemoVoortgang, project: Project, people: dict[str, Lidmaatschap]) -> None:
    today, by = timezone.localdate(), people[wanted.door]
    van, tot = (today - datetime.timedelta(days=days) for days in (wanted.van, wanted.tot))
    row = Bericht(gemeente_id=project.gemeente_id, project=project, van=max(van, project.begin), tot=tot)
    periode = Periode(row.van, tot)
    draft(project, periode)  # what there was on that day is known to the next
    row.bekend = periode.to_json()
    for deel, tekst in wanted.teksten.items():
        setattr(row, deel, tekst)
    row = add_row(row=row, by=by.pk)
    aan = Aan([people[name] for name in wanted.aan], [], wanted.lezers)
    send(bericht=row, project=project, aan=aan, versie=row.versie, by=by)
    then = timezone.now() - datetime.timedelta(days=wanted.tot)
    Bericht.objects.filter(pk=row.pk).update(verstuurd_op=then)
    row.refresh_from_db()
    said = compose(row, project, by.gemeente, nummer=row.nummer or 1, door=by.gebruiker.naam)
    Berichtpdf.objects.filter(bericht=row).update(inhoud=said.to_json())
    rows = Verzending.objects.filter(bericht=row)
    rows.exclude(lezer=None).update(geldig_tot=then + GELDIG)
    mails = Mail.objects.filter(ding__in=rows.values("pk"))
    mails.update(verstuurd_op=then, gemaakt_op=then, moment=then)
    mails.filter(adres=wanted.mislukt).update(verstuurd_op=None, mislukt_op=then, reden="550", pogingen=1)
    stop_address(gemeente_id=project.gemeente_id, adres=wanted.mislukt, code="550")
    for each in rows.filter(lezer__email=wanted.afgemeld).select_related("lezer"):
        assert each.lezer is not None  # noqa: S101 (asked for by its address)
        stop(lezer=each.lezer)
