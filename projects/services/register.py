"""Adding, taking away and putting back a row of a list."""

from typing import TypeVar

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from projects.models import Besluit, Mandaat, Project, Sleutelfiguur
from projects.models.partners import Mandaatsoort
from wijkaanpak.accounts.models import Lidmaatschap
from wijkaanpak.editing.models import Editable, Removable
from wijkaanpak.editing.services import set_aside, stamp

Row = TypeVar("Row", bound=Editable)


@transaction.atomic
def add_row(*, project: Project, row: Row, by: Lidmaatschap) -> Row:
    """Store a new row of a project as its first version.

    Raises ValidationError for a decision whose mandate was taken away in this very moment (VB-05b).
    """
    if isinstance(row, Besluit):
        row.mandaat = _locked(row.mandaat)
        require_covered(row)
    row.gemeente_id = project.gemeente_id
    row.project = project  # type: ignore[attr-defined]
    stamp(row, by.pk)
    row.save()
    return row


@transaction.atomic
def take_away(*, row: Removable, by: Lidmaatschap) -> None:
    """Take a row out of its list; it can be put back. Personal data is deleted for good (PRV-05).

    Raises ValidationError for a mandate on which a decision rests (VB-05b).
    """
    if isinstance(row, Mandaat):
        _locked(row)
    if isinstance(row, Mandaat) and (besluit := Besluit.objects.current().filter(mandaat=row.pk).first()):
        raise ValidationError(
            _("Het besluit ‘%(wat)s’ rust op dit mandaat. Haal eerst dat besluit weg, of laat het mandaat aflopen.")
            % {"wat": besluit.onderwerp}
        )
    if isinstance(row, Sleutelfiguur):
        row.delete()
        return
    set_aside(row=row, gone=True, by=by.pk)


@transaction.atomic
def put_back(*, row: Removable, by: Lidmaatschap) -> None:
    """Put a row back in its list. Raises IntegrityError when its name was given to another meanwhile.

    Raises ValidationError for a decision that its mandate does not cover any more (VB-05b).
    """
    if isinstance(row, Besluit):
        row.mandaat = _locked(row.mandaat)
        require_covered(row)
    set_aside(row=row, gone=False, by=by.pk)


def _locked(mandaat: Mandaat) -> Mandaat:
    """Return a mandate as it is, locked: who takes it away and who decides on it wait for each other."""
    found: Mandaat = Mandaat.objects.select_for_update(of=["self"]).get(pk=mandaat.pk)
    return found


@transaction.atomic
def hold_mandates(project: Project) -> None:
    """Lock the mandates of a project, before the form over one of them, or over a decision, is checked and saved.

    What the form then sees of the others (VB-05b) stays so until the save is done.
    """
    list(Mandaat.objects.filter(project=project).select_for_update(of=["self"]).only("pk").order_by("pk"))


def require_covered(besluit: Besluit) -> None:
    """Raise ValidationError, with the reason, unless the mandate of a decision covers its day (VB-05b)."""
    mandaat = besluit.mandaat
    is_there = mandaat.vervallen_op is None and mandaat.soort == Mandaatsoort.BESLUITEN
    if not is_there or not mandaat.van <= besluit.datum <= mandaat.tot:
        raise ValidationError(_("Het mandaat van %(wie)s dekt dit besluit niet meer.") % {"wie": mandaat.naam})


def single_row(model: type[Row], project: Project, *, make: bool) -> Row:
    """Return the one row of a project in a table with one row each; ``make`` stores it when it is not there."""
    manager = model.objects  # type: ignore[attr-defined]
    key = {"gemeente_id": project.gemeente_id, "project": project}
    row: Row | None = manager.filter(**key).first()
    if row is None and make:
        manager.bulk_create([model(**key)], ignore_conflicts=True)
        row = manager.get(**key)
    return row or model(**key)
