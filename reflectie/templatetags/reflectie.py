"""The pictures of Zicht op de reeks: SVG with a title, drawn with attributes and classes alone (strict CSP)."""

import datetime
from collections.abc import Iterable, Sequence
from itertools import pairwise
from uuid import UUID

from django import template
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from reflectie.models import Richting, Sessiestaat
from reflectie.reekstelling import ADVICE, FULL
from reflectie.services.zelfbeeld import SCORES, Uitslag
from reflectie.zicht import Band, Factor, Keer, Maand, Organisatie, Vak, Volhouden
from wijkaanpak.web.templatetags.wijkaanpak import dag, icoon, kort

register = template.Library()

LATEST = 6  # sessions in a small picture
MOST_NAMED = 5
RARELY = 3  # times asked; below that nothing can be said about who comes

_WIDTH, _LEFT, _LINE = 1160, 45, 84  # of the month line; it runs at this height
_HALF = 26  # what a band shows on both sides of a session
_LETTER = 7.2  # the width of a letter of 13 pixels, on average

_CHECK = mark_safe('<path class="s-vink" d="m9 15.5 4.2 4.2L21.5 11"/>')
_DASH = mark_safe('<path class="s-streep" d="M9.500 15h11"/>')


def _text(x: float, y: float, klasse: str, words: str) -> SafeString:
    return format_html('<text class="{} s-mid" x="{}" y="{}">{}</text>', klasse, _n(x), _n(y), words)


def _circle(x: float, r: float, klasse: str, more: SafeString | str = "") -> SafeString:
    return format_html('<circle class="{}" cx="{}" cy="{}" r="{}"{}/>', klasse, _n(x), _LINE, _n(r), more)


def _n(number: float) -> str:
    return f"{number:.1f}".removesuffix(".0")


def _dashed(pattern: str) -> SafeString:
    return format_html(' stroke-dasharray="{}"', pattern)


def _join(parts: Iterable[SafeString | str]) -> SafeString:
    return format_html_join("", "{}", ((part,) for part in parts))


@register.filter
def maandkort(day: datetime.date) -> str:
    """A month in few characters: jun."""
    return date_format(day, "M").lower().replace(".", "")


@register.filter
def maandnaam(day: datetime.date) -> str:
    """A month as people say it: juni, and the year only when it is another."""
    return date_format(day, "F" if day.year == timezone.localdate().year else "F Y")


@register.filter
def nummers(numbers: Sequence[int]) -> str:
    """The numbers of sessions: MLB 1, 3 en 4."""
    names = [str(number) for number in numbers]
    if len(names) < 2:
        return _("MLB %(nummers)s") % {"nummers": names[0]} if names else ""
    return _("MLB %(nummers)s en %(laatste)s") % {"nummers": ", ".join(names[:-1]), "laatste": names[-1]}


@register.filter
def meest(factoren: Iterable[Factor], richting: str) -> list[Factor]:
    """The most named factors of one kind: werkt, werkt_niet."""
    return [factor for factor in factoren if factor.richting == richting and factor.aantal][:MOST_NAMED]


@register.filter
def hoogste(things: Iterable[Factor] | Iterable[Keer], attribute: str) -> int:
    """The highest of one attribute: the scale of a picture."""
    return max((getattr(thing, attribute) for thing in things), default=0)


@register.filter
def te_melden(maanden: Iterable[Maand]) -> list[Maand]:
    """The months that could still get a reason for having no MLB."""
    return [maand for maand in maanden if maand.kan_vrij]


@register.filter
def soortnaam(factor: Factor) -> str:
    """The kind of a factor, in words."""
    return str(Richting(factor.richting).label)


@register.filter
def komt_weinig(organisaties: Iterable[Organisatie]) -> list[Organisatie]:
    """The organisations that were asked three times or more and came at most half of the times."""
    return [
        each for each in organisaties if each.keren_gevraagd >= RARELY and each.keren_erbij * 2 <= each.keren_gevraagd
    ]


