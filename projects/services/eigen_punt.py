"""Punten of a gemeente's own."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from projects.models import EigenPunt, Project
from wijkaanpak.accounts.models import Lidmaatschap
from wijkaanpak.tenancy.locks import one_at_a_time

_PREFIX = {True: "EG", False: "EP"}  # of the gemeente, of one project


@transaction.atomic
def add_own_point(*, by: Lidmaatschap, project: Project | None, fase: str, titel: str, hulp: str) -> EigenPunt:
    """Add a punt to a phase, of one project or (``project`` None) of every project of the gemeente.

    Its code is the next free number; numbers of withdrawn punten are not used again. Raises
    ValidationError when the same punt is in this phase already: a form that was posted twice.
    """
    one_at_a_time("eigen_punt", by.gemeente_id)
    same = EigenPunt.objects.filter(project=project, fase=fase, titel=titel, vervallen_op=None)
    if same.exists():
        raise ValidationError({"titel": _("Dit punt staat al in deze fase.")})
    taken = EigenPunt.objects.filter(project=project).count()
    return EigenPunt.objects.create(
        gemeente_id=by.gemeente_id,
        project=project,
        fase=fase,
        code=f"{_PREFIX[project is None]}-{taken + 1:02d}",
        titel=titel,
        hulp=hulp,
        toegevoegd_door=by,
    )


@transaction.atomic
def edit_own_point(*, punt: EigenPunt, titel: str, hulp: str, fase: str) -> None:
    """Change the text or the phase of a punt; its code and its answers stay."""
    punt.titel, punt.hulp, punt.fase = titel, hulp, fase
    punt.save(update_fields=["titel", "hulp", "fase"])


@transaction.atomic
def withdraw_own_point(*, punt: EigenPunt) -> None:
    """Take a punt off the checklist; its answers can still be read, and it can come back."""
    punt.vervallen_op = timezone.now()
    punt.save(update_fields=["vervallen_op"])


@transaction.atomic
def bring_back_own_point(*, punt: EigenPunt) -> None:
    """Put a withdrawn punt back on the checklist."""
    punt.vervallen_op = None
    punt.save(update_fields=["vervallen_op"])
