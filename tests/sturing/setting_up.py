"""A row in every table of sturing."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.core.files.base import ContentFile
from django.utils import timezone

from ontwikkelplan.sturing import models as m
from ontwikkelplan.sturing.opdrachtdocument import compose
from ontwikkelplan.sturing.opdrachtdossier import dossier_of
from projects.models import Doel
from tests.cast import CANARY, Town
from tests.ontwikkelplan.setting_up import PDF, stored
from wijkaanpak.documents.inhoud import Inhoud
from wijkaanpak.documents.models import Maakstaat
from wijkaanpak.tenancy.scope import tenant_scope


@dataclass
class Sturingrijen:
    """What a town has of sturing. ``lid`` was asked one line of the checklist."""

    sturing: m.Sturing
    antwoord: m.Sturingantwoord
    uitgezet: m.Uitgezet
    gesprek: m.Bestuursgesprek
    regel: m.Gespreksregel
    bouwsteen: m.Bouwsteenrij
    opdracht: m.Opdracht
    regionaal: m.Opdracht
    tekst: m.Opdrachttekst
    taak: m.Taak
    risico: m.Risico
    versie: m.Opdrachtversie
    regiotekst: m.Regiotekst
    overleg: m.Overleg
    actie: m.Overlegactie
    monitor: m.Monitorafspraak
    knelpunt: m.Knelpunt
    agenda: m.Verbeteragenda
    tafel: m.Tafelgenoot
    verbetering: m.Verbetering
    borging: m.Borging
    vraag: m.Borgingvraag
    doel: Doel
    pdf: m.Sturingpdf


def _document(town: Town) -> dict[str, Any]:
    return Inhoud(
        titel=f"{CANARY} opdracht",
        ondertitel="",
        gemeente=town.gemeente.naam,
        kleur="",
        kenmerk="",
        versie=1,
        datum="",
        feiten=(),
        secties=(),
    ).to_json()


def add_sturing(town: Town) -> None:
    """Put a row in every table of sturing; every text of them holds CANARY. A scope must be open."""
    by, today = town.beleid.lid, timezone.localdate()
    later = today + datetime.timedelta(days=30)

    def put(row: Any) -> Any:
        return stored(town, row)

    sturing = put(m.Sturing(jaar=today.year, instrument_versie=1, bouwstenen_versie=1))
    opdracht = put(m.Opdracht(titel=f"{CANARY} opdracht", team=f"{CANARY} team", instrument_versie=1))
    gesprek = put(m.Bestuursgesprek(sturing=sturing, datum=today, met=f"{CANARY} wethouder", is_er=f"{CANARY} er"))
    overleg = put(m.Overleg(opdracht=opdracht, soort="realisatie", datum=today, verslag=f"{CANARY} verslag"))
    agenda = put(m.Verbeteragenda(titel=f"{CANARY} agenda", themas=f"{CANARY} thema"))
    borging = put(
        m.Borging(
            project=town.project, resultaat=f"{CANARY} resultaat", anker=f"{CANARY} anker", erfgenaam=by,
            controle_op=later,
        )
    )  # fmt: skip
    document = compose(dossier_of(opdracht), gemeente=town.gemeente, versie=1).to_json()
    town.st = Sturingrijen(
        sturing=sturing,
        antwoord=put(m.Sturingantwoord(sturing=sturing, punt="STU-I-04-a", waarde="deels", tekst=f"{CANARY} tekst")),
        uitgezet=put(
            m.Uitgezet(
                sturing=sturing, punt="STU-I-05-b", lid=town.lid.lid, voor=later, vraag=f"{CANARY} vraag",
                gevraagd_door=by,
            )
        ),
        gesprek=gesprek,
        regel=put(m.Gespreksregel(gesprek=gesprek, soort="actie", tekst=f"{CANARY} actie", wie=f"{CANARY} wie")),
        bouwsteen=put(m.Bouwsteenrij(sturing=sturing, bouwsteen="BST-2", is_er=f"{CANARY} is er")),
        opdracht=opdracht,
        regionaal=put(m.Opdracht(soort="regionaal", titel=f"{CANARY} regio", instrument_versie=1)),
        tekst=put(m.Opdrachttekst(opdracht=opdracht, punt="OPD-GB-01", tekst=f"{CANARY} tekst")),
        taak=put(m.Taak(opdracht=opdracht, taak=f"{CANARY} taak", prioriteit="nu")),
        risico=put(m.Risico(opdracht=opdracht, soort="geld", risico=f"{CANARY} risico")),
        versie=put(
            m.Opdrachtversie(
                opdracht=opdracht, nummer=1, staat="concept", inhoud={"document": document, "teksten": {}},
                gemaakt_door=by,
            )
        ),
        regiotekst=put(m.Regiotekst(punt="OPD-GB-02", tekst=f"{CANARY} regiotekst", uitgifte=1)),
        overleg=overleg,
        actie=put(m.Overlegactie(overleg=overleg, kant="team", tekst=f"{CANARY} actie")),
        monitor=put(
            m.Monitorafspraak(opdracht=opdracht, wat=f"{CANARY} wat", wanneer="per kwartaal", leverancier="team")
        ),
        knelpunt=put(
            m.Knelpunt(opdracht=opdracht, knelpunt=f"{CANARY} knelt", kant="team", gemeld_op=today, tafel="lokaal")
        ),
        agenda=agenda,
        tafel=put(m.Tafelgenoot(agenda=agenda, sector="zorg", organisatie=f"{CANARY} organisatie")),
        verbetering=put(m.Verbetering(agenda=agenda, voorstel=f"{CANARY} voorstel", thema=f"{CANARY} thema")),
        borging=borging,
        vraag=put(m.Borgingvraag(borging=borging, maanden=6, vraag_op=later)),
        doel=put(Doel(project=town.project, titel=f"{CANARY} doel")),
        pdf=put(
            m.Sturingpdf(
                soort="opdracht", van=opdracht.pk, inhoud=_document(town), sjabloon=1, gevraagd_door=by,
                staat=Maakstaat.KLAAR, bestand=ContentFile(PDF, "x.pdf"),
            )
        ),
    )  # fmt: skip


def settle(town: Town) -> None:
    """Say of a project that nothing of it needs to last, so that it may be closed or put away; opens its own scope."""
    with tenant_scope(town.gemeente.pk):
        stored(town, m.Borging(project=town.project, resultaat="Niets", afwijking="Het project ging niet door"))