@register.filter
def keerwoorden(keer: Keer) -> str:
    """What became of one session."""
    facts = {"n": keer.nummer, "dag": dag(keer.datum), "erbij": keer.erbij, "genodigd": keer.genodigd}
    if keer.is_gehouden:
        return _("MLB %(n)s gehouden, %(erbij)s van %(genodigd)s aanwezig") % facts
    if keer.staat == Sessiestaat.BEZIG:
        return _("MLB %(n)s is bezig") % facts
    if keer.blijft_liggen:
        return _("MLB %(n)s van %(dag)s is niet vastgelegd") % facts
    if keer.staat == Sessiestaat.CONCEPT:
        return _("MLB %(n)s, concept voor %(dag)s") % facts
    return _("MLB %(n)s, gepland op %(dag)s") % facts


@register.filter
def maandwoorden(maand: Maand) -> str:
    """What a month of the line says; nothing for a month in which nothing had to happen."""
    if maand.keren:
        return "; ".join(keerwoorden(keer) for keer in maand.keren)
    if maand.pauze:
        return maand.pauze
    if maand.is_afgezegd:
        return _("afgezegd")
    if maand.is_gat:
        return _("nog geen MLB") if maand.is_nu else _("geen MLB")
    return ""


@register.simple_tag
def maandlijn(maanden: Sequence[Maand], banden: Sequence[Band], volhouden: Volhouden) -> SafeString:
    """The year in one line: months, sessions, and the bands of the methods above them."""
    step = (_WIDTH - 2 * _LEFT) / max(len(maanden) - 1, 1)
    places = {maand.eerste: _LEFT + step * n for n, maand in enumerate(maanden)}
    spots = {keer.id: (x, r) for maand in maanden for keer, x, r in _spread(maand.keren, places[maand.eerste], step)}
    words = [f"{maandnaam(maand.eerste)}: {said}" for maand in maanden if (said := maandwoorden(maand))]
    drawn = (_month(maand, places[maand.eerste], spots) for maand in maanden)
    return format_html(
        '<svg viewBox="0 0 {} 168" role="img"><title>{}</title>{}<path class="s-lijn s-dik" d="M30 {}H{}"/>{}</svg>',
        _WIDTH,
        _("MLB’s per maand. %(maanden)s") % {"maanden": ". ".join(words)},
        _bands(banden, volhouden, {id: x for id, (x, _r) in spots.items()}),
        _LINE,
        _WIDTH - 30,
        _join(drawn),
    )


def _spread(keren: Sequence[Keer], x: float, step: float) -> list[tuple[Keer, float, float]]:
    """Give the sessions of one month a place and a radius beside each other."""
    r = 19 if len(keren) < 2 else min(15, step / len(keren) / 2 - 2)
    first = x - (len(keren) - 1) * (r + 2)
    return [(keer, first + n * 2 * (r + 2), r) for n, keer in enumerate(keren)]


def _month(maand: Maand, x: float, spots: dict[UUID, tuple[float, float]]) -> SafeString:
    name = maandkort(maand.eerste)
    if maand.is_nu:
        name = _("%(maand)s (nu)") % {"maand": name}
    elif maand.eerste.month == 1:
        name = f"{name} {maand.eerste.year}"
    label = _text(x, 128, "s-tb" if maand.is_nu else "s-t", name)
    klasse, caption = _caption(maand)
    drawing = _join(_session(keer, *spots[keer.id]) for keer in maand.keren) or _empty_month(maand, x)
    return _join([drawing, label, _text(x, 152, klasse, caption) if caption else ""])


def _caption(maand: Maand) -> tuple[str, str]:
    if len(maand.keren) > 1 and any(keer.blijft_liggen for keer in maand.keren):
        return "s-tl", _("niet vastgelegd")
    if len(maand.keren) > 1:
        return "s-t", _("%(n)s MLB’s") % {"n": len(maand.keren)}
    if not maand.keren:
        return ("s-t" if maand.pauze or not maand.is_gat else "s-tl"), maandwoorden(maand)
    [keer] = maand.keren
    if keer.is_gehouden:
        return "s-t", _("%(n)s van %(m)s") % {"n": keer.erbij, "m": keer.genodigd}
    if keer.staat == Sessiestaat.BEZIG:
        return "s-ta", _("bezig")
    if keer.blijft_liggen:
        return "s-tl", _("niet vastgelegd")
    return "s-t", _("concept") if keer.staat == Sessiestaat.CONCEPT else kort(keer.datum)


