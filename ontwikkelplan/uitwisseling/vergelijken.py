"""Three texts per cell: as it went out, as the file has it now, as wijkaanpak has it now."""

import datetime
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from itertools import pairwise
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ontwikkelplan.cellen import lees_standen, schrijf_standen
from ontwikkelplan.inhoud import tabel_van
from ontwikkelplan.models import KOLOMMEN, Herkomst, Ontwikkelpunt, Plan, Stand, Voortgang
from ontwikkelplan.uitwisseling.bladen import BRON, HERKOMST, STATUS
from ontwikkelplan.uitwisseling.herkend import Gelezenrij, Herkend
from ontwikkelplan.uitwisseling.momentopname import broncode_van
from ontwikkelplan.uitwisseling.schoon import schoon, vlak
from ontwikkelplan.uitwisseling.teksten import STAND
from ontwikkelplan.uitwisseling.voorstel import Onbekend, Voorstelcel, Voorstelinhoud, Voorstelrij, Wegrij
from wijkaanpak.editing.services import values_at

Regel = tuple[datetime.date | None, str]
TEKSTEN = ("inleiding", "aanvullingen")
_READ = (*KOLOMMEN, "status", "herkomst", "bron")


def keur_herkomst(eigenschappen: Mapping[str, str], plan: Plan) -> None:
    """Raise ValidationError when a file of ours is of another gemeente or of another plan, such as last year's."""
    if not eigenschappen:
        return
    if eigenschappen.get("wijkaanpak_gemeente") != plan.gemeente_id.hex:
        raise ValidationError(
            {"bestand": _("Dit bestand komt uit het plan van een andere gemeente. We lezen het hier niet in.")}
        )
    other = eigenschappen.get("wijkaanpak_plan", "")
    if other != plan.pk.hex:
        raise ValidationError({"bestand": _other_plan(other)})


def _other_plan(id: str) -> str:
    try:
        found = Plan.objects.filter(pk=UUID(id)).first()
    except ValueError:
        found = None
    if found is None:
        return _("Dit bestand hoort bij een ander ontwikkelplan. Open dat plan en lees het bestand daar in.")
    return _("Dit bestand hoort bij een ander plan: %(plan)s. Open dat plan en lees het bestand daar in.") % {
        "plan": found
    }


def vergelijk(plan: Plan, herkend: Herkend, tijd: datetime.datetime | None) -> Voorstelinhoud:
    """Return what differs, as a proposal. Raises ValidationError when no row of the file is of this plan."""
    return _Comparison(plan, herkend, tijd).result()


