"""What vervolg stores."""

from evaluatie.vervolg.models.pdf import Pdfsoort, Vervolgpdf
from evaluatie.vervolg.models.rijen import Gevraagd, Regiodag, Succes
from evaluatie.vervolg.models.vervolg import Herhaling, Lesbesluit, Vervolg, Voortzetting

__all__ = [
    "Gevraagd",
    "Herhaling",
    "Lesbesluit",
    "Pdfsoort",
    "Regiodag",
    "Succes",
    "Vervolg",
    "Vervolgpdf",
    "Voortzetting",
]