def _empty_month(maand: Maand, x: float) -> SafeString:
    if maand.pauze:
        return _join([_circle(x, 6, "s-wit"), _circle(x, 5, "s-lijn s-dik")])
    if maand.is_gat:
        return _join([_circle(x, 17.5, "s-lijn-letop", _dashed("5 4")), _text(x, _LINE + 4.5, "s-tl", "0")])
    if maand.is_afgezegd:
        cross = format_html('<path class="s-kruis" d="m{} {} 8 8m0-8-8 8"/>', _n(x - 4), _LINE - 4)
        return _join([_circle(x, 9, "s-wit"), _circle(x, 9, "s-lijn s-dik"), cross])
    return _circle(x, 3.5, "s-spoor")


def _session(keer: Keer, x: float, r: float) -> SafeString:
    number, y = str(keer.nummer), _LINE + 4.5
    if keer.is_gehouden:
        return _join([_circle(x, r, "s-accent"), _text(x, y, "s-tw", number)])
    if keer.blijft_liggen and keer.staat != Sessiestaat.BEZIG:
        return _join([_circle(x, r - 1, "s-lijn-letop"), _text(x, y, "s-tl", number)])
    fill = "s-accent-2" if keer.staat == Sessiestaat.BEZIG else "s-wit"
    dashed = _dashed("4 3") if keer.staat == Sessiestaat.CONCEPT else ""
    ring = _circle(x, r - 1, "s-lijn-a s-dik", dashed)
    return _join([_circle(x, r - 1, fill), ring, _text(x, y, "s-ta", number)])


def _bands(banden: Sequence[Band], volhouden: Volhouden, x_of: dict[UUID, float]) -> SafeString:
    """Draw each method over its sessions, and after the last what still has to come."""
    seen = [(band, [x_of[keer.id] for keer in band.keren if keer.id in x_of]) for band in banden]
    seen = [(band, xs) for band, xs in seen if xs]
    if not seen:
        return SafeString("")
    edges = [_LEFT - _HALF * 2.0, *((a[-1] + b[0]) / 2 for (_a, a), (_b, b) in pairwise(seen)), _WIDTH]
    drawn, end = [], 0.0
    for (band, xs), (before, after) in zip(seen, pairwise(edges), strict=True):
        start, end = max(xs[0] - _HALF, before + 2), min(xs[-1] + _HALF, after - 2)
        drawn.append(_band(band, start, end, is_last=band is banden[-1]))
    return _join([*drawn, _to_come(volhouden, end)])


def _band(band: Band, start: float, end: float, *, is_last: bool) -> SafeString:
    facts = {"methode": band.methode, "n": len(band.keren)}
    options = (
        _("Zelfde methode: %(methode)s, %(n)s keer achter elkaar") % facts,
        _("%(methode)s, %(n)s keer") % facts,
        _("%(n)s keer") % facts,
    )
    label = next((text for text in options if len(text) * _LETTER < end - start - 8), f"{len(band.keren)}×")
    return format_html(
        '<rect class="{}" x="{}" y="16" width="{}" height="26" rx="6"/>{}',
        "s-accent-1" if is_last else "s-leeg",
        _n(start),
        _n(end - start),
        _text((start + end) / 2, 34, "s-ta" if is_last else "s-tz", label),
    )


def _to_come(volhouden: Volhouden, start: float) -> SafeString:
    facts = {"min": ADVICE - volhouden.keren, "max": FULL - volhouden.keren, "wordt": volhouden.wordt}
    if volhouden.wordt:
        text = _("hierna: %(wordt)s") % facts
    elif volhouden.keren < ADVICE:
        text = _("nog %(min)s of %(max)s keer") % facts
    else:
        text = _("misschien nog 1 keer") if volhouden.keren < FULL else ""
    end = _WIDTH - 16
    if not text or len(text) * _LETTER > end - start - 8:
        return SafeString("")
    line = format_html('<path class="s-lijn s-stippel" d="M{} 29H{}"/>', _n(start), end)
    return _join([line, _text((start + end) / 2, 23, "s-t", text)])


