"""What the frame of every page needs: the gemeente, its theme, and what the member may open."""

from typing import Any

from django.http import HttpRequest

from wijkaanpak.accounts.rights import may
from wijkaanpak.tenancy.models import DEFAULT_COLOUR
from wijkaanpak.web.menu import main_menu_of, menu_of
from wijkaanpak.web.theming import parse_colour, stylesheet_name


def frame(request: HttpRequest) -> dict[str, Any]:
    """Return gemeente, theme and menu. Asks the database nothing: error pages use it too."""
    lid = getattr(request, "lid", None)
    memberships = getattr(request, "lidmaatschappen", [])
    gemeente = getattr(request, "gemeente", None)
    if gemeente is None and len(memberships) == 1:
        gemeente = memberships[0].gemeente
        lid = memberships[0]
    colour = gemeente.merkkleur if gemeente else DEFAULT_COLOUR
    return {
        "gemeente": gemeente,
        "gemeenten": [membership.gemeente for membership in memberships],
        "thema": stylesheet_name(parse_colour(colour)) if colour != DEFAULT_COLOUR else "",
        "lid": lid,
        "mag_leden_beheren": lid is not None and may(lid, "accounts.leden_beheren"),
        "menu": menu_of(lid),
        "hoofdmenu": main_menu_of(lid),
    }
