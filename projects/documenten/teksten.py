"""The standard text of a section of a document, until the project puts it in its own words."""

from collections.abc import Callable

from django.utils import timezone
from django.utils.translation import gettext as _

from projects.documenten.bron import Bron, as_day
from projects.documenten.rijen import day, words

Tekst = Callable[[Bron], str]


def of_vision(name: str) -> Tekst:
    """Return the text of one field of the visie."""
    return lambda bron: bron.visie.get(name, "")


def of_area(*names: str) -> Tekst:
    """Return the texts of fields of the wijkfoto that hold something."""
    return lambda bron: "\n\n".join(bron.gebied[name] for name in names if bron.gebied.get(name))


def vision(bron: Bron) -> str:
    """The vision and the values."""
    parts = [bron.visie.get("visie", ""), bron.visie.get("waarden", "")]
    return "\n\n".join(part for part in parts if part)


def term(bron: Bron) -> str:
    """From when until when, and what the project wrote about it."""
    period = _("Het project loopt van %(van)s tot en met %(tot)s.") % {
        "van": words(bron.project.begin),
        "tot": words(bron.project.eind),
    }
    return "\n\n".join(part for part in (period, bron.visie.get("termijn", "")) if part)


def effort(bron: Bron) -> str:
    """What everyone puts in: the project's own words, else our standard."""
    own: str = bron.visie.get("inzet", "")
    return own or _(
        "Elk projectlid is minstens een halve dag per week in de wijk, zoveel mogelijk tegelijk met de anderen."
        " Elke maand is er een methodische leerbijeenkomst (MLB). Wij houden dezelfde methode 5 tot 6 keer vol."
    )


def started(bron: Bron) -> str:
    """When and where the first meeting was, or will be (ST-02a)."""
    start = bron.start
    if not start.get("datum"):
        return ""
    moment = as_day(start["datum"])
    is_past = moment is not None and moment < timezone.localdate()
    said = _("De startbijeenkomst was op %(dag)s") if is_past else _("De startbijeenkomst is op %(dag)s")
    said %= {"dag": day(start["datum"])}
    if start.get("begin") and start.get("eind"):
        said += _(", van %(van)s tot %(tot)s") % {"van": start["begin"][:5], "tot": start["eind"][:5]}
    if start.get("plaats"):
        said += _(", in %(waar)s") % {"waar": start["plaats"]}
    return f"{said}."


def no_decision(bron: Bron) -> str:
    """That nothing was decided, while nothing was."""
    return "" if bron.besluiten else _("Er zijn nog geen besluiten vastgelegd.")


def place(bron: Bron) -> str:
    """Where the team meets, or '' while no place was chosen (ST-04)."""
    plek, adres = bron.gebied.get("plek", ""), bron.gebied.get("plek_adres", "")
    if not plek:
        return ""
    where = f"{plek} ({adres})" if adres else plek
    return _("Het team ontmoet elkaar in %(waar)s.") % {"waar": where}


def leads(bron: Bron) -> str:
    """Who leads the project, inside the mandates below it."""
    who = bron.leider or _("De projectleider")
    return _(
        "%(wie)s leidt het project namens alle organisaties, en beslist over planning, inzet en werkwijze van het team"
        " binnen het mandaat dat elke organisatie hieronder geeft."
    ) % {"wie": who}


def on_deviations(bron: Bron) -> str:
    """Whether there are norms let go of."""
    if bron.afwijkingen:
        return _("Van deze normen wijken wij bewust af. De genoemde partijen dragen daarvoor de verantwoordelijkheid.")
    return _("Er zijn geen afwijkingen van normen vastgelegd. Wijken wij af, dan leggen wij vast wie daarvoor instaat.")


def learning(bron: Bron) -> str:
    """What everyone promises, and below it what the project wrote about it: that adds to it, and replaces nothing."""
    promise = _("Het team leert van de eigen praktijk, in een vaste maandelijkse reflectie met een gespreksleider.")
    return "\n\n".join(part for part in (promise, bron.start.get("scholing", "")) if part)


def evaluations(bron: Bron) -> str:
    """The two evaluations with their dates; what is not planned yet is said, unless the project deviates from it."""
    days = {_("halverwege"): bron.project.halverwege_op, _("aan het einde"): bron.project.eindevaluatie_op}
    planned = [_("%(wanneer)s op %(dag)s") % {"wanneer": when, "dag": words(day)} for when, day in days.items() if day]
    missing = [when for when, day in days.items() if not day]
    said = _("Wij evalueren %(wanneer)s.") % {"wanneer": _(" en ").join(planned)} if planned else ""
    if not missing:
        return said
    if any(each["regel"] == "NUM-09" for each in bron.afwijkingen):
        rest = _("Van twee evaluaties wijken wij bewust af. Waarom staat bij ‘Afwijken van normen’.")
    elif planned:
        rest = _("De evaluatie %(wanneer)s moet nog worden gepland.") % {"wanneer": missing[0]}
    else:
        rest = _("Wij evalueren halverwege en aan het einde. Beide dagen moeten nog worden gepland.")
    return f"{said} {rest}".strip()


def closing(bron: Bron) -> str:
    """From when the agreement holds, how it changes and when it ends."""
    return _(
        "Deze overeenkomst geldt vanaf de dag waarop alle organisaties hebben getekend, tot en met %(tot)s."
        " Wie iets wil wijzigen, zegt dat tegen de projectleider. Na een wijziging tekenen alle organisaties opnieuw."
    ) % {"tot": words(bron.project.eind)}


def signing(bron: Bron) -> str:
    """What everyone who signs says."""
    return _("Wij zijn het eens met deze overeenkomst.")
