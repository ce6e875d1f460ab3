"""Writing mails in the outbox, sending them, and what to do with one that is refused."""

from datetime import datetime, timedelta
from enum import Enum, auto
from smtplib import (
    SMTPAuthenticationError,
    SMTPConnectError,
    SMTPException,
    SMTPHeloError,
    SMTPRecipientsRefused,
    SMTPResponseException,
)
from uuid import UUID

import structlog
from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Lower
from django.utils import timezone

from wijkaanpak.post.bounce import is_wrong_address
from wijkaanpak.post.brief import kind_of, message_of
from wijkaanpak.post.models import ATTEMPTS, Adresstop, Mail
from wijkaanpak.tenancy.hurry import hurry

TASK = "wijkaanpak.post.tasks.send_mails"
STOPPED = "gestopt"  # the reason of a mail that was not tried
CLOSING = 421  # the server serves nobody now
KEPT = timedelta(days=400)  # a sent mail tells that long what was sent; its key stays taken

log = structlog.get_logger(__name__)


class Uitkomst(Enum):
    """What became of one turn of the sender."""

    LEEG = auto()  # nothing waits
    KLAAR = auto()  # one mail was sent, left out or put back
    WEG = auto()  # the mail server is away: the rest waits too


@transaction.atomic
def enqueue(
    *,
    gemeente_id: UUID,
    soort: str,
    sleutel: str,
    ding: UUID | None = None,
    lid_id: UUID | None = None,
    adres: str = "",
    moment: datetime | None = None,
) -> Mail:
    """Write a mail in the outbox, in the transaction of its cause; the same kind and key is the same mail."""
    mail: Mail
    mail, is_new = Mail.objects.get_or_create(
        gemeente_id=gemeente_id,
        soort=soort,
        sleutel=sleutel,
        defaults={"ding": ding, "lid_id": lid_id, "adres": adres.lower(), "moment": moment or timezone.now()},
    )
    if is_new and mail.moment <= timezone.now():
        hurry_mails(gemeente_id)
    return mail


def hurry_mails(gemeente_id: UUID) -> None:
    """Ask a worker, once this transaction holds, to send what waits."""
    transaction.on_commit(lambda: hurry(TASK, gemeente_id))


def send_next() -> Uitkomst:
    """Send the mail that is due longest. The row is locked while it goes: who dies here leaves it waiting.

    A worker that is killed after the mail server took the mail and before the transaction ended sends it once more,
    with the same Message-ID: SMTP knows no way to take both together.
    """
    due = Mail.objects.due().select_related("lid__gebruiker")
    mail = due.select_for_update(of=["self"], skip_locked=True).first()
    if mail is None:
        return Uitkomst.LEEG
    try:
        with transaction.atomic():
            return _send(mail)
    except SMTPRecipientsRefused as error:
        return _refused(mail, error)
    except (SMTPConnectError, SMTPHeloError, SMTPAuthenticationError) as error:  # it refuses us, not this mail
        return _server_away(mail, f"server {error.smtp_code}")
    except SMTPResponseException as error:
        if error.smtp_code == CLOSING:
            return _server_away(mail, f"server {error.smtp_code}")
        _count(mail, str(error.smtp_code))
        return Uitkomst.KLAAR
    except (SMTPException, OSError) as error:
        return _server_away(mail, type(error).__name__)
    except Exception as error:  # a text that can't be made stops no other mail; it is counted and shown
        _count(mail, type(error).__name__)
        return Uitkomst.KLAAR


def _send(mail: Mail) -> Uitkomst:
    superseded = not Mail.objects.filter(pk=mail.pk).newest().exists()
    ended = mail.lid is not None and not (mail.lid.is_active and mail.lid.gebruiker.is_active)
    kind = kind_of(mail)
    if not superseded and not ended and kind.wanneer and (moment := kind.wanneer(mail)) > timezone.now():
        mail.moment = moment
        mail.save(update_fields=["moment"])
        return Uitkomst.KLAAR
    brief = None if superseded or ended else kind.brief(mail)
    mail.reden = ""
    if brief is None:
        mail.vervallen_op = timezone.now()
    elif is_stopped(mail):
        mail.mislukt_op, mail.reden = timezone.now(), STOPPED
    else:
        message_of(mail, brief).send()
        mail.verstuurd_op = timezone.now()
    mail.save(update_fields=["vervallen_op", "verstuurd_op", "mislukt_op", "reden"])
    return Uitkomst.KLAAR


def is_stopped(mail: Mail) -> bool:
    """Whether the address of a mail refuses everything, as far as we know."""
    found: bool = Adresstop.objects.standing().filter(adres__iexact=mail.naar).exists()
    return found


