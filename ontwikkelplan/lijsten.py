"""The lists of a plan: one declaration each, one set of screens for all."""

from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ontwikkelplan.forms import plan as forms
from ontwikkelplan.models import Begrotingsmoment, Plan, Plandocument, Planpersoon
from wijkaanpak.editing.forms import EditForm
from wijkaanpak.editing.models import Removable

Text = str | Promise


@dataclass(frozen=True, slots=True)
class Lijst:
    """One list: its rows, its form, and the words of its page."""

    slug: str
    model: type[Removable]
    form: type[EditForm]
    nieuw: Text
    uitleg: Text = ""

    def empty_row(self, plan: Plan) -> Any:
        """Return a row that is not stored yet."""
        model: Any = self.model
        return model(plan=plan, gemeente_id=plan.gemeente_id)

    def rows(self, plan: Plan) -> Any:
        """Return every row of a plan, taken away or not."""
        manager: Any = self.model.objects  # type: ignore[attr-defined]
        return manager.filter(plan=plan)


LIJSTEN = {
    lijst.slug: lijst
    for lijst in (
        Lijst("personen", Planpersoon, forms.PersoonForm, _("Voeg iemand toe")),
        Lijst(
            "documenten",
            Plandocument,
            forms.DocumentForm,
            _("Voeg een lokaal document toe"),
            _("Een visie, een nota of een besluit van jullie gemeente waar dit plan op bouwt."),
        ),
        Lijst(
            "begrotingsmomenten",
            Begrotingsmoment,
            forms.MomentForm,
            _("Voeg een begrotingsmoment toe"),
            _("Wat na deze dag wordt gevraagd, wacht op de volgende begroting."),
        ),
    )
}
