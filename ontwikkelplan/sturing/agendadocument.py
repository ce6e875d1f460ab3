"""The document of a verbeteragenda."""

from collections.abc import Sequence

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from ontwikkelplan.sturing.borginginhoud import themes_of
from ontwikkelplan.sturing.models import Tafelgenoot, Verbeteragenda, Verbetering
from wijkaanpak.documents.inhoud import Alinea, Blok, Feiten, Inhoud, Lijst, Sectie, Tabel
from wijkaanpak.documents.schoon import clean
from wijkaanpak.tenancy.models import Gemeente

_DAY = "j\u00a0F\u00a0Y"


def compose_agenda(
    agenda: Verbeteragenda, tafel: Sequence[Tafelgenoot], verbeteringen: Sequence[Verbetering], gemeente: Gemeente
) -> Inhoud:
    """Return what a verbeteragenda says now, on its side: its table of improvements is wide."""
    themes = themes_of(agenda.themas)
    said = (
        (_("Keuze"), agenda.get_projectleiding_display()),
        (_("Waarom"), agenda.waarom),
        (_("Overdracht"), agenda.overdracht),
    )
    lead = tuple((name, str(text)) for name, text in said if text)
    made = Inhoud(
        titel=agenda.titel,
        ondertitel=_("Verbeteragenda"),
        gemeente=gemeente.naam,
        kleur=gemeente.merkkleur,
        kenmerk=_("Verbeteragenda"),
        versie=0,
        datum=date_format(timezone.localdate(), _DAY),
        feiten=((_("Bestuurlijk trekker"), agenda.trekker or _("nog niet bekend")),),
        secties=(
            _section("aanleiding", _("Waarom deze agenda"), Alinea(agenda.aanleiding) if agenda.aanleiding else None),
            _section("themas", _("Thema’s"), Lijst(tuple(themes)) if themes else None),
            _section("tafel", _("Wie zitten aan tafel"), _table(tafel)),
            _section("verbeteringen", _("Verbeteringen"), _improvements(verbeteringen)),
            _section("projectleider", _("Projectleider"), Feiten(lead) if lead else None),
        ),
        liggend=True,
    )
    return clean(made)


def _section(key: str, title: str, *blocks: Blok | None) -> Sectie:
    there = tuple(block for block in blocks if block is not None)
    return Sectie(key, title, there or (Alinea(_("Nog niet ingevuld.")),))


def _table(tafel: Sequence[Tafelgenoot]) -> Tabel | None:
    rows = tuple((each.organisatie, str(each.get_sector_display()), each.wie or "–") for each in tafel)
    return Tabel(_("Wie zitten aan tafel"), (_("Organisatie"), _("Sector"), _("Wie")), rows) if rows else None


def _improvements(verbeteringen: Sequence[Verbetering]) -> Tabel | None:
    head = (_("Thema"), _("Verbetering"), _("Draagvlak"), _("Beleid"), _("Wie houdt het in stand"), _("Wanneer"))
    rows = tuple(
        (
            each.thema or "–",
            each.voorstel,
            each.draagvlak or "–",
            each.anker or "–",
            str(each.erfgenaam) if each.erfgenaam else "–",
            _days(each) or "–",
        )
        for each in verbeteringen
    )
    return Tabel(_("Verbeteringen"), head, rows) if rows else None


def _days(row: Verbetering) -> str:
    """When an improvement was brought in, and when it is looked at."""
    lines = []
    if row.klaar_op:
        lines.append(_("Ingevoerd op %(dag)s") % {"dag": date_format(row.klaar_op, _DAY)})
    if row.controle_op:
        lines.append(_("Controle op %(dag)s") % {"dag": date_format(row.controle_op, _DAY)})
    return "\n".join(lines)
