"""Who is asked for a session, what a guest may see and until when, and who came."""

import datetime
from collections.abc import Collection, Mapping
from typing import Any
from uuid import UUID

from django.contrib.auth.models import Permission
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from projects.models import Partner, Teamlid
from projects.models.project import Projectrol
from reflectie.models import Deelnamesoort, Genodigde, Reden, Sessie, Sessiedeling, Sessiestaat, VasteGenodigde
from reflectie.models.uitnodigen import SESSION_MAIL
from wijkaanpak.accounts.models import Lidmaatschap, Rol, Uitnodiging
from wijkaanpak.accounts.services import invite
from wijkaanpak.audit.services import record
from wijkaanpak.editing.services import stamp
from wijkaanpak.post.services import enqueue

GUEST_SEES = datetime.timedelta(days=14)  # after the session


@transaction.atomic
def sync_invited(*, sessie: Sessie, by: Lidmaatschap) -> None:
    """Put on the list who is in the team now and who always comes; leave out who left the team and was never there."""
    there = {row.email.lower(): row for row in Genodigde.objects.current().filter(sessie=sessie)}
    team = {
        each.lid.gebruiker.email.lower(): each
        for each in Teamlid.objects.current().filter(project=sessie.project_id).with_people()
    }
    for email, member in team.items():
        soort = Deelnamesoort.TEAM
        if member.rol == Projectrol.ERVARINGSDESKUNDIGE:
            soort = Deelnamesoort.ERVARINGSDESKUNDIGE
        if email not in there:
            there[email] = _add(sessie, by, soort, member.lid.gebruiker.naam, email, member.lid, member.partner_id)
    for email, row in there.items():
        is_team = row.soort in (Deelnamesoort.TEAM, Deelnamesoort.ERVARINGSDESKUNDIGE)
        if is_team and email not in team and row.aanwezig is None:
            _take_off(row, by)
    taken_off = {email.lower() for email in Genodigde.objects.filter(sessie=sessie).values_list("email", flat=True)}
    for guest in VasteGenodigde.objects.current().filter(reeks=sessie.reeks_id):
        if guest.email.lower() not in there and guest.email.lower() not in taken_off:
            there[guest.email.lower()] = add_guest(
                sessie=sessie, by=by, naam=guest.naam, email=guest.email, partner=guest.partner
            )
    _pair(sessie, by)


def _add(
    sessie: Sessie,
    by: Lidmaatschap,
    soort: str,
    naam: str,
    email: str,
    lid: Lidmaatschap | None,
    partner_id: UUID | None,
) -> Genodigde:
    row = Genodigde(
        gemeente_id=sessie.gemeente_id, sessie=sessie, soort=soort, naam=naam, email=email, lid=lid,
        partner_id=partner_id,
    )  # fmt: skip
    stamp(row, by.pk)
    row.save()
    return row


def _take_off(row: Genodigde, by: Lidmaatschap) -> None:
    row.vervallen_op = timezone.now()
    stamp(row, by.pk)
    row.save()
    if row.lid_id and row.berichten.exists():  # the appointment goes from their calendar too
        key = f"{row.pk}:af:{row.versie}"
        enqueue(gemeente_id=row.gemeente_id, soort=SESSION_MAIL, sleutel=key, ding=row.pk, lid_id=row.lid_id)


def _pair(sessie: Sessie, by: Lidmaatschap) -> None:
    """Name the supporter of each ervaringsdeskundige as the series has it (MLB-15)."""
    supporter = sessie.reeks.ondersteuner
    alone = [
        row
        for row in Genodigde.objects.current().filter(sessie=sessie, soort=Deelnamesoort.ERVARINGSDESKUNDIGE)
        if row.ondersteuner_id is None
    ]
    if not alone or supporter is None:
        return
    email = supporter.gebruiker.email
    helper = Genodigde.objects.current().filter(sessie=sessie, email__iexact=email).first()
    if helper is None:
        helper = _add(sessie, by, Deelnamesoort.ONDERSTEUNER, supporter.gebruiker.naam, email, supporter, None)
    for row in alone:
        row.ondersteuner = helper
        stamp(row, by.pk)
        row.save()


@transaction.atomic
def add_guest(
    *,
    sessie: Sessie,
    by: Lidmaatschap,
    naam: str,
    email: str,
    partner: Partner | None = None,
    soort: str = Deelnamesoort.KETENPARTNER,
) -> Genodigde:
    """Put one person on the list of one session; on the list already is an error (ValidationError at ``email``).

    They are asked, and may read along, once the session is planned. Two at once wait for each other, and for a
    colleague who plans it meanwhile.
    """
    staat = Sessie.objects.select_for_update(of=["self"]).values_list("staat", flat=True).get(pk=sessie.pk)
    if Genodigde.objects.current().filter(sessie=sessie, email__iexact=email).exists():
        raise ValidationError({"email": _("Deze persoon staat al op de lijst.")})
    lid = Lidmaatschap.objects.active().filter(gebruiker__email__iexact=email).first()
    row = _add(sessie, by, soort, naam, email.lower(), lid, partner.pk if partner else None)
    if staat in (Sessiestaat.GEPLAND, Sessiestaat.BEZIG):
        from reflectie.services.berichten import ask_one

        ask_one(genodigde=row, by=by)
    return row


