"""What reflectie offers to take along as PDF: the figures of a series, and its lessons as tags. No word of the team."""

from collections.abc import Iterator

from django.db.models import Exists, OuterRef
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from projects.models import Project
from projects.stukken import project_folder
from reflectie.models import Sessie
from reflectie.models.lessen import Richting
from reflectie.zicht import Zicht, zicht_of
from wijkaanpak.documents.inhoud import Alinea, Blok, Inhoud, Sectie, Tabel
from wijkaanpak.documents.schoon import clean
from wijkaanpak.tenancy.models import Gemeente
from wijkaanpak.uitvoer.bronnen import BestaatNiet, Bron, Stuk, register

_DAY = "j\u00a0F\u00a0Y"


def _series() -> Iterator[Stuk]:
    rows = Project.objects.filter(Exists(Sessie.objects.filter(project=OuterRef("pk"))))
    for id, naam in rows.order_by(Lower("naam"), "pk").values_list("pk", "naam"):
        yield Stuk(str(id), _("Reflectie in cijfers"), project_folder(naam), timezone.localdate(), (id, naam))


def figures_of(sleutel: str, gemeente: Gemeente) -> Inhoud:
    """Return the series of a project in figures. Raises BestaatNiet when the project is not there."""
    project = Project.objects.filter(pk=sleutel).first()
    if project is None:
        raise BestaatNiet(sleutel)
    zicht = zicht_of(project, today=timezone.localdate())
    still_open = _("%(n)s, waarvan %(laat)s te laat") % {"n": zicht.acties_open, "laat": zicht.acties_laat}
    made = Inhoud(
        titel=_("Reflectie in cijfers"),
        ondertitel=project.naam,
        gemeente=gemeente.naam,
        kleur=gemeente.merkkleur,
        kenmerk=_("Reflectie van %(naam)s") % {"naam": project.naam},
        versie=0,
        datum=date_format(timezone.localdate(), _DAY),
        feiten=(
            (_("Gehouden MLB’s"), str(len(zicht.gehouden))),
            (_("Ketenpartners per keer"), str(zicht.gasten_per_keer)),
            (_("Lessen"), str(zicht.lessen)),
            (_("Open acties"), still_open),
        ),
        secties=(
            Sectie("keren", _("De keren"), (_sessions(zicht),)),
            Sectie("methode", _("Volhouden van de methode"), (Alinea(zicht.volhouden.woorden),)),
            Sectie("opkomst", _("Wie er waren"), (_attendance(zicht),)),
            Sectie("lessen", _("Waar de lessen over gaan"), (_tags(zicht),)),
        ),
    )
    return clean(made)


def _none() -> Blok:
    return Alinea(_("Nog niets vastgelegd."))


def _sessions(zicht: Zicht) -> Blok:
    head = (_("MLB"), _("Datum"), _("Genodigd"), _("Erbij"), _("Manieren"), _("Met de wijk"))
    rows = tuple(
        (
            str(keer.nummer),
            date_format(keer.datum, _DAY),
            str(keer.genodigd),
            str(keer.erbij),
            str(keer.manieren),
            str(keer.met_wijk),
        )
        for keer in zicht.gehouden
    )
    return Tabel(_("De keren"), head, rows) if rows else _none()


def _attendance(zicht: Zicht) -> Blok:
    head = (_("Organisatie"), _("Keren gevraagd"), _("Keren erbij"))
    rows = tuple((each.naam, str(each.keren_gevraagd), str(each.keren_erbij)) for each in zicht.organisaties)
    return Tabel(_("Wie er waren"), head, rows) if rows else _none()


def _tags(zicht: Zicht) -> Blok:
    head = (_("Kenmerk"), _("Soort"), _("Hoe vaak"))
    rows = tuple((each.woorden, str(Richting(each.richting).label), str(each.aantal)) for each in zicht.kenmerken)
    return Tabel(_("Waar de lessen over gaan"), head, rows) if rows else _none()


register(Bron("reflectie", _lazy("Reflectie in cijfers, zonder teksten"), _series, figures_of))
