"""Rows of evaluatie for a town of the cast."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from evaluatie.models import (
    Afspraakwijziging,
    Bevinding,
    Doelantwoord,
    Evaluatie,
    Inbreng,
    Product,
    Productwijziging,
    Streefgetal,
    Verslagtekst,
    Verslagversie,
)
from evaluatie.services.moment import answer_of
from evaluatie.services.verslag import make_report
from projects.models import Doel
from tests.cast import CANARY, Town
from wijkaanpak.editing.services import add_row, save_fields

TODAY = timezone.localdate


@dataclass(frozen=True)
class Evaluation:
    """One of everything."""

    doel: Doel
    evaluatie: Evaluatie
    antwoord: Doelantwoord
    bevinding: Bevinding
    afspraak: Afspraakwijziging
    inbreng: Inbreng
    streef: Streefgetal
    product: Product
    bijstelling: Productwijziging
    versie: Verslagversie


def add(town: Town, model: type[Any], **values: Any) -> Any:
    """Store a row as the leider of a town."""
    return add_row(row=model(gemeente_id=town.gemeente.pk, **values), by=town.leider.lid.pk)


def add_goal(town: Town, titel: str = f"{CANARY} doel") -> Doel:
    """Add a goal to the project."""
    return add(town, Doel, project=town.project, titel=titel)  # type: ignore[no-any-return]


def evaluation(town: Town, **changes: Any) -> Evaluatie:
    """Add an evaluation of ten days ago."""
    ago = TODAY() - datetime.timedelta(days=10)
    facts = {"project": town.project, "soort": "halverwege", "datum": ago, "methode": f"{CANARY} gesprek"}
    return add(town, Evaluatie, **(facts | changes))  # type: ignore[no-any-return]


def finding(town: Town, evaluatie: Evaluatie, soort: str = "client", **changes: Any) -> Bevinding:
    """Add a finding."""
    facts = {"evaluatie": evaluatie, "soort": soort, "tekst": f"{CANARY} bevinding {soort}"}
    return add(town, Bevinding, **(facts | changes))  # type: ignore[no-any-return]


def heard(town: Town, groep: str = "ouders", wijze: str = "interview", aantal: int = 2, **changes: Any) -> Inbreng:
    """Add people who were heard."""
    facts = {"project": town.project, "groep": groep, "wijze": wijze, "aantal": aantal, "datum": TODAY()}
    return add(town, Inbreng, **(facts | changes))  # type: ignore[no-any-return]


def product(town: Town, **changes: Any) -> Product:
    """Add a product that is there."""
    facts = {"project": town.project, "naam": f"{CANARY} handreiking", "staat": "gereed", "gereed_op": TODAY()}
    return add(town, Product, **(facts | changes))  # type: ignore[no-any-return]


def target(town: Town, **changes: Any) -> Streefgetal:
    """Add a number to reach."""
    facts = {"project": town.project, "wat": f"{CANARY} gezinnen", "doel": 96, "bereikt": 90, "oordeel": "grotendeels"}
    return add(town, Streefgetal, **(facts | changes))  # type: ignore[no-any-return]


def add_evaluation(town: Town) -> Evaluation:
    """Add one of everything that has an address, a scope being open."""
    doel, moment, thing = add_goal(town), evaluation(town), product(town)
    answer = answer_of(evaluatie=moment, doel=doel)
    values = {"kernvragen": f"{CANARY} vraag\nKomen ouders zelf?", "oordeel": "deels", "tekst": f"{CANARY} merkbaar"}
    save_fields(row=answer, values=values, versie=answer.versie, by=town.leider.lid.pk)
    found = finding(town, moment, toelichting=f"{CANARY} toelichting")
    afspraak = add(town, Afspraakwijziging, evaluatie=moment, sleutel="inzet", tekst=f"{CANARY} afspraak")
    who = heard(town, waarover=f"{CANARY} waarover", citaat=f"{CANARY} citaat")
    change = add(town, Productwijziging, product=thing, datum=TODAY(), wat=f"{CANARY} anders")
    number = target(town)
    text = Verslagtekst(project=town.project, soort="projectverslag", sleutel="VSL-1", tekst=f"{CANARY} tekst")
    text.gemeente_id = town.gemeente.pk
    add_row(row=text, by=town.leider.lid.pk)
    versie = make_report(project=town.project, gemeente=town.gemeente, soort="projectverslag", by=town.leider.lid)
    made = Evaluation(doel, moment, answer, found, afspraak, who, number, thing, change, versie)
    town.ev = made
    return made
