"""Small pictures and words of the interface. Python, not template files: a page uses hundreds."""

import datetime
from collections.abc import Collection, Iterable, Mapping
from functools import cache
from typing import Any

from django import template
from django.templatetags.static import static
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from wijkaanpak.tenancy.models import DEFAULT_COLOUR
from wijkaanpak.web.theming import parse_colour, ramp

register = template.Library()

_CIRCLE = 138.23  # circumference of the ring: 2 * pi * 22
_CHECK = mark_safe(
    '<path d="m18 26.5 5.5 5.5L34.5 20" fill="none" class="ring__deel ring__deel--goed" stroke-width="3.5"/>'
)
_STATUS_ICONS = {"niet_gestart": "cirkel", "bezig": "half", "gereed": "check", "nvt": "streep"}
_STATUS_CLASSES = {"niet_gestart": "niet", "bezig": "bezig", "gereed": "gereed", "nvt": "nvt"}


@register.simple_tag
@cache
def icoon(naam: str) -> SafeString:
    """An icon of the sprite; it always stands beside a word, so it has no name of its own."""
    href = f"{static('img/iconen.svg')}#i-{naam}"
    return format_html('<svg class="icoon" aria-hidden="true"><use href="{}"/></svg>', href)


@register.simple_tag
def ring(gereed: int, totaal: int, maat: int = 52, tekst: str = "") -> SafeString:
    """A progress ring with its meaning as title; a check mark when all is done."""
    full = totaal > 0 and gereed >= totaal
    part = _CIRCLE * gereed / totaal if totaal else 0
    arc: SafeString | str = ""
    if part:
        arc = format_html(
            '<circle class="ring__deel{}" cx="26" cy="26" r="22" stroke-width="5"'
            ' stroke-dasharray="{} {}" transform="rotate(-90 26 26)"/>',
            " ring__deel--goed" if full else "",
            f"{part:.1f}",
            f"{_CIRCLE:.1f}",
        )
    inner = (
        _CHECK if full and not tekst else format_html('<text x="26" y="31">{}</text>', tekst or f"{gereed}/{totaal}")
    )
    title = _("%(gereed)s van %(totaal)s gereed") % {"gereed": gereed, "totaal": totaal}
    return format_html(
        '<svg class="ring" viewBox="0 0 52 52" width="{0}" height="{0}" role="img"><title>{1}</title>'
        '<circle class="ring__spoor" cx="26" cy="26" r="22" stroke-width="5"/>{2}{3}</svg>',
        maat,
        title,
        arc,
        inner,
    )


@register.simple_tag
def balk(gereed: int, totaal: int, breedte: int = 92) -> SafeString:
    """A progress bar; the words stand beside it."""
    filled = round(breedte * gereed / totaal, 1) if totaal else 0
    colour = "s-goed" if totaal and gereed >= totaal else "s-accent"
    bar = format_html('<rect class="{}" width="{}" height="6" rx="3"/>', colour, filled) if filled else ""
    return format_html(
        '<svg viewBox="0 0 {0} 6" preserveAspectRatio="none" aria-hidden="true">'
        '<rect class="s-spoor" width="{0}" height="6" rx="3"/>{1}</svg>',
        breedte,
        bar,
    )


@register.simple_tag
def rondje(initialen: str, ik: bool = False) -> SafeString:
    """Someone's initials in a circle; the name stands beside it."""
    return format_html('<span class="rondje{}" aria-hidden="true">{}</span>', " rondje--ik" if ik else "", initialen)


@register.filter
def status_icoon(status: str) -> SafeString:
    """The icon of a status."""
    return icoon(_STATUS_ICONS[status])


@register.filter
def status_klasse(status: str) -> str:
    """The last part of a class name for a status."""
    return _STATUS_CLASSES[status]


@register.filter
def dag(value: datetime.date | None) -> str:
    """A day as people say it: vandaag, morgen, 3 december, and the year only when it is another."""
    if value is None:
        return ""
    today = timezone.localdate()
    if isinstance(value, datetime.datetime):
        value = timezone.localtime(value).date()
    words = {0: _("vandaag"), 1: _("morgen"), -1: _("gisteren")}.get((value - today).days)
    return words or date_format(value, "j F" if value.year == today.year else "j F Y")


@register.filter
def op_dag(value: datetime.date | None) -> str:
    """A day in a sentence: vandaag, or op 3 december."""
    words = dag(value)
    return _("op %(dag)s") % {"dag": words} if words[:1].isdecimal() else words


@register.filter
def kort(value: datetime.date | None) -> str:
    """A day in few characters: 3 dec, or 3 dec 2027 in another year."""
    if value is None:
        return ""
    return date_format(value, "j M" if value.year == timezone.localdate().year else "j M Y").lower().replace(".", "")


@register.filter
def weekdag(value: datetime.date) -> str:
    """The name of the day: Dinsdag."""
    return date_format(value, "l").capitalize()


@register.filter
def dagen_te_laat(value: datetime.date, today: datetime.date) -> int:
    """How many days a date lies back."""
    return (today - value).days


@register.filter
def lookup(mapping: Mapping[Any, Any], key: Any) -> Any:
    """A value of a mapping by a key that is a variable; nothing when it is not there."""
    return mapping.get(key) if mapping else None


@register.filter
def procent(gereed: int, totaal: int) -> int:
    """Whole percents of a total; 0 of nothing."""
    return round(100 * gereed / totaal) if totaal else 0


@register.filter
def som(things: Iterable[Any], attribute: str) -> int:
    """The sum of one attribute, such as the gereed punten of all phases."""
    return sum(getattr(thing, attribute) for thing in things)


@register.simple_tag
def standaardkleur() -> str:
    """The brand colour of a gemeente that chose none."""
    return DEFAULT_COLOUR


@register.simple_tag
def kleurtrap(kleur: str) -> SafeString:
    """The eight tints made from a brand colour, light to dark; nothing for what is not a colour."""
    try:
        tints = ramp(parse_colour(kleur or "")).values()
    except ValueError:
        return SafeString("")
    blocks = format_html_join(
        "", '<rect x="{}" width="40" height="40" fill="{}"/>', zip(range(0, 320, 40), tints, strict=True)
    )
    title = _("Acht tinten van %(kleur)s, van licht naar donker") % {"kleur": kleur}
    return format_html('<svg viewBox="0 0 320 40" role="img"><title>{}</title>{}</svg>', title, blocks)


@register.filter
def qr(svg: str) -> SafeString:
    """The QR code that allauth drew, as part of the page: the policy allows no data: address."""
    drawing = svg[svg.index("<svg") + 4 :]
    title = format_html("<title>{}</title>", _("QR-code voor je app"))
    return mark_safe('<svg class="qr" role="img"' + drawing.replace(">", ">" + title, 1))  # noqa: S308 (drawn by us)


@register.filter
def drukte(aantal: int, van: Collection[Any]) -> str:
    """Return the class of a cell of the week: the more of the team are there, the darker."""
    if not aantal:
        return ""
    return "m3" if aantal * 2 >= len(van) and aantal > 1 else "m2" if aantal * 4 >= len(van) else "m1"
