"""What changes in memberships and invitations."""

from urllib.parse import urljoin
from uuid import UUID

from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.dispatch import Signal
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from wijkaanpak.accounts.models import INVITATION, Gebruiker, Lidmaatschap, Rol, Uitnodiging
from wijkaanpak.audit.services import record
from wijkaanpak.post.services import enqueue
from wijkaanpak.tenancy.locks import one_at_a_time

# Sent inside the transaction, with ``uitnodiging`` and ``lid``: a domain app adds what belongs to it.
invitation_accepted = Signal()
# Sent after that, with ``lid``: a domain app answers with an address when something waits there for them, or None.
landing_asked = Signal()
# Sent inside the transaction, with ``lid``: a domain app ends what this person had there.
membership_ended = Signal()


@transaction.atomic
def invite(*, gemeente_id: UUID, by: Lidmaatschap | None, email: str, rol: str) -> Uitnodiging:
    """Invite an address to a gemeente, or invite it again with this role.

    ``by`` is None for the first beheerder alone, whom the operator invites.

    Raises ValidationError when the address belongs to someone who is a member already.
    """
    email = email.strip().lower()
    one_at_a_time("uitnodiging", gemeente_id)
    if Lidmaatschap.objects.active().filter(gebruiker__email__iexact=email).exists():
        raise ValidationError({"email": _("Deze persoon hoort al bij de gemeente.")})
    uitnodiging = Uitnodiging.objects.filter(aanvaard_op=None, ingetrokken_op=None, email__iexact=email).first()
    if uitnodiging is None:
        uitnodiging = Uitnodiging(gemeente_id=gemeente_id, email=email, ronde=0)
    uitnodiging.rol = rol
    uitnodiging.uitgenodigd_door = by
    return _start_round(uitnodiging)


@transaction.atomic
def invite_again(*, uitnodiging: Uitnodiging) -> Uitnodiging:
    """Send a new link; the old one stops working."""
    return _start_round(uitnodiging)


def _start_round(uitnodiging: Uitnodiging) -> Uitnodiging:
    uitnodiging.ronde += 1
    uitnodiging.renew(timezone.now())
    uitnodiging.save()
    enqueue(
        gemeente_id=uitnodiging.gemeente_id,
        soort=INVITATION,
        sleutel=f"{uitnodiging.pk}:{uitnodiging.ronde}",
        ding=uitnodiging.pk,
        adres=uitnodiging.email,
    )
    return uitnodiging


@transaction.atomic
def withdraw_invitation(*, uitnodiging: Uitnodiging) -> None:
    """Make the link of an invitation useless."""
    uitnodiging.ingetrokken_op = timezone.now()
    uitnodiging.save(update_fields=["ingetrokken_op"])


def invitation_path(uitnodiging: Uitnodiging) -> str:
    """Return the path that opens this invitation."""
    return reverse("accounts:uitnodiging", args=[uitnodiging.gemeente.slug, uitnodiging.token])


def invitation_url(uitnodiging: Uitnodiging) -> str:
    """Return the full address that opens this invitation."""
    return urljoin(settings.BASE_URL, invitation_path(uitnodiging))


def register(*, uitnodiging: Uitnodiging, naam: str, password: str) -> Gebruiker:
    """Create the account of someone who followed the link: that proves the address is theirs."""
    user = Gebruiker.objects.create_user(uitnodiging.email, password, naam=naam)
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return user


@transaction.atomic
def accept_invitation(*, uitnodiging: Uitnodiging, user: Gebruiker) -> Lidmaatschap:
    """Make the person a member, or a member again, with the role of the invitation.

    Raises ValidationError when the invitation is for another address.
    """
    if user.email.lower() != uitnodiging.email.lower():
        raise ValidationError(_("Deze uitnodiging is voor een ander e-mailadres."))
    lid, _created = Lidmaatschap.objects.update_or_create(
        gemeente_id=uitnodiging.gemeente_id,
        gebruiker=user,
        defaults={"rol": uitnodiging.rol, "beeindigd_op": None},
    )
    uitnodiging.aanvaard_op = timezone.now()
    uitnodiging.aanvaard_door = lid
    uitnodiging.save(update_fields=["aanvaard_op", "aanvaard_door"])
    invitation_accepted.send(sender=Uitnodiging, uitnodiging=uitnodiging, lid=lid)
    return lid


def landing_of(lid: Lidmaatschap) -> str:
    """Return where a new member goes first: where something waits for them, else to the projects."""
    answers = [address for _receiver, address in landing_asked.send(sender=Lidmaatschap, lid=lid) if address]
    return str(answers[0]) if answers else reverse("projects:lijst", args=[lid.gemeente.slug])


@transaction.atomic
def change_role(*, lid: Lidmaatschap, rol: str) -> None:
    """Give a member another role. Raises ValidationError when no beheerder would be left."""
    if rol != Rol.BEHEERDER:
        _keep_one_beheerder(lid)
    lid.rol = rol
    lid.save(update_fields=["rol"])


@transaction.atomic
def end_membership(*, lid: Lidmaatschap, by: Lidmaatschap) -> None:
    """End someone's access at once: the membership, and every session they have.

    Raises ValidationError when no beheerder would be left.
    """
    _keep_one_beheerder(lid)
    lid.beeindigd_op = timezone.now()
    lid.save(update_fields=["beeindigd_op"])
    membership_ended.send(sender=Lidmaatschap, lid=lid)
    for session in UserSession.objects.filter(user=lid.gebruiker):
        session.end()
    record(lid.gemeente_id, by.gebruiker_id, "toegang_beeindigd", f"lidmaatschap:{lid.pk}")


def _keep_one_beheerder(lid: Lidmaatschap) -> None:
    others = Lidmaatschap.objects.select_for_update().active().filter(rol=Rol.BEHEERDER).exclude(pk=lid.pk)
    if lid.rol == Rol.BEHEERDER and not others.exists():
        raise ValidationError(_("Er moet minstens één beheerder overblijven. Maak eerst iemand anders beheerder."))
