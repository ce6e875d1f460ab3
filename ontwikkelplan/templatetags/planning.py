"""The planning of a plan as a picture: SVG with a title, drawn with attributes and classes alone (strict CSP)."""

import datetime
from collections.abc import Iterator
from decimal import Decimal

from django import template
from django.utils import timezone
from django.utils.formats import date_format, number_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ontwikkelplan.beeld import Balk, Planning, Regel, hoe_laat
from ontwikkelplan.begroting import waarom_niet
from ontwikkelplan.cellen import Kostenregel
from ontwikkelplan.models import Voortgang
from ontwikkelplan.uitwisseling.momentopname import Basisfunctieopname

register = template.Library()

_NAMES, _WIDTH, _LEFT, _RIGHT = 262, 906, 0, 886  # of the names, of the picture, and where its days start and end
_TOP, _ROW, _BAR = 40, 28, 16
_LETTER = 7.2  # the width of a letter of 13 pixels, on average
_LABEL = 36  # letters beside a bar
_CLASS = {"gereed": "s-goed", "gestopt": "pl-gestopt", "laat": "s-fout", "bezig": "s-accent", "gepland": "pl-gepland"}


def _n(number: float) -> str:
    return f"{number:.1f}".removesuffix(".0")


class _Scale:
    """From days to pixels, and never outside the picture."""

    def __init__(self, planning: Planning) -> None:
        self.first, self.days = planning.van, max((planning.tot - planning.van).days, 1)

    def __call__(self, day: datetime.date) -> float:
        part = (day - self.first).days / self.days
        return _LEFT + min(max(part, 0), 1) * (_RIGHT - _LEFT)


@register.simple_tag
def planningstrook(planning: Planning) -> SafeString:
    """Draw the bars of a planning between its years, with today and the day of the new role."""
    height = _TOP + _ROW * len(planning.balken) + 8
    scale = _Scale(planning)
    parts = [
        *_years(planning, scale, height),
        *_horizon(planning, scale, height),
        *(_row(balk, number, planning, scale) for number, balk in enumerate(planning.balken)),
        *_today(planning, scale, height),
    ]
    return format_html(
        '<div class="pl-namen" aria-hidden="true"><svg viewBox="0 0 {} {}">{}</svg></div>'
        '<svg viewBox="0 0 {} {}" role="img"><title>{}</title>{}</svg>',
        _NAMES,
        height,
        format_html_join("", "{}", ((_name(balk, number),) for number, balk in enumerate(planning.balken))),
        _WIDTH,
        height,
        _title(planning),
        format_html_join("", "{}", ((part,) for part in parts)),
    )


def _name(balk: Balk, number: int) -> SafeString:
    """The name of a bar; it stays in sight when a narrow screen scrolls the days. The table has it for who listens."""
    words = Truncator(f"{balk.regel.nummer} {balk.regel.titel}").chars(_LABEL)
    return format_html('<text class="pl-tekst" x="0" y="{}">{}</text>', _TOP + number * _ROW + 15, words)


def _title(planning: Planning) -> str:
    n = len(planning.balken)
    said = ngettext("Planning met %(n)d ontwikkelpunt", "Planning met %(n)d ontwikkelpunten", n) % {"n": n}
    if planning.te_laat:
        said += ", " + _("%(n)d te laat") % {"n": planning.te_laat}
    return _("%(wat)s. Vandaag is %(vandaag)s. Op %(horizon)s start de nieuwe rol.") % {
        "wat": said,
        "vandaag": date_format(planning.vandaag, "j F Y"),
        "horizon": date_format(planning.horizon, "j F Y"),
    }


def _years(planning: Planning, scale: _Scale, height: int) -> Iterator[SafeString]:
    years = range(planning.van.year, planning.tot.year + 1)
    for year in years:
        start = scale(datetime.date(year, 1, 1))
        width = scale(min(datetime.date(year + 1, 1, 1), planning.tot)) - start
        yield format_html(
            '<rect class="{}" x="{}" y="{}" width="{}" height="{}"/>',
            "s-wit" if year % 2 == 0 else "s-leeg",
            _n(start),
            _TOP - 4,
            _n(width),
            height - _TOP,
        )
        if width >= 40 and not (planning.horizon.year == year and planning.horizon.month < 4):
            yield format_html('<text class="pl-jaar" x="{}" y="14">{}</text>', _n(start + 6), year)
        for month in (4, 7, 10) if len(years) <= 6 else ():
            day = datetime.date(year, month, 1)
            if day < planning.tot:
                yield _line("pl-lijn", scale(day), _TOP - 4, height - 4)