class _Comparison:
    def __init__(self, plan: Plan, herkend: Herkend, tijd: datetime.datetime | None) -> None:
        self._plan, self._found, self._time = plan, herkend, tijd
        rows = Ontwikkelpunt.objects.filter(plan=plan).in_order()
        self._rows: dict[UUID, Ontwikkelpunt] = {row.pk: row for row in rows}
        self._by_place = False
        self._standen: dict[UUID, list[Stand]] = defaultdict(list)
        for stand in Stand.objects.filter(punt__plan=plan):
            self._standen[stand.punt_id].append(stand)
        self._before = self._values_then([rij for rij in herkend.rijen if rij.id in self._rows])
        self._made = Voorstelinhoud(tijd=tijd.isoformat() if tijd else "", tabellen=herkend.tabellen)

    def result(self) -> Voorstelinhoud:
        marked = [rij for rij in self._found.rijen if rij.id is not None]
        if marked and not any(rij.id in self._rows for rij in marked):
            raise ValidationError({"bestand": _("De rijen in dit bestand horen bij een ander ontwikkelplan.")})
        self._texts()
        self._say_how(marked)
        used = {rij.id for rij in marked}
        for rij in self._found.rijen:
            if rij.id in self._rows:
                self._existing(rij, self._rows[rij.id])
            elif known := self._by_goal(rij, used) or self._by_order(rij, used):
                used.add(known.pk)
                self._existing(rij, known, is_known=False)
            elif not rij.is_leeg:
                self._new(rij)
        self._gone(used | self._found.gezien)
        made = self._made
        made.onbekend = [Onbekend(waar=waar, tekst=tekst) for waar, tekst in self._found.onbekend]
        made.meldingen = [*self._found.meldingen, *made.meldingen]
        return made

    def _add(self, tabel: str, waar: str, id: UUID | None, cells: list[Voorstelcel]) -> None:
        if cells:
            number = len(self._made.rijen)
            self._made.rijen.append(Voorstelrij(nummer=number, tabel=tabel, waar=waar, id=id, cellen=cells))

    def _texts(self) -> None:
        """The two texts of the plan itself."""
        cells = []
        for kolom in TEKSTEN:
            if kolom in self._found.teksten:
                text, versie = self._found.teksten[kolom]
                base = str(values_at(self._plan, versie, [kolom])[kolom])
                cells += self._changed(kolom, base, text.strip(), getattr(self._plan, kolom))
        self._add("", _("Tekst van het plan"), self._plan.pk, cells)

    def _existing(self, rij: Gelezenrij, row: Ontwikkelpunt, *, is_known: bool = True) -> None:
        if rij.tabel != row.tabel:
            self._made.meldingen.append(
                _("%(waar)s: deze rij staat in het plan bij een andere tabel. Hij blijft daar staan.")
                % {"waar": rij.waar}
            )
        base: Mapping[str, Any] | None = self._before.get((row.pk, rij.versie)) if is_known else None
        cells: list[Voorstelcel] = []
        for kolom, text in rij.cellen.items():
            if kolom == STAND:
                cells += self._standen_of(rij, row, text)
                continue
            before = str(base[kolom]) if base is not None else None
            word = self._of_sheets(rij, kolom, before)
            cells += self._changed(kolom, before, word, getattr(row, kolom), formula=kolom in rij.formules)
        self._add(row.tabel, rij.waar, row.pk, cells)
        now = self._telling(row.tabel, vars(row))
        self._beside(rij, now, self._telling(row.tabel, base) if base is not None else now)

    def _telling(self, tabel: str, values: Mapping[str, Any]) -> dict[str, str]:
        """What the columns that only tell say of a row."""
        found = tabel_van(self._plan, tabel)
        return {
            STATUS: str(Voortgang(values["status"]).label),
            HERKOMST: str(Herkomst(values["herkomst"]).label),
            BRON: broncode_van(found, values["bron"]) if found else "",
        }

    def _beside(self, rij: Gelezenrij, now: Mapping[str, str], before: Mapping[str, str]) -> None:
        """List what was typed in the columns that only tell: it is not what went out, and not what the plan says."""
        for name, text in dict.fromkeys(rij.ernaast):
            if not _same(text, now.get(name, "")) and not _same(text, before.get(name, "")):
                said = _("%(tekst)s (in het plan: %(nu)s). Dit nemen we niet over. Pas het in het plan zelf aan.") % {
                    "tekst": text or _("leeg"), "nu": now.get(name) or _("leeg"),
                }  # fmt: skip
                self._found.onbekend.append((f"{rij.waar}, {name}", said))

    def _changed(
        self, kolom: str, before: str | None, word: str, now: str, *, formula: bool = False
    ) -> list[Voorstelcel]:
        if _same(word, now) or (before is not None and _same(word, before)) or (before is None and not word):
            self._made.gelijk += 1
            return []
        return [Voorstelcel(kolom=kolom, uit=before, nieuw=word, formule=formula)]

    def _of_sheets(self, rij: Gelezenrij, kolom: str, before: str | None) -> str:
        """A row of Excel stands on two sheets: what was changed on one of them counts."""
        texts = [cells[kolom] for cells in (rij.cellen, *rij.varianten) if kolom in cells]
        changed = [text for text in texts if before is None or not _same(text, before)]
        for other in changed[1:]:
            if not _same(other, changed[0]):
                self._found.onbekend.append((_("%(waar)s, ander blad") % {"waar": rij.waar}, other))
        return changed[0] if changed else texts[0]

    def _standen_of(self, rij: Gelezenrij, row: Ontwikkelpunt, text: str) -> list[Voorstelcel]:
        """The entries that the file adds; what it changed or left out of the old ones stays as it was (OPL-08)."""
        now = self._standen[row.pk]
        then = [stand for stand in now if self._time is None or stand.op <= self._time]
        texts = [text, *(cells[STAND] for cells in rij.varianten if STAND in cells)]
        written = _written(then)
        if all(_same(each, written) for each in texts):
            return []
        old, current = Counter(lees_standen(written)), Counter(lees_standen(_written(now)))
        read: Counter[Regel] = Counter()
        for each in texts:
            read |= Counter(lees_standen(schoon(each)))
        fresh = read - (old | current)
        missing = sum((old - read).values()) if rij.id is not None and self._found.eigen else 0
        if missing:
            self._made.meldingen.append(
                ngettext(
                    "%(waar)s: %(n)s eerdere stand van zaken staat er niet meer zo in. Die blijft in wijkaanpak staan.",
                    "%(waar)s: %(n)s eerdere standen van zaken staan er niet meer zo in. Die blijven in "
                    "wijkaanpak staan.",
                    missing,
                )
                % {"waar": rij.waar, "n": missing}
            )
        return self._entries(rij, fresh)

    def _entries(self, rij: Gelezenrij, regels: Iterable[Regel]) -> list[Voorstelcel]:
        """Entries as one cell to add; without a day they get the day in the header of the table, or today."""
        day = self._found.standdag.get(rij.tabel)
        made = []
        for dag, tekst in regels:
            if dag is None:
                self._made.meldingen.append(
                    _("%(waar)s: bij de stand van zaken staat geen datum. We zetten er %(dag)s bij.")
                    % {"waar": rij.waar, "dag": f"{(day or timezone.localdate()):%d-%m-%Y}"}
                )
            made.append((dag or day or timezone.localdate(), tekst))
        text = schrijf_standen(sorted(made, key=lambda regel: regel[0], reverse=True))
        return [Voorstelcel(kolom=STAND, uit="", nieuw=text, formule=STAND in rij.formules)] if text else []

    def _new(self, rij: Gelezenrij) -> None:
        cells = [
            Voorstelcel(kolom=kolom, uit=None, nieuw=text, formule=kolom in rij.formules)
            for kolom, text in rij.cellen.items()
            if kolom != STAND and text
        ]
        cells += self._entries(rij, lees_standen(schoon(rij.cellen.get(STAND, ""))))
        self._add(rij.tabel, rij.waar, None, cells)
        self._beside(rij, {}, {})

    def _by_goal(self, rij: Gelezenrij, used: set[UUID | None]) -> Ontwikkelpunt | None:
        """The row of the plan with the same goal in the same table: a file that is read a second time."""
        goal = vlak(rij.cellen.get("doel", ""))
        rows = (row for row in self._rows.values() if row.tabel == rij.tabel and row.vervallen_op is None)
        return next((row for row in rows if goal and vlak(row.doel) == goal and row.pk not in used), None)

    def _say_how(self, marked: list[Gelezenrij]) -> None:
        if self._found.eigen and not marked and any(not rij.is_leeg for rij in self._found.rijen):
            self._by_place = True
            self._made.meldingen.append(
                _(
                    "De merktekens van wijkaanpak zijn uit dit bestand verdwenen. We hebben de rijen "
                    "herkend aan hun doel en volgorde. Kijk extra goed."
                )
            )
        if self._is_reordered(marked):
            self._made.meldingen.append(_("De volgorde van de rijen nemen we niet over. Zet die in het plan zelf."))
        if self._found.op_volgorde:
            self._made.meldingen.append(
                _(
                    "Niet elke tabel had een kop die we kennen. Die tabellen hebben we herkend aan hun "
                    "volgorde. Kijk of ze goed staan."
                )
            )

    def _is_reordered(self, marked: list[Gelezenrij]) -> bool:
        """Whether rows of one table stand in another order than in the plan."""
        place = {id: number for number, id in enumerate(self._rows)}
        known = [rij for rij in marked if rij.id in self._rows]
        return any(
            one.tabel == other.tabel and place[one.id] > place[other.id]  # type: ignore[index]
            for one, other in pairwise(known)
        )

    def _by_order(self, rij: Gelezenrij, used: set[UUID | None]) -> Ontwikkelpunt | None:
        """In a file of ours that lost its marks: the row that stands at the same place in the same table."""
        if not self._by_place:
            return None
        here = [each for each in self._found.rijen if each.tabel == rij.tabel]
        rows = [row for row in self._rows.values() if row.tabel == rij.tabel and row.vervallen_op is None]
        place = here.index(rij)
        found = rows[place] if place < len(rows) == len(here) else None
        return found if found and found.pk not in used else None

    def _gone(self, used: set[UUID | None]) -> None:
        """Rows that went out with a file of ours and are not in it any more."""
        if not self._found.eigen or self._time is None:
            return
        for row in self._rows.values():
            made_on = datetime.datetime.fromtimestamp((row.pk.int >> 80) / 1000, tz=datetime.UTC)  # of a UUIDv7
            if row.vervallen_op is None and row.pk not in used and made_on <= self._time:
                tabel = tabel_van(self._plan, row.tabel)
                self._made.weg.append(Wegrij(id=row.pk, tabel=tabel.nummer if tabel else "", doel=row.doel))

    def _values_then(self, rijen: list[Gelezenrij]) -> dict[tuple[UUID, int], Mapping[str, Any]]:
        """The cells as they were at the versions that the file names, in one query for all that changed since."""
        found: dict[tuple[UUID, int], Mapping[str, Any]] = {}
        asked = Q(pk__in=[])
        for rij in rijen:
            assert rij.id  # noqa: S101
            row = self._rows[rij.id]
            if row.versie == rij.versie:
                found[row.pk, rij.versie] = {name: getattr(row, name) for name in _READ}
            else:
                asked |= Q(pgh_obj_id=row.pk, versie=rij.versie)
        events = Ontwikkelpunt.events.rel.related_model.objects.filter(asked).order_by("pgh_id")
        for event in events.values("pgh_obj_id", "versie", *_READ):
            found[event["pgh_obj_id"], event["versie"]] = event
        return found


def _written(standen: list[Stand]) -> str:
    return schrijf_standen([(stand.datum, stand.tekst) for stand in standen])


def _same(one: str, other: str) -> bool:
    return schoon(one).strip() == schoon(other).strip()
