"""What evaluatie adds to a project: a tab."""

from django.utils.translation import gettext_lazy as _

from projects.views.projecten import TABS


def offer() -> None:
    """Add it; called once, when the program starts."""
    TABS.append(("evaluatie", _("Evaluatie"), "evaluatie:begin"))