@transaction.atomic
def take_off_list(*, genodigde: Genodigde, by: Lidmaatschap) -> None:
    """Take someone off the list of a session; a guest sees nothing of it from now on."""
    locked = Genodigde.objects.select_for_update(of=["self"]).get(pk=genodigde.pk)
    if Genodigde.objects.current().filter(ondersteuner=locked).exists():
        raise ValidationError(_("Kies eerst een andere ondersteuner voor de ervaringsdeskundige."))
    _take_off(locked, by)
    if locked.lid_id:
        Sessiedeling.objects.filter(content_object=locked.sessie_id, lid=locked.lid_id, gestopt_op=None).update(
            gestopt_op=timezone.now()
        )


@transaction.atomic
def name_supporter(*, genodigde: Genodigde, ondersteuner: Genodigde | None, by: Lidmaatschap) -> None:
    """Say who supports an ervaringsdeskundige in this session."""
    locked = Genodigde.objects.select_for_update(of=["self"]).get(pk=genodigde.pk)
    locked.ondersteuner = ondersteuner
    stamp(locked, by.pk)
    locked.save()


def unsupported(sessie: Sessie) -> list[Genodigde]:
    """Return the ervaringsdeskundigen on the list without someone who supports them (MLB-15)."""
    rows = Genodigde.objects.current().filter(sessie=sessie, soort=Deelnamesoort.ERVARINGSDESKUNDIGE)
    return [row for row in rows.select_related("ondersteuner") if not row.ondersteuner or row.ondersteuner.vervallen_op]


@transaction.atomic
def ask_guest(*, genodigde: Genodigde, by: Lidmaatschap) -> None:
    """Let a guest in: who has an account reads this one session, anyone else is invited to the gemeente as guest."""
    if genodigde.soort in (Deelnamesoort.TEAM, Deelnamesoort.ERVARINGSDESKUNDIGE):
        return
    if genodigde.lid_id:
        share_session(sessie=genodigde.sessie, lid=genodigde.lid)
        return
    uitnodiging: Uitnodiging | None = Uitnodiging.objects.open().filter(email__iexact=genodigde.email).first()
    genodigde.uitnodiging = uitnodiging or invite(
        gemeente_id=genodigde.gemeente_id, by=by, email=genodigde.email, rol=Rol.GAST
    )
    stamp(genodigde, by.pk)
    genodigde.save()


def share_session(*, sessie: Sessie, lid: Lidmaatschap | None) -> None:
    """Let one member read one session until two weeks after it; in the team already, they see it anyway."""
    if lid is None or Teamlid.objects.current().filter(project=sessie.project_id, lid=lid).exists():
        return
    Sessiedeling.objects.update_or_create(
        gemeente_id=sessie.gemeente_id,
        content_object=sessie,
        lid=lid,
        gestopt_op=None,
        defaults={
            "user": lid.gebruiker,
            "permission": Permission.objects.get(content_type__app_label="reflectie", codename="bekijken"),
            "tot": sessie.datum + GUEST_SEES,
        },
    )
    record(sessie.gemeente_id, lid.gebruiker_id, "gedeeld_bekijken", f"sessie:{sessie.pk}")


def keep_access(*, sessie: Sessie, lid: UUID, until: datetime.date | None) -> None:
    """Let a guest who does an action see its session until that action is due."""
    if until is not None:
        Sessiedeling.objects.filter(content_object=sessie, lid=lid, gestopt_op=None, tot__lt=until).update(tot=until)


def connect_after_invitation(sender: Any, uitnodiging: Uitnodiging, lid: Lidmaatschap, **kwargs: Any) -> None:
    """Give someone who accepted an invitation the sessions they were asked for."""
    from reflectie.services.berichten import mail_what_was_told

    rows = Genodigde.objects.current().filter(email__iexact=lid.gebruiker.email, lid=None)
    for row in rows.select_related("sessie"):
        row.lid = lid
        stamp(row, lid.pk)
        row.save()
        if row.sessie.staat in (Sessiestaat.GEPLAND, Sessiestaat.BEZIG):
            share_session(sessie=row.sessie, lid=lid)
        mail_what_was_told([row])


def leave_sessions(sender: Any, lid: Lidmaatschap, **kwargs: Any) -> None:
    """End what was shared with someone whose access to the gemeente ended."""
    Sessiedeling.objects.filter(lid=lid, gestopt_op=None).update(gestopt_op=timezone.now())


@transaction.atomic
def set_attendance(
    *, sessie: Sessie, present: Collection[str], reasons: Mapping[str, str], seen: Collection[str], by: Lidmaatschap
) -> None:
    """Note who is there, by id. ``seen`` is who the screen showed as present: only what this person changed is changed.

    Noting anyone makes everyone without a mark absent.
    """
    rows = list(Genodigde.objects.current().filter(sessie=sessie).select_for_update(of=["self"]))
    for row in rows:
        key = str(row.pk)
        is_there = row.aanwezig if row.aanwezig is not None else False
        if (key in present) != (key in seen):
            is_there = key in present
        reason = "" if is_there else reasons.get(key, row.reden)
        reason = reason if reason in Reden.values else ""
        if (row.aanwezig, row.reden) != (is_there, reason):
            row.aanwezig, row.reden = is_there, reason
            stamp(row, by.pk)
            row.save()
