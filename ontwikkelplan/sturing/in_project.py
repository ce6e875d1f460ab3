"""What sturing adds to a project: the tab Borging, and that a project closes only when its results last."""

from django.utils.translation import gettext_lazy as _

from ontwikkelplan.sturing.services.borging import what_hinders
from projects.afronden import add_check
from projects.views.projecten import TABS


def offer() -> None:
    """Add all of it; called once, when the program starts."""
    TABS.append(("borging", _("Borging"), "sturing:borging"))
    add_check(what_hinders)
