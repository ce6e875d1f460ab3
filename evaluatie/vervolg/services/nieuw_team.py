"""A new team from a project: a project of its own that takes things along (VE-05)."""

from collections.abc import Collection

from django.db import transaction

from evaluatie.vervolg.models import Voortzetting
from evaluatie.vervolg.services.meenemen import MEE, take_people
from projects.models import Project, Teamlid
from projects.services.project import ProjectData, create_project
from wijkaanpak.accounts.models import Lidmaatschap


@transaction.atomic
def start_next_team(
    *, van: Project, data: ProjectData, mee: Collection[str], leden: "list[Teamlid]", by: Lidmaatschap
) -> Project:
    """Make the project that comes after another, with copies of what was chosen (keys of ``MEE``) and these people.

    Raises ValidationError, and makes nothing, when a project of this gemeente has the name already.
    """
    naar = create_project(by=by, data=data)
    chosen = [name for name in MEE if name in mee]
    for name in chosen:
        _title, _help, take = MEE[name]
        take(van, naar, by)
    take_people(naar, leden, data.projectleider.pk, met_wensen="leerwensen" in chosen, by=by)
    Voortzetting.objects.create(gemeente_id=van.gemeente_id, van=van, naar=naar, mee=",".join(chosen), gemaakt_door=by)
    return naar
