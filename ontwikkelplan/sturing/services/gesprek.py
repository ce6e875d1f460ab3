"""The bestuurlijk gesprek and the plan per bouwsteen: taking lines over, holding a gesprek."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from ontwikkelplan.sturing.models import Bestuursgesprek, Bouwsteenrij, Overleg
from ontwikkelplan.sturing.voorzet import with_line
from wijkaanpak.accounts.models import Lidmaatschap
from wijkaanpak.audit.services import record
from wijkaanpak.editing.services import stamp


@transaction.atomic
def take_over(
    *, row: Bestuursgesprek | Bouwsteenrij | Overleg, veld: str, regel: str, by: Lidmaatschap
) -> Bestuursgesprek | Bouwsteenrij | Overleg:
    """Put a line at the end of a text. Raises ValidationError when it does not fit any more."""
    locked = type(row).objects.select_for_update(of=["self"]).get(pk=row.pk)
    text = with_line(getattr(locked, veld), regel)
    field: Any = locked._meta.get_field(veld)
    if len(text) > field.max_length:
        raise ValidationError(_("Deze regel past er niet meer bij. Maak de tekst eerst korter."))
    if text != getattr(locked, veld):
        setattr(locked, veld, text)
        stamp(locked, by.pk)
        locked.save()
    return locked


@transaction.atomic
def hold(*, gesprek: Bestuursgesprek, by: Lidmaatschap) -> None:
    """Say that a gesprek was held. A double click is harmless; one that was taken away was not held.

    Raises ValidationError for a day to come.
    """
    locked = Bestuursgesprek.objects.select_for_update(of=["self"]).get(pk=gesprek.pk)
    if locked.datum > timezone.localdate():
        raise ValidationError(
            _("%(dag)s moet nog komen. Zet eerst de goede dag bij dit gesprek.") % {"dag": date_format(locked.datum)}
        )
    if locked.gehouden_op is None and locked.vervallen_op is None:
        locked.gehouden_op = timezone.now()
        stamp(locked, by.pk)
        locked.save()
        record(locked.gemeente_id, by.gebruiker_id, "sturing gesprek gehouden", f"sturing.sturing:{locked.sturing_id}")
