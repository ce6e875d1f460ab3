"""The lists of a project: one declaration each, one set of screens for all."""

from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from projects.forms import opzet as forms
from projects.forms import partners
from projects.models import (
    Afwijking,
    Besluit,
    Doel,
    Focusgroep,
    Instantie,
    Mandaat,
    Partner,
    Project,
    Sleutelfiguur,
    Teamlid,
    Vraag,
)
from projects.models.partners import Mandaatsoort
from wijkaanpak.editing.forms import EditForm
from wijkaanpak.editing.models import Editable

Text = str | Promise


@dataclass(frozen=True, slots=True)
class Register:
    """One list: its rows, its form, the page it stands on, and who may see and change it."""

    slug: str
    model: type[Editable]
    form: type[EditForm]
    nieuw: Text
    tab: str
    pagina: str
    zien: str = "projects.bekijken"
    wijzigen: str = "projects.opzet_bijwerken"
    uitleg: Text = ""
    bewaart_geschiedenis: bool = True
    eigen_begin: bool = False  # rows come from elsewhere: no adding, no taking away here

    def right_for(self, row: Any) -> str:
        """Return the right that adding or changing this row asks: who lets someone sign, manages the agreement."""
        is_to_sign = isinstance(row, Mandaat) and row.soort == Mandaatsoort.TEKENEN
        return "projects.overeenkomst_beheren" if is_to_sign else self.wijzigen

    def empty_row(self, project: Project) -> Any:
        """Return a row that is not stored yet."""
        model: Any = self.model
        return model(project=project, gemeente_id=project.gemeente_id)

    def rows(self, project: Project) -> Any:
        """Return every row of a project, taken away or not; a key figure until its date (PRV-05)."""
        manager: Any = self.model.objects  # type: ignore[attr-defined]
        rows = manager.filter(project=project)
        return rows.filter(bewaren_tot__gte=timezone.localdate()) if self.model is Sleutelfiguur else rows


_ALL = (
    Register("partners", Partner, partners.PartnerForm, _("Voeg een organisatie toe"), "team", "partners"),
    Register(
        "teamleden",
        Teamlid,
        forms.TeamlidForm,
        "",
        "team",
        "team",
        zien="projects.teamgegevens_bekijken",
        wijzigen="projects.wijzigen",
        eigen_begin=True,
    ),
    Register(
        "mandaten",
        Mandaat,
        partners.MandaatForm,
        _("Leg een mandaat vast"),
        "afspraken",
        "afspraken",
        uitleg=_("Wie mag namens deze organisatie besluiten of tekenen, en van wanneer tot wanneer?"),
    ),
    Register(
        "besluiten",
        Besluit,
        partners.BesluitForm,
        _("Leg een besluit vast"),
        "afspraken",
        "afspraken",
        uitleg=_("Een besluit valt onder een mandaat dat op die dag geldt."),
    ),
    Register(
        "afwijkingen",
        Afwijking,
        partners.AfwijkingForm,
        _("Leg een afwijking vast"),
        "afspraken",
        "afspraken",
        uitleg=_("Bewust een norm loslaten kan, als de gemeente en de organisatie er allebei voor instaan."),
    ),
    Register("instanties", Instantie, forms.InstantieForm, _("Voeg een instantie toe"), "wijkfoto", "wijkfoto"),
    Register(
        "sleutelfiguren",
        Sleutelfiguur,
        forms.SleutelfiguurForm,
        _("Voeg een sleutelfiguur toe"),
        "wijkfoto",
        "sleutelfiguren",
        zien="projects.sleutelfiguren_bekijken",
        wijzigen="projects.sleutelfiguren_bijwerken",
        uitleg=_("Dit zijn persoonsgegevens. Vraag toestemming, en bewaar ze niet langer dan nodig."),
        bewaart_geschiedenis=False,
    ),
    Register("focusgroepen", Focusgroep, forms.FocusgroepForm, _("Voeg een gesprek toe"), "wijkfoto", "wijkfoto"),
    Register("vragen", Vraag, forms.VraagForm, _("Voeg een vraag toe"), "wijkfoto", "wijkfoto"),
    Register("doelen", Doel, forms.DoelForm, _("Voeg een doel toe"), "visie", "visie"),
)

REGISTERS = {register.slug: register for register in _ALL}
