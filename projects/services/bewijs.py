"""Evidence: adding a file or a link, putting it in the bin and taking it out."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from projects.models import Bewijs, Project
from projects.services.antwoord import locked_answer
from wijkaanpak.accounts.models import Lidmaatschap
from wijkaanpak.documents.uploads import inspect_upload


@transaction.atomic
def add_link(*, project: Project, punt: str, titel: str, url: str, by: Lidmaatschap) -> Bewijs:
    """Add a link as evidence; without a title its address is shown.

    Raises ValidationError when the link is there already: a form that was posted twice.
    """
    antwoord = locked_answer(project, punt)
    if Bewijs.objects.current().filter(antwoord=antwoord, url=url).exists():
        raise ValidationError({"url": _("Deze link staat er al bij.")})
    return Bewijs.objects.create(
        gemeente_id=project.gemeente_id,
        antwoord=antwoord,
        titel=titel or url[:200],
        url=url,
        toegevoegd_door=by,
    )


@transaction.atomic
def add_file(*, project: Project, punt: str, titel: str, upload: "UploadedFile[Any]", by: Lidmaatschap) -> Bewijs:
    """Add a file as evidence.

    Raises ValidationError when the file is too large, of a type we don't take, or not what its name says, and
    when the same file is there already.
    """
    facts = inspect_upload(upload)
    antwoord = locked_answer(project, punt)
    if Bewijs.objects.current().filter(antwoord=antwoord, sha256=facts.sha256).exists():
        raise ValidationError({"bestand": _("Dit bestand staat er al bij.")})
    bewijs = Bewijs(
        gemeente_id=project.gemeente_id,
        antwoord=antwoord,
        titel=titel or facts.name,
        mime=facts.mime,
        grootte=facts.size,
        sha256=facts.sha256,
        toegevoegd_door=by,
    )
    bewijs.bestand = upload
    bewijs.save(force_insert=True)
    return bewijs


@transaction.atomic
def bin_evidence(*, bewijs: Bewijs) -> None:
    """Put evidence in the bin; its bytes stay."""
    bewijs.verwijderd_op = timezone.now()
    bewijs.save(update_fields=["verwijderd_op"])


@transaction.atomic
def unbin_evidence(*, bewijs: Bewijs) -> None:
    """Take evidence out of the bin."""
    bewijs.verwijderd_op = None
    bewijs.save(update_fields=["verwijderd_op"])
