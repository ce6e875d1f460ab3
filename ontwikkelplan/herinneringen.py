"""What ontwikkelplan has to remind of: for beleid what ends, what is late and what is old; and quickscans to answer."""

import datetime
from collections import Counter
from collections.abc import Iterator
from typing import Any

from django.db.models import DateField, ExpressionWrapper, F, Func, OuterRef, Q, QuerySet, Subquery, Value
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.utils.translation import ngettext

from ontwikkelplan.models import (
    Begrotingsmoment,
    Ontwikkelpunt,
    Plan,
    Plansoort,
    Planstaat,
    Scanstaat,
    Stand,
    Voortgang,
)
from ontwikkelplan.scanbeeld import vragen_van
from ontwikkelplan.scanoverzicht import to_answer
from projects.herinneringen import beleid
from wijkaanpak.accounts.models import Rol
from wijkaanpak.herinneringen.bronnen import Bron, Melding, Ritme, Soort, around, register, register_kinds

ONTWIKKELPLAN, GEVRAAGD = "ontwikkelplan", "gevraagd"
BUDGET_AHEAD = 28  # days before a date of the budget
WEEK = datetime.timedelta(days=7)

Dag = datetime.date
Rows = QuerySet[Any]


def weeks(today: Dag) -> tuple[Dag, Dag, Dag]:
    """Return the Mondays of last week, this week and next week."""
    monday = today - datetime.timedelta(days=today.weekday())
    return monday - WEEK, monday, monday + WEEK


def _running() -> Rows:
    rows: Rows = Ontwikkelpunt.objects.current().filter(plan__soort=Plansoort.LOKAAL)
    done = rows.exclude(plan__staat=Planstaat.AFGESLOTEN)
    return done.exclude(status__in=[Voortgang.GEREED, Voortgang.GESTOPT])


def _days(begin: Dag, end: Dag) -> list[Dag]:
    return [begin + datetime.timedelta(days=n) for n in range((end - begin).days)]


# --- what ends this week, what passed last week ------------------------------------------------------------


def _ending(today: Dag) -> Rows:
    last, _this, after = weeks(today)
    in_weeks = Q(eind_op__gte=last, eind_op__lt=after) | Q(stap_dagen__overlap=_days(last, after))
    return _running().filter(in_weeks).select_related("plan__gemeente")


def _of_ending(rows: Rows, today: Dag) -> Iterator[Melding]:
    """Four counts per plan; those of zero are not told. They count by the week, so that nobody is told every day."""
    last, this, after = weeks(today)
    counts: dict[Plan, Counter[str]] = {}
    for row in rows:
        found = counts.setdefault(row.plan, Counter())
        if row.eind_op and last <= row.eind_op < after:
            found["punt-laat" if row.eind_op < this else "punt"] += 1
        for day in row.stap_dagen:
            if last <= day < after:
                found["stap-laat" if day < this else "stap"] += 1
    people = beleid() if counts else []
    for plan, found in counts.items():
        url = reverse("ontwikkelplan:plan", args=[plan.gemeente.slug, plan.pk])
        for what, number in sorted(found.items()):
            for lid in people:
                pad = f"{url}#te-laat" if what.endswith("laat") else f"{url}#planning"
                yield Melding(lid, f"{plan.pk}:{this}:{what}", _words(what, number), plan.titel, pad)


def _words(what: str, number: int) -> str:
    words = {
        "punt": ngettext(
            "%(n)d ontwikkelpunt hoort deze week klaar te zijn",
            "%(n)d ontwikkelpunten horen deze week klaar te zijn",
            number,
        ),
        "punt-laat": ngettext(
            "%(n)d ontwikkelpunt had vorige week klaar moeten zijn",
            "%(n)d ontwikkelpunten hadden vorige week klaar moeten zijn",
            number,
        ),
        "stap": ngettext(
            "%(n)d deelstap hoort deze week klaar te zijn", "%(n)d deelstappen horen deze week klaar te zijn", number
        ),
        "stap-laat": ngettext(
            "%(n)d deelstap had vorige week klaar moeten zijn",
            "%(n)d deelstappen hadden vorige week klaar moeten zijn",
            number,
        ),
    }
    return words[what] % {"n": number}


