"""Changing who is in the area when."""

from django.db import transaction

from projects.models import Aanwezigheid, Teamlid


@transaction.atomic
def set_presence(*, teamlid: Teamlid, wanted: set[tuple[int, str]], seen: set[tuple[int, str]]) -> None:
    """Change the half days of a member by what this screen changed: ``wanted`` against what it showed (``seen``).

    What a colleague changed meanwhile in other half days stays.
    """
    mine = Aanwezigheid.objects.filter(teamlid=teamlid)
    for dag, dagdeel in seen - wanted:
        mine.filter(dag=dag, dagdeel=dagdeel).delete()
    new = [
        Aanwezigheid(gemeente_id=teamlid.gemeente_id, teamlid=teamlid, dag=dag, dagdeel=dagdeel)
        for dag, dagdeel in sorted(wanted - seen)
    ]
    Aanwezigheid.objects.bulk_create(new, ignore_conflicts=True)
