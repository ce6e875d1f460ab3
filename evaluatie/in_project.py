"""What evaluatie adds to a project: a tab, and what the checklist can see (UI-07b, UI-07c, VE-01a, VE-06)."""

from typing import Any

from django.db.models import OuterRef
from django.utils.translation import gettext_lazy as _

from projects.dingen import Exists, add_things
from projects.stand import add_facts
from projects.views.projecten import TABS

PAGINA = "evaluatie:begin"


def _held() -> Any:
    from evaluatie.models import Evaluatie

    return Evaluatie.objects.current().filter(project=OuterRef("pk")).exclude(gehouden_op=None)


def _taken_up() -> Any:
    from evaluatie.models import Afspraakwijziging

    rows = Afspraakwijziging.objects.current().filter(evaluatie__project=OuterRef("pk"), evaluatie__vervallen_op=None)
    return rows.exclude(document=None)


def _reports() -> Any:
    from evaluatie.models import Verslagversie

    return Verslagversie.objects.filter(project=OuterRef("pk"), soort__in=("projectverslag", "eindevaluatie"))


def _has(name: str) -> Exists:
    return lambda project, feiten: bool(feiten.extra[name])


_E = _("Evaluaties")


def offer() -> None:
    """Add all of it; called once, when the program starts."""
    TABS.append(("evaluatie", _("Evaluatie"), PAGINA))
    add_facts("evaluaties", _held, id="pk")
    add_facts("bijgesteld", _taken_up, id="pk")
    add_facts("verslagen", _reports, id="pk")
    add_things(
        {
            "UI-07b": (_E, PAGINA, "", _has("evaluaties")),
            "UI-07c": (_E, PAGINA, "", _has("bijgesteld")),
            "VE-01a": (_("Verslag"), "evaluatie:verslagen", "", _has("verslagen")),
            "VE-06": (_E, PAGINA, "", _has("bijgesteld")),
        }
    )
