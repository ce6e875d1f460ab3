"""What quickscans ask of a person, for Mijn overzicht: the way in of a guest, to whom there is no plan."""

from django.db.models import Count, OuterRef, Subquery, Value
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext as _

from ontwikkelplan.models import Planstaat, Scanantwoord, Scandeelname, Scanstaat
from ontwikkelplan.scanbeeld import vragen_van
from wijkaanpak.accounts.models import Gebruiker
from wijkaanpak.web.home import Actie, register


def scan_actions(user: Gebruiker) -> list[Actie]:
    """Return the scans that this person has still to answer, and those that are talked over now, in one query."""
    given = Scanantwoord.objects.filter(scan=OuterRef("scan"), perspectief=OuterRef("perspectief")).exclude(waarde="")
    count = given.order_by().values("scan").annotate(n=Count("pk")).values("n")
    rows = (
        Scandeelname.objects.current()
        .filter(lid__gebruiker=user)
        .exclude(scan__staat=Scanstaat.AFGEROND)
        .exclude(scan__plan__staat=Planstaat.AFGESLOTEN)
        .select_related("scan__gemeente")
        .annotate(gereed=Coalesce(Subquery(count), Value(0)))
    )
    found = [_action(row, len(vragen_van(row.scan))) for row in rows]
    return [action for action in found if action is not None]


def _action(row: Scandeelname, total: int) -> Actie | None:
    scan, done = row.scan, row.gereed  # type: ignore[attr-defined]  # annotated above
    title = _("Quickscan invullen: %(naam)s") % {"naam": scan.naam}
    below = _("vanuit %(wie)s · %(n)s van %(van)s vragen") % {
        "wie": row.get_perspectief_display().lower(),
        "n": done,
        "van": total,
    }
    place = "scan"
    if scan.staat == Scanstaat.BESPREKEN:
        title, below = _("Quickscan bespreken: %(naam)s") % {"naam": scan.naam}, _("de bespreking is open")
        place = "scan-bespreken"
    elif done >= total:
        return None
    url = reverse(f"ontwikkelplan:{place}", args=[scan.gemeente.slug, scan.pk])
    return Actie(title, below, url, None, scan.gemeente.naam)


register(acties=scan_actions)
