"""Sharing one project with one person, until a date."""

import datetime

from django.contrib.auth.models import Permission
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from projects.models import Project, ProjectDeling
from wijkaanpak.accounts.models import Lidmaatschap
from wijkaanpak.audit.services import record
from wijkaanpak.tenancy.locks import one_at_a_time


@transaction.atomic
def share_project(
    *, project: Project, lid: Lidmaatschap, permission: str, tot: datetime.date, by: Lidmaatschap
) -> ProjectDeling:
    """Let a member outside the team see (``bekijken``) or change (``bewerken``) this project until ``tot``.

    What was shared with this person before ends. Raises ValidationError for a day in the past.
    """
    one_at_a_time("delen", project.gemeente_id)
    if tot < timezone.localdate():
        raise ValidationError({"tot": _("Kies een dag vanaf vandaag.")})
    ProjectDeling.objects.filter(content_object=project, lid=lid, gestopt_op=None).update(gestopt_op=timezone.now())
    deling = ProjectDeling.objects.create(
        gemeente_id=project.gemeente_id,
        content_object=project,
        lid=lid,
        user=lid.gebruiker,
        permission=Permission.objects.get(content_type__app_label="projects", codename=permission),
        tot=tot,
        verleend_door=by,
    )
    record(project.gemeente_id, by.gebruiker_id, f"gedeeld_{permission}", f"project:{project.pk}")
    return deling


@transaction.atomic
def stop_sharing(*, deling: ProjectDeling, by: Lidmaatschap) -> None:
    """End what was shared, at once."""
    deling.gestopt_op = timezone.now()
    deling.save(update_fields=["gestopt_op"])
    record(deling.gemeente_id, by.gebruiker_id, "delen_gestopt", f"project:{deling.content_object_id}")