def _picture(size: int, title: str, *parts: SafeString | str) -> SafeString:
    return format_html('<svg viewBox="0 0 {0} {0}" role="img"><title>{1}</title>{2}</svg>', size, title, _join(parts))


@register.simple_tag
def reeksstip(nummer: int, keer: Keer | None) -> SafeString:
    """One of the six times of a method: held, on the calendar, or to come."""
    if keer and keer.is_gehouden:
        full = mark_safe('<circle class="s-goed" cx="15" cy="15" r="13"/>')
        return _picture(30, _("Keer %(n)s: gehouden") % {"n": nummer}, full, _CHECK)
    if keer:
        ring = mark_safe('<circle class="s-lijn-a" cx="15" cy="15" r="12" stroke-width="3"/>')
        words = _("Keer %(n)s: op de agenda") % {"n": nummer}
        return _picture(30, words, ring, mark_safe('<circle class="s-accent" cx="15" cy="15" r="4"/>'))
    empty = mark_safe('<circle class="s-lijn" cx="15" cy="15" r="12.5" stroke-width="1.5" stroke-dasharray="3 3"/>')
    return _picture(30, _("Keer %(n)s: nog te doen") % {"n": nummer}, empty)


@register.simple_tag
def wijkstip(keer: Keer) -> SafeString:
    """Whether the question of the wijk was asked in a session."""
    if keer.wijk_gevraagd:
        full = mark_safe('<circle class="s-accent" cx="15" cy="15" r="13"/>')
        return _picture(30, _("MLB %(n)s: ja") % {"n": keer.nummer}, full, _CHECK)
    empty = mark_safe('<circle class="s-af" cx="15" cy="15" r="12.5"/>')
    return _picture(30, _("MLB %(n)s: nee") % {"n": keer.nummer}, empty, _DASH)


@register.simple_tag
def manierenstaaf(keer: Keer, hoogste: int) -> SafeString:
    """The other ways of acting of a session: those with the wijk at the bottom, the others on top of them."""
    unit = 60 / max(hoogste, 1)
    low, high = keer.met_wijk * unit, (keer.manieren - keer.met_wijk) * unit
    title = _("MLB %(n)s: %(aantal)s manieren, waarvan %(wijk)s met de wijk") % {
        "n": keer.nummer, "aantal": keer.manieren, "wijk": keer.met_wijk,
    }  # fmt: skip
    bars = (("s-accent-3", _n(62 - low - high), _n(high)), ("s-accent", _n(62 - low), _n(low)))
    return format_html(
        '<svg viewBox="0 0 40 64" preserveAspectRatio="none" role="img"><title>{}</title>{}'
        '<path class="s-lijn" d="M0 63H40"/></svg>',
        title,
        format_html_join("", '<rect class="{}" x="6" y="{}" width="28" height="{}"/>', bars),
    )


@register.simple_tag
def blokjes(organisatie: Organisatie, organisaties: Sequence[Organisatie]) -> SafeString:
    """The attendance of one organisation, a block per person; all pictures have the scale of the largest."""
    vakken = organisatie.vakken[-LATEST:]
    most = max((vak.gevraagd for each in organisaties for vak in each.vakken[-LATEST:]), default=1)
    unit = min(16, 96 / max(most, 1))
    step, floor = 304 / max(len(vakken), 4), 6 + most * unit
    names = _names(vakken)
    words = ", ".join(f"{name} {_attendance(vak)}" for name, vak in zip(names, vakken, strict=True))
    columns = (
        _column(vak, name, n * step, step, floor, unit) for n, (vak, name) in enumerate(zip(vakken, names, strict=True))
    )
    return format_html(
        '<svg viewBox="0 0 300 {}" role="img"><title>{}: {}</title><path class="s-lijn" d="M0 {}H300"/>{}</svg>',
        _n(floor + 40), organisatie.naam, words, _n(floor), _join(columns),
    )  # fmt: skip


