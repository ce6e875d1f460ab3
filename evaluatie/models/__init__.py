"""Models of evaluatie: evaluations and what they found, who was heard, products, and the report."""

from evaluatie.models.gehoord import Groep, Inbreng, Kant, Streefgetal, Streefoordeel, Wijze
from evaluatie.models.moment import (
    Afspraakwijziging,
    Bevinding,
    Bevindingsoort,
    Doelantwoord,
    Doeloordeel,
    Evaluatie,
    Evaluatiesoort,
    Gewicht,
)
from evaluatie.models.product import Product, Productstaat, Productwijziging
from evaluatie.models.verslag import Verslagsoort, Verslagtekst, Verslagversie

__all__ = [
    "Afspraakwijziging",
    "Bevinding",
    "Bevindingsoort",
    "Doelantwoord",
    "Doeloordeel",
    "Evaluatie",
    "Evaluatiesoort",
    "Gewicht",
    "Groep",
    "Inbreng",
    "Kant",
    "Product",
    "Productstaat",
    "Productwijziging",
    "Streefgetal",
    "Streefoordeel",
    "Verslagsoort",
    "Verslagtekst",
    "Verslagversie",
    "Wijze",
]
