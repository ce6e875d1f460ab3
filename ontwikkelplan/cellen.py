"""What the program reads in the text of a cell: days of a planning, amounts of money, steps in order.

The text that people typed is what is stored, shown and exported; everything here is read from it anew.
"""

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

_MAANDEN = {
    name: number
    for number, names in enumerate(
        (
            ("januari", "jan"), ("februari", "feb"), ("maart", "mrt"), ("april", "apr"), ("mei",), ("juni", "jun"),
            ("juli", "jul"), ("augustus", "aug"), ("september", "sept", "sep"), ("oktober", "okt"),
            ("november", "nov"), ("december", "dec"),
        ),
        start=1,
    )
    for name in names
}  # fmt: skip
_MAAND = "|".join(sorted(_MAANDEN, key=len, reverse=True))
_DAG = re.compile(
    r"(?<!\d)(?:"
    r"(?P<jaar1>\d{4})-(?P<maand1>\d{1,2})-(?P<dag1>\d{1,2})"
    r"|(?P<dag2>\d{1,2})\s?[-/.]\s?(?P<maand2>\d{1,2})\s?[-/.]\s?(?P<jaar2>\d{4})"
    rf"|(?P<dag3>\d{{1,2}})\s+(?P<maand3>{_MAAND})\.?\s+(?P<jaar3>\d{{4}})"
    r")(?!\d)",
    re.IGNORECASE,
)
_KORT_JAAR = re.compile(r"(?<![\d.,/-])\d{1,2}\s?[-/.]\s?\d{1,2}\s?[-/.]\s?(?:\d{2}|[’']\d{2})(?![\d.,/-]*\d)")
_JAAR = re.compile(r"(?<![\d.,])(20\d\d)(?![\d]|[.,]\d)")
# Something that means an amount: € 14.500, EUR 14 500,00, € 6000,-, € 1,5 miljoen, € 25k, 14.500 euro.
_GETAL = r"\d+(?:[.,]\d+)*(?:[ \u00a0]\d{3}(?!\d))*(?:,\d{1,2}(?!\d))?(?:,-{1,2})?"
_MAAT = {"miljoen": 1_000_000, "mln": 1_000_000, "ton": 100_000, "duizend": 1_000, "k": 1_000}
_KEER = "|".join(_MAAT)
_BEDRAG = re.compile(
    rf"(?:€|\bEUR)\s?(?P<a>{_GETAL})(?:\s?(?P<am>{_KEER})\b)?|(?<![\d.,])(?P<b>{_GETAL})(?:\s?(?P<bm>{_KEER}))?\s?(?:euro|EUR)\b",
    re.IGNORECASE,
)
# How such a number has to be written to be sure of it: thousands with a point, a space or nothing; cents with a comma.
_ZEKER = re.compile(r"(?P<heel>\d{1,3}(?:\.\d{3})+|\d{1,3}(?:[ \u00a0]\d{3})+|\d+)(?:,(?P<deel>\d{1,2})|,-{1,2})?")
_NUMMER = re.compile(r"^\s*(?:\d{1,2}[.)]|[-–•*])\s+")
_KLAAR = re.compile(r"\((?:gereed|klaar|af)\)|[✓✔☑]", re.IGNORECASE)
# What is left around an amount and a year once they are taken out.
_ROND = re.compile(r"^[\s,;:.()·–—-]+|[\s,;:.()·–—-]+$|^(?:in|uit|van|voor)\b|\b(?:in|uit|van|voor|en)$", re.IGNORECASE)


def dagen_in(tekst: str) -> list[datetime.date]:
    """Return the whole days that a text names, in its order. Raises ValidationError for a day that is not there."""
    return [_dag(found) for found in _DAG.finditer(tekst)]


def _dag(found: re.Match[str]) -> datetime.date:
    day, month, year = next(
        (found[f"dag{form}"], found[f"maand{form}"], found[f"jaar{form}"]) for form in "123" if found[f"dag{form}"]
    )
    number = int(month) if month.isdecimal() else _MAANDEN[month.lower()]
    try:
        made = datetime.date(int(year), number, int(day))
    except ValueError:
        made = datetime.date.min
    if not 1990 <= made.year <= 2099:
        raise ValidationError(_("Deze datum bestaat niet: %(datum)s.") % {"datum": found[0]})
    return made


def lees_planning(tekst: str) -> tuple[datetime.date | None, datetime.date | None]:
    """Return the first and the last day that a planning names; a single day is the last (KOL-6, NUM-21).

    Nothing gives (None, None). Raises ValidationError, with an example, for a bare year or quarter, for more than
    two days, or when the end is before the start.
    """
    if not tekst.strip():
        return None, None
    days = dagen_in(tekst)
    if not days:
        if short := _KORT_JAAR.search(tekst):
            raise ValidationError(
                _("Schrijf het jaar met vier cijfers, bijvoorbeeld 31-3-2027. Er staat nu: %(datum)s.")
                % {"datum": short[0]}
            )
        raise ValidationError(_("Schrijf een dag, bijvoorbeeld 31-3-2027, of van en tot: 1-1-2027 t/m 31-3-2027."))
    if len(days) > 2:
        raise ValidationError(_("Schrijf hooguit twee dagen: van en tot en met. Zet losse stappen bij Verbeteractie."))
    if len(days) == 1:
        return None, days[0]
    if days[0] > days[1]:
        raise ValidationError(_("De eerste dag is later dan de laatste. Draai ze om."))
    return days[0], days[1]


