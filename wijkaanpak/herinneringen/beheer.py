"""What the outbox itself has to tell a beheerder: addresses that refuse mail, and mails that were given up."""

import datetime
from collections.abc import Iterator
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.utils.translation import ngettext

from wijkaanpak.accounts.models import Lidmaatschap, Rol
from wijkaanpak.herinneringen.bronnen import Bron, Melding, Ritme, Soort, register, register_kinds
from wijkaanpak.post.models import Adresstop, Mail
from wijkaanpak.post.services import with_stopped_address

POST = "beheer"


def _stops(today: datetime.date) -> "QuerySet[Any]":
    rows: QuerySet[Any] = Adresstop.objects.standing()
    return rows


def _failed(today: datetime.date) -> "QuerySet[Any]":
    rows: QuerySet[Any] = Mail.objects.failed().exclude(with_stopped_address())
    return rows


def _beheerders() -> list[Lidmaatschap]:
    return list(Lidmaatschap.objects.active().filter(rol=Rol.BEHEERDER).select_related("gemeente"))


def _of_stops(rows: "QuerySet[Any]", today: datetime.date) -> Iterator[Melding]:
    stops = list(rows)
    for lid in _beheerders() if stops else []:
        for stop in stops:
            yield Melding(
                lid=lid.pk,
                sleutel=str(stop.pk),
                titel=_("Een e-mailadres weigert onze mail"),
                onder=_("Kijk of het adres klopt"),
                pad=reverse("herinneringen:post", args=[lid.gemeente.slug]) + f"#adres-{stop.pk}",
            )


def _of_failed(rows: "QuerySet[Any]", today: datetime.date) -> Iterator[Melding]:
    """One line for all of one day: a mail server that was away fails many at once."""
    failed = list(rows.order_by("mislukt_op"))
    for lid in _beheerders() if failed else []:
        words = ngettext("%(n)d mail kwam niet aan", "%(n)d mails kwamen niet aan", len(failed)) % {"n": len(failed)}
        yield Melding(
            lid=lid.pk,
            sleutel=f"mislukt:{failed[-1].mislukt_op:%Y-%m-%d}",
            titel=words,
            onder=_("Bekijk waarom, en verstuur opnieuw"),
            pad=reverse("herinneringen:post", args=[lid.gemeente.slug]),
        )


register_kinds(
    Soort(
        POST,
        _lazy("Beheer van de mail"),
        _lazy("Adressen die mail weigeren, mails die niet aankwamen."),
        Ritme.DAG,
        rollen=frozenset({Rol.BEHEERDER}),
    )
)
register(Bron(POST, _stops, _of_stops), Bron(POST, _failed, _of_failed))
