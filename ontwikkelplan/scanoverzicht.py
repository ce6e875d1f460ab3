"""What quickscans ask of a person, for Mijn overzicht: the way in of a guest, to whom there is no plan."""

from collections.abc import Iterator

from django.db.models import Count, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext as _

from ontwikkelplan.models import Perspectief, Planstaat, Scan, Scanantwoord, Scandeelname, Scanstaat
from ontwikkelplan.scanbeeld import vragen_van
from wijkaanpak.accounts.models import Gebruiker
from wijkaanpak.web.home import Actie, Bron, Rij, dag, register


def to_answer() -> "QuerySet[Scandeelname]":
    """Return who still answers which scan, or talks it over now, with how much is answered (``gereed``)."""
    given = Scanantwoord.objects.filter(scan=OuterRef("scan"), perspectief=OuterRef("perspectief")).exclude(waarde="")
    count = given.order_by().values("scan").annotate(n=Count("pk")).values("n")
    rows: QuerySet[Scandeelname] = (
        Scandeelname.objects.current()
        .exclude(scan__staat=Scanstaat.AFGEROND)
        .exclude(scan__plan__staat=Planstaat.AFGESLOTEN)
        .annotate(gereed=Coalesce(Subquery(count), Value(0)))
    )
    return rows


def _asked(user: Gebruiker) -> "QuerySet[Scandeelname]":
    """Return the scans that wait for this person."""
    return to_answer().filter(lid__gebruiker=user)


def scan_actions(rijen: list[Rij]) -> Iterator[Actie]:
    """Return what is asked of a person: to answer the questions that are left, or to talk it over."""
    for rij in rijen:
        total = len(vragen_van(Scan(instrument_versie=rij["versie"])))
        title = _("Quickscan invullen: %(naam)s")
        below = _("perspectief %(wie)s · %(n)s van %(van)s vragen") % {
            "wie": Perspectief(rij["perspectief"]).label.lower(),
            "n": rij["gereed"],
            "van": total,
        }
        place, when = "scan", dag(rij["dag"])
        if rij["staat"] == Scanstaat.BESPREKEN:
            title, below, place = _("Quickscan bespreken: %(naam)s"), _("de bespreking is open"), "scan-bespreken"
            when = None  # its day is of the answers, not of the meeting
        elif rij["gereed"] >= total:
            continue
        url = reverse(f"ontwikkelplan:{place}", args=[rij["slug"], rij["scan"]])
        yield Actie(title % {"naam": rij["naam"]}, below, url, when, rij["gemeente"])


register(
    Bron(
        _asked,
        {
            "gemeente": "gemeente__naam",
            "slug": "gemeente__slug",
            "scan": "scan_id",
            "naam": "scan__naam",
            "dag": "scan__peildatum",
            "staat": "scan__staat",
            "versie": "scan__instrument_versie",
            "perspectief": "perspectief",
            "gereed": "gereed",
        },
        scan_actions,
    )
)
