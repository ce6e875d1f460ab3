"""The documents of a meeting between gemeente and lokaal team: the agenda on one page, and the report."""

from collections.abc import Iterable

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from ontwikkelplan.sturing.dialooginhoud import eigen_punten, gekozen, nog_open, per_kant, van_eerder
from ontwikkelplan.sturing.documenten import DAY, day_words
from ontwikkelplan.sturing.models import Kant, Overleg, Overlegactie
from wijkaanpak.documents.inhoud import Alinea, Blok, Feiten, Inhoud, Lijst, Sectie, Tabel
from wijkaanpak.documents.schoon import clean
from wijkaanpak.tenancy.models import Gemeente

# The agenda is one page: how many lines fit, how wide they are, when there is no room for more than a line of each
# text, and how much of the people at the table is shown.
_LINES, _WIDTH, _TIGHT, _PEOPLE = 23, 60, 10, 120
ACTIES = {Kant.GEMEENTE: _lazy("Acties van de gemeente"), Kant.TEAM: _lazy("Acties van het lokaal team")}
NOG_OPEN = _lazy("Nog open van eerdere overleggen")
VAN_EERDER = _lazy("Acties van eerdere overleggen")


def _document(overleg: Overleg, gemeente: Gemeente, titel: str, met: str, secties: Iterable[Sectie]) -> Inhoud:
    facts = [(_("Datum"), date_format(overleg.datum, DAY)), (_("Overleg"), str(overleg.get_soort_display()))]
    if met:
        facts.append((_("Aan tafel"), met))
    made = Inhoud(
        titel=titel,
        ondertitel=overleg.opdracht.titel,
        gemeente=gemeente.naam,
        kleur=gemeente.merkkleur,
        kenmerk=_("Dialoog"),
        versie=0,
        datum=date_format(timezone.localdate(), DAY),
        feiten=tuple(facts),
        secties=tuple(secties),
    )
    return clean(made)


def agenda(overleg: Overleg, gemeente: Gemeente) -> Inhoud:
    """Return what a meeting is about, on one page: the topics, the own points, and what is still open."""
    topics = [(titel, [punt.titel for punt in punten]) for titel, punten in gekozen(overleg)]
    room = _LINES - sum(len(lines) for _titel, lines in topics)
    most = 2 * _WIDTH if room > _TIGHT else _WIDTH
    own = [_short(each, most) for each in eigen_punten(overleg)]
    there = " ".join(overleg.eigen_punten.split())
    left = [_action(row, most) for row in nog_open(overleg) if " ".join(row.tekst.split()) not in there]
    shown = _some(own, max(room - sum(map(_high, left)), room // 2))
    if own:
        topics.append((_("Eigen punten"), shown))
    facts = tuple((titel, "\n".join(lines)) for titel, lines in topics)
    about: Blok = Feiten(facts) if facts else Alinea(_("De agenda is nog leeg."))
    parts = [Sectie("onderwerpen", _("Onderwerpen"), (about,))]
    if left:
        still = _some(left, room - sum(map(_high, shown)))
        parts.append(Sectie("open", str(NOG_OPEN), (Lijst(tuple(still)),)))
    return _document(overleg, gemeente, _("Agenda"), _short(overleg.met, _PEOPLE), parts)


def _some(lines: list[str], room: int) -> list[str]:
    """Return what fits in so many lines of the page; the last one says how many more there are."""
    if sum(map(_high, lines)) <= room:
        return lines
    shown: list[str] = []
    for line in lines:
        if sum(map(_high, shown)) + _high(line) >= room:
            break
        shown.append(line)
    return [*shown, _("En nog %(n)d.") % {"n": len(lines) - len(shown)}]


def _high(text: str) -> int:
    return 1 + (len(text) - 1) // _WIDTH


def _action(row: Overlegactie, most: int) -> str:
    about = [str(row.get_kant_display())]
    if row.voor:
        about.append(_("voor %(dag)s") % {"dag": day_words(row.voor)})
    return f"{_short(row.tekst, most)} ({', '.join(about)})"


def _short(text: str, most: int) -> str:
    return Truncator(text).chars(most)


def verslag(overleg: Overleg, gemeente: Gemeente) -> Inhoud:
    """Return what was on the agenda and said, what both sides do, and what came of earlier actions."""
    acties = list(Overlegactie.objects.current().filter(overleg=overleg))
    points = [punt.titel for _titel, punten in gekozen(overleg) for punt in punten] + eigen_punten(overleg)
    said = Alinea(overleg.verslag or _("Nog niet ingevuld."))
    parts = [Sectie("besproken", _("Wat is besproken"), (said,))]
    if points:
        parts.insert(0, Sectie("agenda", _("Op de agenda"), (Lijst(tuple(points)),)))
    for kant, found in per_kant(acties):
        titel = str(ACTIES[kant])
        parts.append(Sectie(kant.value, titel, (_agreed(titel, found),)))
    earlier = van_eerder(overleg)
    if earlier:
        parts.append(Sectie("open", str(VAN_EERDER), (_from_before(earlier),)))
    return _document(overleg, gemeente, _("Verslag"), overleg.met, parts)


def _agreed(titel: str, acties: list[Overlegactie]) -> Blok:
    if not acties:
        return Alinea(_("Geen."))
    kop = (_("Actie"), _("Wie"), _("Voor"), _("Klaar op"))
    return Tabel(
        titel, kop, tuple((row.tekst, row.wie or "–", day_words(row.voor), day_words(row.klaar_op)) for row in acties)
    )


def _from_before(acties: list[Overlegactie]) -> Tabel:
    kop = (_("Actie"), _("Wie"), _("Voor"), _("Klaar op"))
    rows = (
        (row.tekst, row.wie or str(row.get_kant_display()), day_words(row.voor), day_words(row.klaar_op))
        for row in acties
    )
    return Tabel(str(VAN_EERDER), kop, tuple(rows))
