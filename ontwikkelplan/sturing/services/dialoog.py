"""The dialogue: holding a meeting, and finishing an action of one or of a gesprek."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from ontwikkelplan.sturing.models import Gespreksregel, Overleg, Overlegactie
from wijkaanpak.accounts.models import Lidmaatschap
from wijkaanpak.audit.services import record
from wijkaanpak.editing.services import stamp


@transaction.atomic
def hold(*, overleg: Overleg, by: Lidmaatschap) -> None:
    """Say that a meeting was held. A double click is harmless; one that was taken away was not held.

    Raises ValidationError for a day to come.
    """
    locked = Overleg.objects.select_for_update(of=["self"]).get(pk=overleg.pk)
    if locked.datum > timezone.localdate():
        raise ValidationError(
            _("%(dag)s moet nog komen. Zet eerst de goede dag bij dit overleg.") % {"dag": date_format(locked.datum)}
        )
    if locked.gehouden_op is None and locked.vervallen_op is None:
        locked.gehouden_op = timezone.now()
        stamp(locked, by.pk)
        locked.save()
        record(locked.gemeente_id, by.gebruiker_id, "overleg gehouden", f"sturing.opdracht:{locked.opdracht_id}")


@transaction.atomic
def finish(*, actie: Overlegactie | Gespreksregel, by: Lidmaatschap) -> None:
    """Say that an action is done today. A double click is harmless, and one that was taken away stays as it is."""
    locked = type(actie).objects.select_for_update(of=["self"]).get(pk=actie.pk)
    if locked.klaar_op is None and locked.vervallen_op is None:
        locked.klaar_op = timezone.localdate()
        stamp(locked, by.pk)
        locked.save()
