"""What people change about the frame: the brand colour, their own preferences."""

from django.db import transaction

from wijkaanpak.accounts.models import Gebruiker
from wijkaanpak.tenancy.models import Gemeente


@transaction.atomic
def change_brand_colour(*, gemeente: Gemeente, colour: str) -> None:
    """Save the brand colour of a gemeente; ``colour`` has passed the contrast check of the form."""
    gemeente.merkkleur = colour
    gemeente.save(update_fields=["merkkleur"])


@transaction.atomic
def save_preferences(*, user: Gebruiker, naam: str, sneltoetsen: bool) -> None:
    """Save someone's own name and whether single-key shortcuts are on."""
    user.naam, user.sneltoetsen = naam, sneltoetsen
    user.save(update_fields=["naam", "sneltoetsen"])
