"""Who is in the team, and inviting someone into it."""

from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from projects.models import Partner, Project, ProjectDeling, Projectuitnodiging, Teamlid
from projects.models.project import Projectrol
from wijkaanpak.accounts.models import Lidmaatschap, Rol, Uitnodiging
from wijkaanpak.accounts.services import invite
from wijkaanpak.editing.services import stamp


@transaction.atomic
def add_to_team(
    *, project: Project, lid: Lidmaatschap, rol: str, partner: Partner | None = None, by: Lidmaatschap | None = None
) -> Teamlid:
    """Put a member of the gemeente in the team, or back in it, with a role, for an organisation.

    ``by`` is who does it; by themselves when they accept an invitation.
    """
    teamlid = Teamlid.objects.select_for_update(of=["self"]).filter(project=project, lid=lid).first()
    teamlid = teamlid or Teamlid(gemeente_id=project.gemeente_id, project=project, lid=lid)
    teamlid.rol, teamlid.tot = rol, None
    teamlid.van = min(teamlid.van, timezone.localdate())  # who was to come later, is there from today
    teamlid.partner = partner or teamlid.partner
    stamp(teamlid, (by or lid).pk)
    teamlid.save()
    return teamlid


@transaction.atomic
def remove_from_team(*, teamlid: Teamlid, by: Lidmaatschap) -> None:
    """End someone's part in the team as of today; what they wrote stays."""
    locked = Teamlid.objects.select_for_update(of=["self"]).get(pk=teamlid.pk)
    locked.tot = timezone.localdate() - timedelta(days=1)
    stamp(locked, by.pk)
    locked.save()


@transaction.atomic
def invite_to_project(
    *, project: Project, by: Lidmaatschap, email: str, rol: str, partner: Partner | None = None
) -> Uitnodiging:
    """Invite an address to the gemeente (as guest when a ketenpartner) and to this team at once.

    An open invitation to the gemeente stays as it is, link and role; this team is added to it.
    Raises ValidationError when the address belongs to a member already.
    """
    guest = rol in (Projectrol.KETENPARTNER, Projectrol.ERVARINGSDESKUNDIGE)
    uitnodiging: Uitnodiging | None = Uitnodiging.objects.open().filter(email__iexact=email.strip()).first()
    if uitnodiging is None:
        role = Rol.GAST if guest else Rol.MEDEWERKER
        uitnodiging = invite(gemeente_id=project.gemeente_id, by=by, email=email, rol=role)
    Projectuitnodiging.objects.update_or_create(
        gemeente_id=project.gemeente_id,
        uitnodiging=uitnodiging,
        project=project,
        defaults={"rol": rol, "partner": partner},
    )
    return uitnodiging


def join_after_invitation(sender: Any, uitnodiging: Uitnodiging, lid: Lidmaatschap, **kwargs: Any) -> None:
    """Put someone who accepted an invitation in the team it was for."""
    for extra in Projectuitnodiging.objects.filter(uitnodiging=uitnodiging).select_related("project", "partner"):
        add_to_team(project=extra.project, lid=lid, rol=extra.rol, partner=extra.partner)


def leave_everything(sender: Any, lid: Lidmaatschap, **kwargs: Any) -> None:
    """End the team parts and shares of someone whose access to the gemeente ended: coming back starts afresh."""
    yesterday = timezone.localdate() - timedelta(days=1)
    Teamlid.objects.filter(lid=lid).exclude(tot__lt=timezone.localdate()).update(
        tot=yesterday, versie=F("versie") + 1, gewijzigd_op=timezone.now()
    )
    ProjectDeling.objects.filter(lid=lid, gestopt_op=None).update(gestopt_op=timezone.now())


@transaction.atomic
def endorse(*, teamlid: Teamlid, endorses: bool, by: Lidmaatschap) -> None:
    """Note that a member endorses the vision and goals as of today, or no longer (ST-02c)."""
    locked = Teamlid.objects.select_for_update(of=["self"]).get(pk=teamlid.pk)
    locked.onderschrijft_op = timezone.localdate() if endorses else None
    stamp(locked, by.pk)
    locked.save()


@transaction.atomic
def set_attendance(*, project: Project, present: set[str], seen: set[str], by: Lidmaatschap) -> None:
    """Note who of the team of today was at the first meeting, by what this screen changed (``seen``: what it showed).

    Both hold ids of members. What a colleague noted meanwhile about someone else stays.
    """
    for teamlid in Teamlid.objects.current().filter(project=project).select_for_update(of=["self"]):
        was_there = str(teamlid.pk) in present
        if was_there != (str(teamlid.pk) in seen) and teamlid.bij_start != was_there:
            teamlid.bij_start = was_there
            stamp(teamlid, by.pk)
            teamlid.save()
