"""What the gemeente and the project know by name: team, wijkfoto, words and schools, looked up word by word."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from django.utils.translation import gettext as _

from reflectie.privacywacht.lijsten import dubbel, klein, tussenvoegsels
from reflectie.privacywacht.naamvorm import is_naamgebruik, is_voornaam, na_aanduiding, naam_einde
from reflectie.privacywacht.soorten import Bekend, Soort, Vondst
from reflectie.privacywacht.tekst import Tekst, splits

_PERSONEN = {Soort.TEAMNAAM, Soort.WIJKFOTONAAM}
_NAAR_SCHOOL = {"op", "naar", "van", "bij", "school", "basisschool"}


class Term(NamedTuple):
    """Words that follow each other, and whether they need evidence that a name is meant."""

    woorden: tuple[str, ...]
    twijfel: bool = False


def teamnamen(tekst: Tekst, bekend: Bekend) -> Iterator[Vondst]:
    """Members of the team: whole names, first names, surnames, initials with a surname."""
    termen = (term for naam in bekend.teamnamen for term in _van_persoon(naam))
    return _zoek(tekst, Soort.TEAMNAAM, termen, _("een teamlid"))


def wijkfotonamen(tekst: Tekst, bekend: Bekend) -> Iterator[Vondst]:
    """Key people of the area as team members are; places by their whole name."""
    for naam in bekend.wijkfotonamen:
        if _is_persoon(naam):
            yield from _zoek(tekst, Soort.WIJKFOTONAAM, _van_persoon(naam), _("iemand uit de wijk"))
        else:
            yield from _zoek(tekst, Soort.WIJKFOTONAAM, [_van_plek(naam)], _("een plek in de wijk"))


def woordenlijst(tekst: Tekst, bekend: Bekend) -> Iterator[Vondst]:
    """Words that the gemeente listed, in any spelling of capitals and accents."""
    return _zoek(tekst, Soort.WOORDENLIJST, (Term(_vormen(woord)) for woord in bekend.woorden), "")


def bekende_scholen(tekst: Tekst, bekend: Bekend) -> Iterator[Vondst]:
    """Schools that the gemeente listed; a name that is an ordinary word needs its capital."""
    return _zoek(tekst, Soort.SCHOOL, (term for naam in bekend.scholen for term in _van_school(naam)), _("een school"))


def _vormen(naam: str) -> tuple[str, ...]:
    return tuple(woord.vorm for woord in splits(naam))


def _is_dubbel(woorden: tuple[str, ...]) -> bool:
    """Whether the words that count are ordinary ones: 'de boer', 'mark'."""
    kern = [each for each in woorden if each not in tussenvoegsels()]
    return all(each in dubbel() or each in klein() or len(each) < 3 for each in kern)


def _is_persoon(naam: str) -> bool:
    woorden = _vormen(naam)
    return 1 < len(woorden) <= 5 and is_voornaam(woorden[0])


def _van_persoon(naam: str) -> Iterator[Term]:
    """Yield 'wil de boer', 'wil', 'de boer', 'boer' and 'w de boer' of 'Wil de Boer'."""
    woorden = _vormen(naam)
    if not woorden:
        return
    voornaam, achternaam = woorden[:1], woorden[1:]
    yield Term(woorden, len(woorden) == 1 and _is_dubbel(woorden))
    if achternaam:
        yield Term((voornaam[0][0], *achternaam))
        yield Term(voornaam, _is_dubbel(voornaam))
        yield Term(achternaam, _is_dubbel(achternaam))
    if achternaam[:1] and achternaam[0] in tussenvoegsels() and not _is_dubbel(achternaam[-1:]):
        yield Term(achternaam[-1:])


def _van_plek(naam: str) -> Term:
    woorden = _vormen(naam)
    return Term(woorden, len([each for each in woorden if each not in tussenvoegsels()]) < 2)


def _van_school(naam: str) -> Iterator[Term]:
    """Yield the whole name, and what remains without 'obs'."""
    woorden = _vormen(naam)
    kern = woorden[1:] if len(woorden) > 1 and len(woorden[0]) <= 4 and woorden[0] not in tussenvoegsels() else woorden
    if woorden:
        yield Term(woorden, _is_dubbel(woorden))
    if kern != woorden and kern:
        yield Term(kern, _is_dubbel(kern))


def _zoek(tekst: Tekst, soort: Soort, termen: Iterable[Term], voorstel: str) -> Iterator[Vondst]:
    """Yield every place of every term; where several start at one word, the longest."""
    per_woord: dict[str, list[Term]] = defaultdict(list)
    for term in termen:
        if term.woorden:
            per_woord[term.woorden[0]].append(term)
    if not per_woord:
        return
    for each in per_woord.values():
        each.sort(key=lambda term: -len(term.woorden))
    for plaats, woord in enumerate(tekst.woorden):
        for term in per_woord.get(woord.vorm, ()):
            eind = plaats + len(term.woorden)
            if not _staat(tekst, plaats, term.woorden):
                continue
            if not term.twijfel or _is_gemeend(tekst, plaats, eind, soort):
                heel = naam_einde(tekst, plaats) if len(term.woorden) == 1 and soort in _PERSONEN else eind
                if heel > eind:  # 'Fatima Yildiz' is not our Fatima: the whole name is asked about
                    yield _vondst(tekst, plaats, heel, soort, _("iemand"))
                else:
                    yield _vondst(tekst, plaats, eind, soort, voorstel)
                break


def _staat(tekst: Tekst, plaats: int, woorden: tuple[str, ...]) -> bool:
    return all(
        tekst.vorm(plaats + nummer) == vorm and (nummer == 0 or len(tekst.woorden[plaats + nummer].ervoor) <= 3)
        for nummer, vorm in enumerate(woorden)
    )


def _is_gemeend(tekst: Tekst, begin: int, eind: int, soort: Soort) -> bool:
    """Whether ordinary words are meant as the name they also are."""
    laatste = tekst.woorden[eind - 1]
    if soort is Soort.SCHOOL:
        zonder_lidwoord = eind - begin == 1 or laatste.vorm not in dubbel()
        return laatste.hoofdletter or (tekst.vorm(begin - 1) in _NAAR_SCHOOL and zonder_lidwoord)
    if eind - begin > 1 and tekst.vorm(begin) in {"de", "het"} and soort is Soort.WIJKFOTONAAM:
        return laatste.hoofdletter
    return is_naamgebruik(tekst, begin, eind) or (na_aanduiding(tekst, begin) and eind - begin > 1)


def _vondst(tekst: Tekst, begin: int, eind: int, soort: Soort, voorstel: str) -> Vondst:
    van, tot = tekst.woorden[begin].begin, tekst.woorden[eind - 1].eind
    return Vondst(soort, van, tot, tekst.heel[van:tot], "" if tekst.woorden[eind - 1].bezit else voorstel)
