"""The agreement for after the project: another closing clause, in a new version of it (VE-07b, DOC-23)."""

from django.db import transaction
from django.utils.translation import gettext as _

from evaluatie.vervolg.models import Vervolg
from projects.models import Clausule, Project, Projectdocument
from projects.models.documenten import Documentsoort
from projects.services.documenten import NothingChanged, make_version
from projects.services.register import single_row
from wijkaanpak.accounts.models import Lidmaatschap
from wijkaanpak.editing.services import save_fields, stamp
from wijkaanpak.tenancy.models import Gemeente

SLOT = "slot"  # the key of the clause 'Ingang, wijziging en einde'


class NoAgreement(Exception):
    """There is no version of the agreement yet to make a definitive one of."""


class ClauseChanged(Exception):
    """A colleague changed the closing clause since the form was opened."""


def closing_clause(project: Project) -> Clausule:
    """Return the closing clause in the project's own words; a row that is not stored when it says the standard text."""
    key = {"gemeente_id": project.gemeente_id, "project": project, "soort": Documentsoort.OVEREENKOMST, "sleutel": SLOT}
    found: Clausule | None = Clausule.objects.filter(**key).first()
    return found or Clausule(**key)


def agreements(project: Project) -> "list[Projectdocument]":
    """Return the versions of the agreement of a project, the newest first."""
    rows = Projectdocument.objects.filter(project=project, soort=Documentsoort.OVEREENKOMST)
    return list(rows.defer("inhoud").order_by("-nummer"))


@transaction.atomic
def make_definitive(
    *, project: Project, gemeente: Gemeente, tekst: str, versie: int, by: Lidmaatschap
) -> Projectdocument:
    """Put this text in the closing clause, and freeze the agreement as its next version; earlier ones stay.

    One that says the same already is kept as it is. Raises NoAgreement without an agreement, ClauseChanged when the
    clause is not at ``versie`` any more and says something else.
    """
    if not agreements(project):
        raise NoAgreement
    row = closing_clause(project)
    if not row.versie:
        Clausule.objects.bulk_create([row], ignore_conflicts=True)
        row = closing_clause(project)
    if save_fields(row=row, values={"tekst": tekst}, versie=versie, by=by.pk).conflicts:
        raise ClauseChanged
    try:
        made = make_version(
            project=project,
            gemeente=gemeente,
            soort=Documentsoort.OVEREENKOMST,
            by=by,
            reden=_("Definitieve afspraken voor na het project"),
        )
    except NothingChanged as same:
        made = same.newest
    vervolg = single_row(Vervolg, project, make=True)
    vervolg = Vervolg.objects.select_for_update(of=["self"]).get(pk=vervolg.pk)
    if vervolg.definitief_id != made.pk:
        vervolg.definitief = made
        stamp(vervolg, by.pk)
        vervolg.save()
    return made
