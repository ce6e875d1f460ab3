"""What becomes of a lesson: policy, and whether a next team may read it."""

from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.utils.text import Truncator

from evaluatie.models import Bevinding, Bevindingsoort
from evaluatie.vervolg.models import Lesbesluit
from reflectie.models import Les, Richting
from reflectie.services.uitkomsten import land_in_policy
from wijkaanpak.accounts.models import Lidmaatschap
from wijkaanpak.editing.services import add_row, stamp
from wijkaanpak.tenancy.locks import one_at_a_time


@dataclass(frozen=True, slots=True)
class Besluit:
    """What the team says of a lesson: the opdracht it lands in, or other policy in words."""

    wordt_beleid: bool
    opdracht_id: UUID | None
    beleid: str
    mag_mee: bool


class LesChanged(Exception):
    """A colleague changed the lesson, or decided something else, since the form was opened."""


# What a finding of an evaluation is as a lesson; any other kind is a finding there too.
_RICHTING: dict[str, Richting] = {
    Bevindingsoort.SUCCES: Richting.WERKT,
    Bevindingsoort.BELEMMERING: Richting.WERKT_NIET,
}


@transaction.atomic
def lesson_of(*, bevinding: Bevinding, by: Lidmaatschap) -> Les:
    """Return the lesson that a finding of an evaluation is, made when it is none: then it can be decided of (VE-03).

    The same words are one lesson; what is too long for one stands in its explanation.
    """
    locked: Bevinding = Bevinding.objects.select_for_update(of=["self"]).get(pk=bevinding.pk)
    if locked.les is not None:
        return locked.les
    project = locked.evaluatie.project_id
    tekst = Truncator(locked.tekst).chars(Les._meta.get_field("tekst").max_length or 0)
    richting = _RICHTING.get(locked.soort, Richting.BEVINDING)
    same = Les.objects.current().filter(project=project, richting=richting, tekst__iexact=tekst)
    les: Les | None = same.first()
    if les is None:
        les = Les(gemeente_id=locked.gemeente_id, project_id=project, richting=richting, tekst=tekst, tag=locked.tag)
        les.toelichting = "" if tekst == locked.tekst else locked.tekst
        les = add_row(row=les, by=by.pk)
    locked.les = les
    stamp(locked, by.pk)
    locked.save()
    return les


def decision_of(les: Les) -> Lesbesluit:
    """Return what was decided of a lesson; a row that is not stored yet when nothing was."""
    found: Lesbesluit | None = Lesbesluit.objects.filter(les=les).select_related("opdracht").first()
    return found or Lesbesluit(gemeente_id=les.gemeente_id, project_id=les.project_id, les=les)


@transaction.atomic
def decide(*, les: Les, besluit: Besluit, versie: int, les_versie: int, by: Lidmaatschap) -> Lesbesluit:
    """Keep what the team decided. A lesson that lands in policy is 'vertaald'; one that does not is no longer.

    Raises LesChanged when the lesson or the decision is not at the version that was shown any more.
    """
    one_at_a_time("lesbesluit", les.gemeente_id)
    current: Les = Les.objects.select_for_update(of=["self"]).get(pk=les.pk)
    row = decision_of(current)
    if (row.versie, current.versie) != (versie, les_versie):
        raise LesChanged
    opdracht = besluit.opdracht_id if besluit.wordt_beleid else None
    policy = besluit.beleid if besluit.wordt_beleid else current.beleid
    if (row.wordt_beleid, row.opdracht_id, row.mag_mee) != (besluit.wordt_beleid, opdracht, besluit.mag_mee):
        row.wordt_beleid, row.opdracht_id, row.mag_mee = besluit.wordt_beleid, opdracht, besluit.mag_mee
        stamp(row, by.pk)
        row.save()
    lands = besluit.wordt_beleid and bool(opdracht or policy)
    land_in_policy(les=current, beleid=policy, lands=lands, by=by)
    return row
