"""What each argument in an address stands for, in a town of the cast."""

from collections.abc import Callable
from typing import Any

from tests.cast import Town
from wijkaanpak.herinneringen.afmelden import token_of

# What each argument in an address stands for.
ARGUMENTS: dict[str, Callable[[Town], Any]] = {
    "gemeente": lambda town: town.gemeente.slug,
    "project_id": lambda town: town.project.pk,
    "lid_id": lambda town: town.buiten.lid.pk,
    "uitnodiging_id": lambda town: town.uitnodiging.pk,
    "token": lambda town: town.uitnodiging.token,
    "punt_id": lambda town: town.eigen_punt.pk,
    "teamlid_id": lambda town: town.teamlid.pk,
    "deling_id": lambda town: town.deling.pk,
    "bewijs_id": lambda town: town.bewijs.pk,
    "fase": lambda town: "uitvoering",
    "punt": lambda town: "UI-04",
    "register": lambda town: "partners",
    "rij_id": lambda town: town.partner.pk,
    "document_id": lambda town: town.document.pk,
    "verzoek_id": lambda town: town.verzoek.pk,
    "stuk": lambda town: "overeenkomst",
    "sleutel": lambda town: "waarom",
    "vorm": lambda town: "pdf",
    "blad": lambda town: "visie",
    "regel": lambda town: "NUM-03",
    "soort": lambda town: "xlsx",
    "slug": lambda town: "sneltoetsen",
    "naam": lambda town: "0a5a73-0",
    "sessie_id": lambda town: town.mlb.sessie.pk,
    "les_id": lambda town: town.mlb.les.pk,
    "methode_id": lambda town: town.mlb.methode.pk,
    "ronde_id": lambda town: town.mlb.ronde.pk,
    "actie_id": lambda town: town.mlb.actie.pk,
    "lijst": lambda town: "alternatief",
    "plan_id": lambda town: town.op.plan.pk,
    "op_id": lambda town: town.op.punt.pk,
    "planversie_id": lambda town: town.op.versie.pk,
    "pdf_id": lambda town: town.op.pdf.pk,
    "scan_id": lambda town: town.op.scan.pk,
    "deelname_id": lambda town: town.op.deelname.pk,
    "rapport_id": lambda town: town.op.rapport.pk,
    "voorstel_id": lambda town: town.op.voorstel.pk,
    "regiopunt_id": lambda town: town.op.regiopunt.pk,
    "tabel": lambda town: "BF2-01",
    "basisfunctie": lambda town: "tijdig-signaleren",
    "deel": lambda town: "draagvlak",
    "overleg_id": lambda town: town.st.overleg.pk,
    "gesprek_id": lambda town: town.st.gesprek.pk,
    "ouder_id": lambda town: town.st.sturing.pk,
    "sturing_id": lambda town: town.st.sturing.pk,
    "uitgezet_id": lambda town: town.st.uitgezet.pk,
    "perspectief": lambda town: "uitvoering",
    "opdracht_id": lambda town: town.st.opdracht.pk,
    "versie_id": lambda town: town.st.versie.pk,
    "agenda_id": lambda town: town.st.agenda.pk,
    "vraag_id": lambda town: town.st.vraag.pk,
    "dag_id": lambda town: town.ve.dag.pk,
    "herinnering_id": lambda town: town.her.herinnering.pk,
    "mail_id": lambda town: town.her.mail.pk,
    "stop_id": lambda town: town.her.stop.pk,
    "evaluatie_id": lambda town: town.ev.evaluatie.pk,
    "doel_id": lambda town: town.ev.doel.pk,
}
# Where an argument stands for something else at one address.
AT_ADDRESS: dict[str, dict[str, Callable[[Town], Any]]] = {
    **{
        f"evaluatie:{name}": {"stuk": lambda town: "projectverslag", "sleutel": lambda town: "VSL-1"}
        for name in ("verslag", "verslag-maken", "verslagtekst", "verslagtekst-geschiedenis")
    },
    **{
        f"evaluatie:{name}": {"versie_id": lambda town: town.ev.versie.pk, "vorm": lambda town: "docx"}
        for name in ("verslagversie", "verslagbestand", "verslag-opnieuw")
    },
    **{
        f"evaluatie:{name}": {"register": lambda town: "inbreng", "rij_id": lambda town: town.ev.inbreng.pk}
        for name in ("rij", "rij-weg", "rij-terug", "rij-geschiedenis")
    },
    **{f"projects:{name}": {"verzoek_id": lambda town: town.papier.pk} for name in ("scan", "scan-weg")},
    "herinneringen:agenda-ics": {"token": lambda town: town.her.sleutel.token},
    "herinneringen:afmelden": {"token": lambda town: token_of(town.buiten.user, ["deadlines"])},
    "reflectie:woord-weg": {"rij_id": lambda town: town.mlb.wachtterm.pk},
    "reflectie:vaste-gast-weg": {"rij_id": lambda town: town.mlb.vaste_gast.pk},
    "reflectie:project-methode-wijzigen": {"methode_id": lambda town: town.mlb.project_methode.pk},
    "reflectie:factor-minder": {"rij_id": lambda town: town.mlb.vermelding.pk},
    "reflectie:rij-weg": {"rij_id": lambda town: town.mlb.alternatief.pk},
    "reflectie:van-lijst": {"rij_id": lambda town: town.mlb.genodigde.pk},
    "reflectie:steun": {"rij_id": lambda town: town.mlb.genodigde.pk},
    "reflectie:deel": {"naam": lambda town: "vraag"},
    "reflectie:overgang": {"naam": lambda town: "beginnen"},
    "reflectie:stap": {"sleutel": lambda town: "MLB-VRAAG"},
    "ontwikkelplan:scan-overgang": {"naam": lambda town: "bespreken"},
    "ontwikkelplan:scan-antwoord": {"punt": lambda town: "BF2-01-a"},
    "ontwikkelplan:scan-geschiedenis": {"punt": lambda town: "BF2-01-a"},
    "ontwikkelplan:scan-uitkomst": {"punt": lambda town: "BF2-01-b"},
    "ontwikkelplan:scan-ontwikkelpunt": {"punt": lambda town: "BF2-01-a"},
    **{
        f"sturing:{name}": {"punt": lambda town: "STU-I-04-a"}
        for name in ("antwoord", "antwoord-geschiedenis", "uitzetten", "notitie")
    },
    **{f"sturing:{name}": {"pdf_id": lambda town: town.st.pdf.pk} for name in ("pdf", "pdf-bestand", "pdf-opnieuw")},
    **{
        f"sturing:{name}": {"rij_id": lambda town: town.st.bouwsteen.pk}
        for name in (
            "bouwsteenrij",
            "bouwsteen-overnemen",
            "bouwsteenrij-weg",
            "bouwsteenrij-plaats",
            "bouwsteenrij-terug",
            "bouwsteenrij-geschiedenis",
        )
    },
    "sturing:overleg-document": {"soort": lambda town: "agenda"},
    "sturing:gesprek-actie-klaar": {"rij_id": lambda town: town.st.regel.pk},
    "sturing:overleg-actie-klaar": {"actie_id": lambda town: town.st.actie.pk},
    "sturing:gesprek-document": {"soort": lambda town: "gespreksnotitie"},
    "sturing:rij-nieuw": {"register": lambda town: "gesprekken"},
    **{
        f"sturing:{name}": {"register": lambda town: "gesprekken", "rij_id": lambda town: town.st.gesprek.pk}
        for name in ("rij", "rij-weg", "rij-terug", "rij-geschiedenis")
    },
    **{f"vervolg:{name}": {"pdf_id": lambda town: town.ve.pdf.pk} for name in ("pdf", "pdf-bestand", "pdf-opnieuw")},
    "vervolg:rij-nieuw": {"register": lambda town: "gevraagd", "ouder_id": lambda town: town.project.pk},
    **{
        f"vervolg:{name}": {"register": lambda town: "gevraagd", "rij_id": lambda town: town.ve.gevraagd.pk}
        for name in ("rij", "rij-weg", "rij-terug", "rij-geschiedenis")
    },
    "ontwikkelplan:geschiedenis": {"blad": lambda town: "inleiding"},
    "ontwikkelplan:overgang": {"naam": lambda town: "uitvoeren"},
    "ontwikkelplan:aanbod": {"plan_id": lambda town: town.op.regioplan.pk},
    "ontwikkelplan:rij-nieuw": {"register": lambda town: "documenten"},
    **{
        f"ontwikkelplan:{name}": {
            "register": lambda town: "documenten",
            "rij_id": lambda town: town.op.document.pk,
        }
        for name in ("rij", "rij-weg", "rij-terug", "rij-geschiedenis")
    },
    "sturing:opdracht-deel": {"deel": lambda town: "goed-begin"},
    **{
        f"sturing:opdracht-{name}": {"punt": lambda town: "OPD-GB-01"}
        for name in ("tekst", "tekst-geschiedenis", "overnemen", "houden")
    },
    "sturing:opdracht-voorzet": {"punt": lambda town: "OPD-ROL-01"},
    "sturing:opdracht-geschiedenis": {"blad": lambda town: "gegevens"},
    "sturing:opdracht-uitgeven": {"opdracht_id": lambda town: town.st.regionaal.pk},
}
THINGS = [name for name in ARGUMENTS if name.endswith("_id")]