def _refused(mail: Mail, error: SMTPRecipientsRefused) -> Uitkomst:
    code, words = next(iter(error.recipients.values()), (0, b""))
    if is_wrong_address(code, words.decode(errors="replace")):
        stop_address(gemeente_id=mail.gemeente_id, adres=mail.naar, code=str(code))
        mail.mislukt_op = timezone.now()
    elif code == CLOSING:
        return _server_away(mail, f"server {code}")
    _count(mail, str(code))
    return Uitkomst.KLAAR


def _server_away(mail: Mail, reden: str) -> Uitkomst:
    """Note why nothing goes. It is no fault of this mail, which keeps its turn: the next sweep tries it again."""
    Mail.objects.filter(pk=mail.pk).update(reden=reden)
    log.warning("mail_server_away", reason=reden)
    return Uitkomst.WEG


def _count(mail: Mail, reden: str) -> None:
    """Count an attempt and wait longer before each next one: eleven of them take a day and a half."""
    now = timezone.now()
    mail.moment = now + timedelta(minutes=2**mail.pogingen * 2)
    mail.pogingen += 1
    mail.reden = reden
    if mail.pogingen >= ATTEMPTS:
        mail.mislukt_op = mail.mislukt_op or now
    mail.save(update_fields=["moment", "pogingen", "reden", "mislukt_op"])
    log.warning("mail_refused", mail=str(mail.pk), reason=reden)


def stop_address(*, gemeente_id: UUID, adres: str, code: str) -> None:
    """Send nothing more to an address; a beheerder sees it and can lift it."""
    if not Adresstop.objects.standing().filter(adres__iexact=adres).exists():
        Adresstop.objects.create(gemeente_id=gemeente_id, adres=adres.lower(), code=code)


@transaction.atomic
def note_bounce(*, mail_id: UUID, adres: str, code: str) -> bool:
    """Stop the address of a mail that came back for good; return whether that mail goes to that address (still)."""
    mail = Mail.objects.filter(pk=mail_id).select_related("lid__gebruiker").first()
    if mail is None or mail.naar.lower() != adres.lower():
        return False
    stop_address(gemeente_id=mail.gemeente_id, adres=mail.naar, code=code)
    Mail.objects.filter(pk=mail.pk).update(mislukt_op=timezone.now(), verstuurd_op=None, reden=code)
    return True


@transaction.atomic
def send_again(*, mail: Mail) -> bool:
    """Put a mail that was given up back, to go now; return whether that was done.

    Not done: it goes already, or its address is stopped still (``lift_stop`` sends what waits for that).
    """
    if is_stopped(mail):
        return False
    changed = Mail.objects.failed().filter(pk=mail.pk).update(
        mislukt_op=None, pogingen=0, reden="", moment=timezone.now()
    )  # fmt: skip
    if changed:
        hurry_mails(mail.gemeente_id)
    return bool(changed)


def with_stopped_address() -> Q:
    """Return the condition that the address of a mail is stopped."""
    of_member = Q(adres=Lower(OuterRef("lid__gebruiker__email")))
    return Q(Exists(Adresstop.objects.standing().filter(Q(adres=Lower(OuterRef("adres"))) | of_member)))


@transaction.atomic
def send_all_again(*, gemeente_id: UUID) -> int:
    """Put all mails that were given up back, but those to a stopped address; return how many."""
    ids = list(Mail.objects.failed().exclude(with_stopped_address()).values_list("pk", flat=True))
    number: int = Mail.objects.filter(pk__in=ids).exclude(mislukt_op=None).update(
        mislukt_op=None, pogingen=0, reden="", moment=timezone.now()
    )  # fmt: skip
    hurry_mails(gemeente_id)
    return number


@transaction.atomic
def lift_stop(*, stop: Adresstop) -> None:
    """Let mail go to an address again, with what was given up for it; pressing twice changes nothing."""
    if not Adresstop.objects.standing().filter(pk=stop.pk).update(opgeheven_op=timezone.now()):
        return
    for mail in Mail.objects.failed().select_related("lid__gebruiker"):
        if mail.naar.lower() == stop.adres:
            send_again(mail=mail)


def forget_old() -> None:
    """Delete what was settled more than a year ago."""
    long_ago = timezone.now() - KEPT
    settled = Q(verstuurd_op__lt=long_ago) | Q(vervallen_op__lt=long_ago) | Q(mislukt_op__lt=long_ago)
    Mail.objects.filter(settled).delete()
    Adresstop.objects.filter(opgeheven_op__lt=long_ago).delete()
