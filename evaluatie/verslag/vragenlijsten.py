"""Lines of the anonymous questionnaire: how many answered, and what may be told of each question."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from evaluatie.verslag.gegevens import Gegevens
from evaluatie.verslag.regels import Deel, Overzicht, Regel, Rij, Tussenkop, telling
from evaluatie.verslag.tellen import Row


def _round(each: Row, telt: int = 0) -> Rij:
    return Rij("vragenlijst", each["id"], _("Vragenlijst ‘%(naam)s’") % {"naam": each["naam"]}, telt)


def answered(data: Gegevens) -> list[Deel]:
    """How many answers each round has, and of how many people who were asked."""
    found: list[Deel] = []
    for each in data["vragenlijsten"]:
        asked = _(", gevraagd: %(n)s") % {"n": each["gevraagd"]} if each["gevraagd"] else ""
        name = _("Anonieme vragenlijst ‘%(naam)s’") % {"naam": each["naam"]}
        found.append(
            telling(
                lambda n, name=name, asked=asked: (  # type: ignore[misc]
                    f"{name}: {ngettext('%(n)s antwoord', '%(n)s antwoorden', n)}{asked}."
                ),
                [_round(each, each["aantal"])],
            )
        )
    return found


def outcomes(data: Gegevens) -> list[Deel]:
    """What may be told of every question: counts of groups of at least five people, or the side where most are."""
    found: list[Deel] = []
    for each in data["vragenlijsten"]:
        rows = tuple(((vraag["titel"], _told(vraag)), _counted(each, vraag)) for vraag in each["vragen"])
        name = _("Wat de vragenlijst ‘%(naam)s’ zegt") % {"naam": each["naam"]}
        found += [Tussenkop(name), Overzicht(name, (_("Vraag"), _("Antwoorden")), rows)]
        found += [Regel(f"“{citaat}”", (_round(each),)) for citaat in each["citaten"]]
    return found


def _counted(each: Row, vraag: Row) -> Regel:
    """The line of a question: every group that is told is a row with its count."""
    rows = tuple(
        Rij("vragenlijst", each["id"], _("%(vraag)s %(antwoord)s") % {"vraag": vraag["titel"], "antwoord": words}, n)
        for words, n in vraag["delen"]
    )
    return (
        Regel(vraag["titel"], rows, sum(rij.telt for rij in rows)) if rows else Regel(vraag["titel"], (_round(each),))
    )


def _told(vraag: Row) -> str:
    if vraag["delen"]:
        return "; ".join(f"{words}: {n}" for words, n in vraag["delen"])
    _side, *words = vraag["kant"]
    if not words:
        return _("De antwoorden lopen uiteen.")
    return _("Meer dan de helft koos: %(wat)s.") % {"wat": _(" of ").join(words).lower()}