def _names(vakken: Sequence[Vak]) -> list[str]:
    """Months as names of sessions, or days where a month has two."""
    months = [maandkort(vak.keer.datum) for vak in vakken]
    return (
        months
        if len(set(months)) == len(months)
        else [f"{vak.keer.datum.day} {month}" for vak, month in zip(vakken, months, strict=True)]
    )


def _attendance(vak: Vak) -> str:
    if not vak.gevraagd:
        return _("niet uitgenodigd")
    return _("%(n)s van %(m)s") % {"n": vak.erbij, "m": vak.gevraagd}


def _column(vak: Vak, name: str, x: float, step: float, floor: float, unit: float) -> SafeString:
    width, height = min(42, step - 8), unit * 0.75
    blocks = []
    for number in range(vak.gevraagd):
        inset = 0 if number < vak.erbij else 0.75
        blocks.append((
            "s-af" if inset else "s-accent", _n(x + 4 + inset), _n(floor - (number + 1) * unit + inset),
            _n(width - 2 * inset), _n(height - 2 * inset),
        ))  # fmt: skip
    drawn = format_html_join("", '<rect class="{}" x="{}" y="{}" width="{}" height="{}" rx="3"/>', blocks)
    middle = x + 4 + width / 2
    share = f"{vak.erbij}/{vak.gevraagd}" if vak.gevraagd else "–"
    return _join([drawn, _text(middle, floor + 17, "s-t", name), _text(middle, floor + 34, "s-tb", share)])


@register.simple_tag
def factorstaaf(factor: Factor, hoogste: int) -> SafeString:
    """How often a factor was named; the number stands beside it."""
    colour = "s-accent" if factor.richting == Richting.WERKT else "s-letop"
    title, width = _("%(n)s keer genoemd") % {"n": factor.aantal}, round(100 * factor.aantal / max(hoogste, 1))
    return format_html(
        '<svg viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true"><title>{}</title>'
        '<rect class="s-leeg" width="100" height="8"/><rect class="{}" width="{}" height="8"/></svg>',
        title, colour, width,
    )  # fmt: skip


@register.simple_tag
def scorestaven(uitslag: Uitslag) -> SafeString:
    """How many people gave each score from 1 to 5 to one question."""
    most = max(uitslag.aantallen)
    parts = []
    for n, (score, aantal) in enumerate(zip(SCORES, uitslag.aantallen, strict=True)):
        x, height = n * 34 + 17, 36 * aantal / max(most, 1)
        bar = ("s-accent" if aantal else "s-spoor", x - 12, _n(54 - max(height, 2)), _n(max(height, 2)))
        parts.append(format_html('<rect class="{}" x="{}" y="{}" width="24" height="{}" rx="2"/>', *bar))
        parts.append(_text(x, 49 - height, "s-tb", str(aantal)) if aantal else SafeString(""))
        parts.append(_text(x, 69, "s-t", str(score)))
    words = ", ".join(f"{score}: {aantal}" for score, aantal in zip(SCORES, uitslag.aantallen, strict=True))
    title = _("Aantal mensen per score. %(scores)s") % {"scores": words}
    return format_html('<svg viewBox="0 0 170 74" role="img"><title>{}</title>{}</svg>', title, _join(parts))


_BADGES = {
    Sessiestaat.CONCEPT: ("inactive", "pen"),
    Sessiestaat.GEPLAND: ("inactive", "agenda"),
    Sessiestaat.BEZIG: ("active", "half"),
    Sessiestaat.AFGEROND: ("success", "check"),
    Sessiestaat.AFGEZEGD: ("inactive", "kruis"),
}


@register.simple_tag
def standbadge(keer: Keer) -> SafeString:
    """Where a session is, as a badge: an icon with a word."""
    kind, icon = _BADGES[Sessiestaat(keer.staat)]
    words = str(Sessiestaat(keer.staat).label)
    if keer.blijft_liggen and keer.staat != Sessiestaat.BEZIG:
        kind, icon, words = "warning", "letop", _("Niet vastgelegd")
    badge = '<span class="utrecht-status-badge utrecht-status-badge--{}">{}{}</span>'
    return format_html(badge, kind, icoon(icon), words)
