"""The privacywacht: asks about words in a text that may tell who a case is about.

It looks at words and their neighbours alone: no database, no settings, no network. It can't see everything, so what it
doesn't find is no proof of anything; a text only ever leads to questions, never to the word anonymous.
"""

from reflectie.privacywacht.soorten import Bekend, Soort, Vondst, sleutel
from reflectie.privacywacht.zoeken import VINDERS, zoek

__all__ = ["VINDERS", "Bekend", "Soort", "Vondst", "sleutel", "zoek"]
