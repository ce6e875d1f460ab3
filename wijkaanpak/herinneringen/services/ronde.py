"""The round: what is due becomes a line in someone's inbox, once, and goes along with a mail if they want one."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

import structlog
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from wijkaanpak.accounts.models import Lidmaatschap
from wijkaanpak.herinneringen.bronnen import Melding, Ritme, sources
from wijkaanpak.herinneringen.models import Herinnering, Ronde
from wijkaanpak.herinneringen.ritme import next_moment
from wijkaanpak.herinneringen.services.keuzes import choices_of
from wijkaanpak.post.models import Mail
from wijkaanpak.post.services import enqueue
from wijkaanpak.tenancy.hurry import hurry
from wijkaanpak.tenancy.locks import nobody_else_does, one_at_a_time
from wijkaanpak.tenancy.models import Gemeente

REMINDER_MAIL = "herinneringen"  # the kind of mail
ROUND = "herinneringen"  # what is done one at a time
TASK = "wijkaanpak.herinneringen.tasks.remind"
FRESH = datetime.timedelta(minutes=1)
KEPT = datetime.timedelta(days=400)

Sleutel = tuple[UUID, str, str]

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Telling:
    """What a round did: lines that are new, and lines whose cause is settled."""

    nieuw: int
    vervallen: int


@transaction.atomic
def hold_round(gemeente: Gemeente) -> Telling:
    """Look at everything that is due today. Doing it twice, or two at once, changes nothing more."""
    one_at_a_time(ROUND, gemeente.pk)
    offered, silent = _offered(timezone.localdate())
    made = _add(gemeente, offered)
    gone = _settle(offered, silent)
    ronde, _is_new = Ronde.objects.get_or_create(gemeente=gemeente, dag=timezone.localdate())
    Ronde.objects.filter(pk=ronde.pk).update(
        klaar_op=timezone.now(), nieuw=F("nieuw") + made, vervallen=F("vervallen") + gone
    )
    return Telling(made, gone)


def keep_fresh(gemeente: Gemeente) -> None:
    """Hold the round again before mails go, so that none tells of what was done meanwhile.

    Who sends holds a mail, which a round may want: a round that runs now is left alone, not waited for.
    """
    fresh = Ronde.objects.filter(dag=timezone.localdate(), klaar_op__gt=timezone.now() - FRESH)
    if not fresh.exists() and nobody_else_does(ROUND, gemeente.pk):
        hold_round(gemeente)


def hurry_round(gemeente_id: UUID) -> None:
    """Ask a worker to look now, once this transaction holds: someone was asked something, and is told at once."""
    transaction.on_commit(lambda: hurry(TASK, gemeente_id))


def _offered(today: datetime.date) -> tuple[dict[Sleutel, Melding], set[str]]:
    """Return what is due, and the kinds of which a source failed: the others go on, and nothing of those is settled."""
    here = set(Lidmaatschap.objects.active().values_list("pk", flat=True))
    offered: dict[Sleutel, Melding] = {}
    failed: set[str] = set()
    for bron in sources():
        try:
            with transaction.atomic():
                found = list(bron.meldingen(bron.rijen(today), today))
        except Exception as error:
            log.error("source_failed", soort=bron.soort, rows=bron.rijen.__qualname__, error=type(error).__name__)
            failed.add(bron.soort)
            continue
        offered |= {(melding.lid, bron.soort, melding.sleutel): melding for melding in found if melding.lid in here}
    return offered, failed


def _add(gemeente: Gemeente, offered: dict[Sleutel, Melding]) -> int:
    keys = {sleutel for _lid, _soort, sleutel in offered}
    rows = Herinnering.objects.filter(sleutel__in=keys).select_related("mail")
    there = {(row.lid_id, row.soort, row.sleutel): row for row in rows}
    back = [there[key] for key in offered if key in there and there[key].vervallen_op]  # done, and then undone
    Herinnering.objects.filter(pk__in=[row.pk for row in back]).update(vervallen_op=None)
    new = []
    for key, melding in offered.items():
        said = {"titel": melding.titel[:300], "onder": melding.onder[:300], "pad": melding.pad, "dag": melding.dag}
        if key not in there:
            lid, soort, sleutel = key
            new.append(Herinnering(gemeente=gemeente, lid_id=lid, soort=soort, sleutel=sleutel, **said))
        elif any(getattr(there[key], name) != value for name, value in said.items()):
            Herinnering.objects.filter(pk=there[key].pk).update(**said)  # tomorrow became today, of four one is done
    untold = [row for row in back if row.mail and row.mail.vervallen_op and row.gelezen_op is None]
    _plan_mails(gemeente, [*new, *untold])
    Herinnering.objects.bulk_create(new)
    Herinnering.objects.bulk_update(untold, ["mail"])
    return len(new)


def _settle(offered: dict[Sleutel, Melding], silent: set[str]) -> int:
    gone = [
        row.pk
        for row in Herinnering.objects.standing().exclude(soort__in=silent).only("lid_id", "soort", "sleutel")
        if (row.lid_id, row.soort, row.sleutel) not in offered
    ]
    return Herinnering.objects.filter(pk__in=gone).update(vervallen_op=timezone.now())


def _plan_mails(gemeente: Gemeente, rows: Iterable[Herinnering]) -> None:
    leden = Lidmaatschap.objects.select_related("gebruiker").in_bulk({row.lid_id for row in rows})
    keuzes = choices_of(gemeente, {lid.gebruiker_id for lid in leden.values()})
    mails: dict[str, Mail] = {}
    now = timezone.now()
    for row in rows:
        lid = leden[row.lid_id]
        mine = keuzes[lid.gebruiker_id]
        ritme = mine.ritme(row.soort)
        if ritme == Ritme.GEEN:
            continue
        moment = next_moment(ritme, mine, now)
        key = f"{lid.pk}:{moment:%Y%m%dT%H%M}"  # whatever the rhythm: one moment is one mail
        if key not in mails:
            mails[key] = _open_mail(lid, key, moment)
        row.mail = mails[key]


def _open_mail(lid: Lidmaatschap, key: str, moment: datetime.datetime) -> Mail:
    """Return the mail of this key that still has to go; when it went already, the one after it."""
    for number in range(1, 100):
        mail = enqueue(
            gemeente_id=lid.gemeente_id, soort=REMINDER_MAIL, sleutel=f"{key}:{number}", lid_id=lid.pk, moment=moment
        )
        locked = Mail.objects.select_for_update(of=["self"]).get(pk=mail.pk)
        if locked.verstuurd_op is None and locked.vervallen_op is None and locked.mislukt_op is None:
            return locked
    raise RuntimeError(f"More than a hundred mails for {key}.")


def forget_old() -> None:
    """Delete what was settled more than a year ago."""
    Herinnering.objects.filter(vervallen_op__lt=timezone.now() - KEPT).delete()
    Ronde.objects.filter(dag__lt=timezone.localdate() - KEPT).delete()
