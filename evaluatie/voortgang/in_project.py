"""What voortgang adds to a project: what the checklist sees (UI-08)."""

from typing import Any

from django.db.models import OuterRef
from django.utils.translation import gettext_lazy as _

from projects.dingen import add_things
from projects.stand import add_facts

PAGINA = "voortgang:lijst"


def _sent() -> Any:
    from evaluatie.voortgang.models import Bericht

    return Bericht.objects.sent().filter(project=OuterRef("pk"))


def offer() -> None:
    """Add all of it; called once, when the program starts."""
    add_facts("voortgang", _sent, id="pk")
    add_things({"UI-08": (_("Voortgangsbericht"), PAGINA, "", lambda project, feiten: bool(feiten.extra["voortgang"]))})