# --- old standen (NUM-22) ----------------------------------------------------------------------------------


def _old(today: Dag) -> Rows:
    """NUM-22: the rows of plans that were adopted whose newest stand is older than the plan allows, or not there."""
    newest = Stand.objects.filter(punt=OuterRef("pk")).order_by("-datum").values("datum")[:1]
    oldest = ExpressionWrapper(
        Func(Value(today, DateField()), F("plan__weken_oud") * 7, template="(%(expressions)s)", arg_joiner=" - "),
        output_field=DateField(),
    )
    rows = _running().filter(plan__staat__in=[Planstaat.VASTGESTELD, Planstaat.UITVOERING])
    rows = rows.annotate(stand_op=Subquery(newest), oudste=oldest)
    found: Rows = rows.filter(Q(stand_op=None) | Q(stand_op__lt=F("oudste")))
    return found


def _of_old(rows: Rows, today: Dag) -> Iterator[Melding]:
    """Once a month per plan."""
    counts = Counter(row.plan for row in rows.select_related("plan__gemeente"))
    people = beleid() if counts else []
    for plan, number in counts.items():
        words = ngettext("Werk %(n)d stand van zaken bij", "Werk %(n)d standen van zaken bij", number)
        url = reverse("ontwikkelplan:plan", args=[plan.gemeente.slug, plan.pk])
        for lid in people:
            yield Melding(lid, f"{plan.pk}:{today:%Y-%m}:oud", words % {"n": number}, plan.titel, f"{url}#oude-standen")


# --- dates of the budget -----------------------------------------------------------------------------------


def _budget(today: Dag) -> Rows:
    rows: Rows = Begrotingsmoment.objects.filter(
        around("datum", today, ahead=BUDGET_AHEAD, late=0), vervallen_op=None, plan__soort=Plansoort.LOKAAL
    )
    return rows.exclude(plan__staat=Planstaat.AFGESLOTEN)


def _of_budget(rows: Rows, today: Dag) -> Iterator[Melding]:
    people = beleid()
    for row in rows.select_related("plan__gemeente"):
        url = reverse("ontwikkelplan:plan", args=[row.plan.gemeente.slug, row.plan_id])
        onder = f"{row.plan.titel} · " + _("indienen tot en met %(dag)s") % {"dag": date_format(row.datum, "j F Y")}
        for lid in people:
            yield Melding(lid, f"{row.pk}:{row.datum}", _("Een begrotingsmoment komt eraan"), onder, url)


# --- the quickscan -----------------------------------------------------------------------------------------


def _scans(today: Dag) -> Rows:
    return to_answer()


def _of_scans(rows: Rows, today: Dag) -> Iterator[Melding]:
    """Once that someone is asked to answer a scan, and once that it is talked over."""
    for row in rows.select_related("scan__gemeente"):
        scan = row.scan
        is_met = scan.staat == Scanstaat.BESPREKEN
        if not is_met and row.gereed >= len(vragen_van(scan)):
            continue
        title, page = _("Vul een quickscan in"), "scan"
        if is_met:
            title, page = _("Een quickscan wordt besproken"), "scan-bespreken"
        yield Melding(
            lid=row.lid_id,
            sleutel=f"{row.pk}:{scan.staat}",
            titel=title,
            onder=scan.naam,
            pad=reverse(f"ontwikkelplan:{page}", args=[scan.gemeente.slug, scan.pk]),
        )


register_kinds(
    Soort(
        GEVRAAGD,
        _lazy("Vragen aan jou"),
        _lazy("Als een collega je om een antwoord vraagt, of om een quickscan in te vullen."),
        Ritme.DIRECT,
    ),
    Soort(
        ONTWIKKELPLAN,
        _lazy("Ontwikkelplan"),
        _lazy("Wat deze week klaar hoort te zijn, standen die oud zijn, begrotingsmomenten."),
        Ritme.WEEK,
        rollen=frozenset({Rol.BELEID}),
    ),
)
register(
    Bron(ONTWIKKELPLAN, _ending, _of_ending),
    Bron(ONTWIKKELPLAN, _old, _of_old),
    Bron(ONTWIKKELPLAN, _budget, _of_budget),
    Bron(GEVRAAGD, _scans, _of_scans),
)