@dataclass(frozen=True, slots=True)
class Kostenregel:
    """One line of the costs. ``bedrag`` in euros; ``let_op`` says why it can't be put in a year, or ''."""

    tekst: str
    bedrag: Decimal | None
    jaar: int | None
    dekking: str
    let_op: str = ""

    @property
    def telt(self) -> bool:
        """Whether the amount can be added to a budget year."""
        return self.bedrag is not None and self.jaar is not None


def lees_kosten(tekst: str) -> list[Kostenregel]:
    """Return the lines of the costs with what is read in them: an amount, a budget year, the cover (KOL-4).

    Nothing is guessed: one amount over two years, or two amounts in a line, is not counted and says so.
    """
    return [_kostenregel(line.strip()) for line in tekst.splitlines() if line.strip()]


def _kostenregel(line: str) -> Kostenregel:
    amounts = list(_BEDRAG.finditer(line))
    rest = _BEDRAG.sub(" ", line)
    years = sorted({int(year) for year in _JAAR.findall(_DAG.sub(" ", rest))})
    cover = _dekking(rest, years)
    if not amounts:
        return Kostenregel(line, None, None, cover)
    if len(amounts) > 1:
        return Kostenregel(
            line, None, None, cover, _("Er staan meer bedragen op één regel. Gebruik een regel per bedrag.")
        )
    amount = _bedrag(amounts[0])
    if amount is None:
        return Kostenregel(
            line, None, None, cover, _("Dit bedrag lezen we niet met zekerheid. Schrijf het zo: € 14.500, 2027.")
        )
    if len(years) > 1:
        return Kostenregel(line, amount, None, cover, _("Eén bedrag, meer jaren. Gebruik een regel per jaar."))
    if not years:
        return Kostenregel(line, amount, None, cover, _("Zet er het begrotingsjaar bij."))
    return Kostenregel(line, amount, years[0], cover, "" if cover else _("Zet erbij waaruit dit wordt betaald."))


def _bedrag(found: re.Match[str]) -> Decimal | None:
    """The amount in euros; None when it can be read in more than one way, such as ``12.50`` or ``1,5``."""
    number, times = (found["a"], found["am"]) if found["a"] else (found["b"], found["bm"])
    sure = _ZEKER.fullmatch(number)
    if sure is None or (sure["deel"] and len(sure["deel"]) == 1 and not times):
        return None
    whole = re.sub(r"\D", "", sure["heel"])
    return Decimal(f"{whole}.{sure['deel'] or 0}") * (_MAAT[times.lower()] if times else 1)


def _dekking(rest: str, years: list[int]) -> str:
    for year in years:
        rest = rest.replace(str(year), " ")
    words = re.sub(r"\s+", " ", rest)
    previous = None
    while words != previous:  # the words around an amount and a year, layer by layer
        previous = words
        words = _ROND.sub("", words)
    return re.sub(r"\s+,", ",", words)


@dataclass(frozen=True, slots=True)
class Deelstap:
    """One step of the verbeteractie (KOL-3)."""

    tekst: str
    is_gereed: bool
    dag: datetime.date | None


def lees_stappen(tekst: str) -> list[Deelstap]:
    """Return the steps of a verbeteractie in their order: a line each, done when it says ``(gereed)``."""
    return [_stap(line) for line in tekst.splitlines() if line.strip()]


def _stap(line: str) -> Deelstap:
    words = _KLAAR.sub("", _NUMMER.sub("", line)).strip()
    try:
        days = dagen_in(words)
    except ValidationError:
        days = []
    return Deelstap(words, bool(_KLAAR.search(line)), days[-1] if days else None)


def open_stapdagen(tekst: str) -> list[datetime.date]:
    """Return the days of the steps that aren't done, the first first."""
    return sorted({stap.dag for stap in lees_stappen(tekst) if stap.dag and not stap.is_gereed})


def stappen_uit_volgorde(stappen: list[Deelstap]) -> bool:
    """Whether steps with a day stand in another order than their days (KOL-3: in order of time)."""
    days = [stap.dag for stap in stappen if stap.dag]
    return days != sorted(days)


def schrijf_standen(standen: list[tuple[datetime.date, str]]) -> str:
    """Return entries, newest first, as the cell of column 7 in Word and Excel: ``30-9-2026: tekst``, a line each."""
    return "\n".join(f"{dag.day}-{dag.month}-{dag.year}: {tekst}" for dag, tekst in standen)


def lees_standen(tekst: str) -> Iterator[tuple[datetime.date | None, str]]:
    """Yield the dated entries of a column 7; a part before the first date has no day (None)."""
    day: datetime.date | None = None
    lines: list[str] = []
    for line in tekst.splitlines():
        found = _DAG.match(line.strip())
        start = _dag_of(found)
        if found is not None and start is not None:
            if "\n".join(lines).strip():
                yield day, "\n".join(lines).strip()
            day, lines = start, [line.strip()[found.end() :].lstrip(" :–-")]
        else:
            lines.append(line)
    if "\n".join(lines).strip():
        yield day, "\n".join(lines).strip()


def _dag_of(found: re.Match[str] | None) -> datetime.date | None:
    if found is None:
        return None
    try:
        return _dag(found)
    except ValidationError:
        return None
