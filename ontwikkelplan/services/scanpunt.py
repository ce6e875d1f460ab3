"""Making an ontwikkelpunt of a question of the quickscan (KOL-1)."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ontwikkelplan.inhoud import Tabel
from ontwikkelplan.models import Ontwikkelpunt, Plan
from ontwikkelplan.services.punten import add_point, add_stand
from wijkaanpak.accounts.models import Lidmaatschap
from wijkaanpak.instrumenten.schema import Punt


@transaction.atomic
def make_point_of(
    *, plan: Plan, tabel: Tabel, vraag: Punt, gezien: int, by: Lidmaatschap, waarom: str = ""
) -> Ontwikkelpunt:
    """Add an ontwikkelpunt that comes from a question; a statement is its first draft of a goal.

    ``gezien`` is how many there were on the screen. Are there more by now (a double click, a colleague who was
    faster), then the newest of those is the answer and nothing is added. ``waarom`` is what the meeting wrote at the
    question: it says how things are now, and so it is the first stand van zaken.
    """
    Plan.objects.select_for_update(of=["self"]).get(pk=plan.pk)
    rows = Ontwikkelpunt.objects.current().filter(plan=plan, bron=vraag.id).order_by("id")
    there: list[Ontwikkelpunt] = list(rows)
    if len(there) > gezien:
        return there[-1]
    made = add_point(plan=plan, tabel=tabel.id, by=by, cellen={"doel": draft_of(vraag)}, bron=vraag.id)
    if waarom:
        said = _("Uit de bespreking van de quickscan: %(waarom)s") % {"waarom": waarom}
        add_stand(punt=made, datum=timezone.localdate(), tekst=said, by=by)
    return made


def draft_of(vraag: Punt) -> str:
    """Return a goal to start from: a statement says how it should be, a topic or a question does not."""
    return f"{vraag.titel}." if vraag.soort == "stelling" else ""
