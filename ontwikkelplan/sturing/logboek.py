"""What the log says of sturing: words for what was done or refused, and what it was about."""

from collections.abc import Mapping
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from ontwikkelplan.sturing.models import Borgingvraag, Opdracht, Sturing, Verbeteragenda
from wijkaanpak.audit.woorden import register


def _sturing(ids: set[UUID]) -> Mapping[UUID, str]:
    return {row.pk: str(row) for row in Sturing.objects.filter(pk__in=ids)}


def _opdrachten(ids: set[UUID]) -> Mapping[UUID, str]:
    return {row.pk: str(row) for row in Opdracht.objects.filter(pk__in=ids)}


def _agendas(ids: set[UUID]) -> Mapping[UUID, str]:
    return {row.pk: str(row) for row in Verbeteragenda.objects.filter(pk__in=ids)}


def _borgingvragen(ids: set[UUID]) -> Mapping[UUID, str]:
    return {row.pk: str(row) for row in Borgingvraag.objects.filter(pk__in=ids)}


register(
    woorden={
        "sturing.bekijken": _("Sturing bekijken"),
        "sturing.bijwerken": _("Sturing invullen"),
        "sturing.antwoorden": _("Een uitgezette vraag beantwoorden"),
        "sturing uitgezet": _("Vraag van de checklist uitgezet"),
        "sturing ingetrokken": _("Uitgezette vraag ingetrokken"),
        "sturing gesprek gehouden": _("Bestuurlijk gesprek gehouden"),
        "sturing meegenomen": _("Document van sturing meegenomen"),
        "sturing.regio_aanbieden": _("Tekst van de regio beheren"),
        "overleg gehouden": _("Overleg met het lokaal team gehouden"),
        "sturing.actie_afronden": _("Een actie afronden"),
        "sturing.borging_bijwerken": _("Borging van een project invullen"),
        "sturing.borging_antwoorden": _("Een vraag over borging beantwoorden"),
        "opdracht vastgesteld": _("Opdracht vastgesteld"),
        "opdracht weer concept": _("Opdracht weer opengezet"),
        "opdracht vervallen": _("Opdracht vervallen"),
        "opdracht geldt weer": _("Opdracht geldt weer"),
        "regiotekst uitgegeven": _("Tekst van de regio uitgegeven"),
    },
    namen={
        "sturing": _sturing,
        "sturing.sturing": _sturing,
        "opdracht": _opdrachten,
        "sturing.opdracht": _opdrachten,
        "verbeteragenda": _agendas,
        "sturing.verbeteragenda": _agendas,
        "sturing.borgingvraag": _borgingvragen,
    },
)
