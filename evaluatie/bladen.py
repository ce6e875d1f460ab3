"""The parts of the tab Evaluatie, in order: the name of the part, its words, and the name of its address.

Every address takes the gemeente and the project. The first is where the tab leads.
"""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

BLADEN: list[tuple[str, str | Promise, str]] = [
    ("momenten", _("Evaluaties"), "evaluatie:begin"),
    ("gehoord", _("Wie is gehoord"), "evaluatie:gehoord"),
    ("vragenlijst", _("Vragenlijst"), "vragenlijst:beheer"),
    ("producten", _("Producten"), "evaluatie:producten"),
    ("verslag", _("Verslag"), "evaluatie:verslagen"),
    ("voortgang", _("Voortgang"), "voortgang:lijst"),
    ("vervolg", _("Vervolg"), "vervolg:vervolg"),
    ("programma", _("Delen met de regio"), "programma:delen"),
]
