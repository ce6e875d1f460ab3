"""The list of readers without an account: adding, taking off, and stopping oneself."""

from collections.abc import Collection
from uuid import UUID

from django.core import signing
from django.db import transaction
from django.utils import timezone

from evaluatie.voortgang.models import Lezer, Verzending
from projects.models import Project
from wijkaanpak.accounts.models import Lidmaatschap
from wijkaanpak.audit.services import record

_SALT = "voortgang.afmelden"


@transaction.atomic
def add_readers(*, project: Project, adressen: Collection[str], by: Lidmaatschap) -> list[Lezer]:
    """Put addresses on the list of a project, once each; who was taken off comes back, who stopped it does not.

    Returns who gets the berichten now. The form says to the person whose addresses were left out.
    """
    wanted = {adres.lower() for adres in adressen}
    known = set(Lezer.objects.current().filter(project=project, email__in=wanted).values_list("pk", flat=True))
    rows = [
        Lezer(gemeente_id=project.gemeente_id, project=project, email=adres, toegevoegd_door=by)
        for adres in sorted(wanted)
    ]
    Lezer.objects.bulk_create(rows, ignore_conflicts=True)
    there = Lezer.objects.filter(project=project, email__in=wanted, afgemeld_op=None)
    there.exclude(weg_op=None).update(weg_op=None, akkoord_op=timezone.now(), toegevoegd_door=by)
    found = list(there.filter(weg_op=None))
    for lezer in found:
        if lezer.pk in known:
            continue
        record(project.gemeente_id, by.gebruiker_id, "lezer toegevoegd", f"voortgang.lezer:{lezer.pk}")
    return found


@transaction.atomic
def take_off(*, lezer: Lezer, by: Lidmaatschap) -> None:
    """Take someone off the list; the links they have end now. A second press changes nothing."""
    now = timezone.now()
    if not Lezer.objects.filter(pk=lezer.pk, weg_op=None).update(weg_op=now):
        return
    Verzending.objects.filter(lezer=lezer, beeindigd_op=None).update(beeindigd_op=now)
    record(lezer.gemeente_id, by.gebruiker_id, "lezer weggehaald", f"voortgang.lezer:{lezer.pk}")


@transaction.atomic
def stop(*, lezer: Lezer) -> None:
    """Let someone stop it for themselves; what they were sent stays readable until its day."""
    if Lezer.objects.filter(pk=lezer.pk, afgemeld_op=None).update(afgemeld_op=timezone.now()):
        record(lezer.gemeente_id, None, "lezer afgemeld", f"voortgang.lezer:{lezer.pk}")


@transaction.atomic
def start_again(*, lezer: Lezer) -> bool:
    """Let someone who stopped it get it again, by their own choice; return False for who was taken off the list."""
    return bool(Lezer.objects.filter(pk=lezer.pk, weg_op=None).update(afgemeld_op=None))


def token_of(lezer: Lezer) -> str:
    """Return the signed secret with which a reader stops it; it says no address, and works as long as the mail."""
    return signing.dumps(lezer.pk.hex, salt=_SALT)


def reader_of(token: str) -> Lezer | None:
    """Return the reader of a secret of ours, or None."""
    try:
        lezer_id = UUID(signing.loads(token, salt=_SALT))
    except (signing.BadSignature, ValueError, TypeError):
        return None
    found: Lezer | None = Lezer.objects.filter(pk=lezer_id).select_related("project").first()
    return found