def _horizon(planning: Planning, scale: _Scale, height: int) -> Iterator[SafeString]:
    if not planning.van <= planning.horizon < planning.tot:
        return
    start = scale(planning.horizon)
    yield format_html(
        '<rect class="s-accent-1" x="{}" y="{}" width="{}" height="{}"/>',
        _n(start),
        _TOP - 4,
        _n(_RIGHT - start),
        height - _TOP,
    )
    words = _("nieuwe rol")
    at = min(start + 6, _WIDTH - len(words) * _LETTER)
    yield format_html('<text class="pl-accent" x="{}" y="14">{}</text>', _n(at), words)


def _today(planning: Planning, scale: _Scale, height: int) -> Iterator[SafeString]:
    if planning.van <= planning.vandaag <= planning.tot:
        at = scale(planning.vandaag)
        yield _line("pl-vandaag", at, _TOP - 6, height - 2)
        yield format_html('<text class="pl-accent pl-mid" x="{}" y="30">{}</text>', _n(at), _("vandaag"))


def _line(klasse: str, x: float, top: int, bottom: int) -> SafeString:
    return format_html('<path class="{}" d="M{} {}V{}"/>', klasse, _n(x), top, bottom)


def _row(balk: Balk, number: int, planning: Planning, scale: _Scale) -> SafeString:
    top = _TOP + number * _ROW + 2
    end = scale(balk.eind)
    parts: list[SafeString] = []
    if balk.begin is None:
        parts.append(_diamond(end, top + _BAR / 2, _CLASS[balk.soort]))
        start, end = end - 8, end + 8
    else:
        start = scale(balk.begin)
        parts += _bar(balk, start, end - start, top)
    if balk.soort in ("laat", "gereed", "gestopt"):
        today, words = scale(planning.vandaag), end + 8 + len(_word(balk)) * _LETTER
        after = max(end, today) if balk.soort == "laat" or end < today < words else end  # clear of the line of today
        parts.append(_words(balk, start, after, top + 13))
    return format_html_join("", "{}", ((part,) for part in parts))


def _bar(balk: Balk, start: float, width: float, top: int) -> Iterator[SafeString]:
    wide = max(width, 6)
    track = "pl-gepland" if balk.soort in ("bezig", "gepland") else _CLASS[balk.soort]
    yield _rect(track, start, wide, top)
    if balk.soort == "bezig":
        yield _rect("s-accent", start, max(wide * balk.deel, 6), top)


def _rect(klasse: str, x: float, width: float, top: int) -> SafeString:
    return format_html(
        '<rect class="{}" x="{}" y="{}" width="{}" height="{}" rx="4"/>', klasse, _n(x), top, _n(width), _BAR
    )


def _diamond(x: float, y: float, klasse: str) -> SafeString:
    return format_html('<path class="{}" d="M{} {}l8 8-8 8-8-8z"/>', klasse, _n(x), _n(y - 8))


def _words(balk: Balk, start: float, after: float, y: int) -> SafeString:
    words = _word(balk)
    klasse = "pl-laat" if balk.soort == "laat" else "pl-tekst"
    if after + 8 + len(words) * _LETTER > _WIDTH and start - 8 - len(words) * _LETTER > _LEFT:
        return format_html('<text class="{} pl-eind" x="{}" y="{}">{}</text>', klasse, _n(start - 8), y, words)
    at = min(after + 8, _WIDTH - len(words) * _LETTER)
    return format_html('<text class="{}" x="{}" y="{}">{}</text>', klasse, _n(at), y, words)


def _word(balk: Balk) -> str:
    return balk.woorden.split(", ")[0]


@register.filter
def cijferdag(day: datetime.date | None) -> str:
    """A day in figures: 31-3-2027; nothing for no day."""
    return f"{day.day}-{day.month}-{day.year}" if day else ""


@register.filter
def euro(amount: Decimal | None) -> str:
    """An amount as people write it: € 14.500, and cents only when there are any."""
    if amount is None:
        return ""
    decimals = 0 if amount == amount.to_integral_value() else 2
    return f"€\xa0{number_format(amount, decimals, use_l10n=True, force_grouping=True)}"


@register.filter
def niet_geteld(kosten: Kostenregel) -> str:
    """Why a line of the costs is not in the sum."""
    return waarom_niet(kosten)


@register.filter
def voortgangnaam(status: str) -> str:
    """How far an ontwikkelpunt is, in words."""
    return str(Voortgang(status).label)


@register.filter
def heeft_rijen(deel: Basisfunctieopname) -> bool:
    """Whether a chapter of a version has any row."""
    return any(tabel.rijen for tabel in deel.tabellen)


@register.filter
def te_laat_sinds(regel: Regel) -> str:
    """How late an ontwikkelpunt is, in words."""
    return hoe_laat(regel.punt.eind_op, timezone.localdate()) if regel.punt.eind_op else ""
