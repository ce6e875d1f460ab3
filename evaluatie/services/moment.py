"""Evaluations: holding one, taking over a lesson of the MLBs, and bringing changed agreements into the overeenkomst."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from evaluatie.models import Afspraakwijziging, Bevinding, Bevindingsoort, Doelantwoord, Evaluatie
from projects.documenten.bron import bron_of
from projects.documenten.sjablonen import DELEN, deel_of
from projects.models import Clausule, Doel, Project, Projectdocument
from projects.models.documenten import Documentsoort
from projects.services.documenten import NothingChanged, make_version
from reflectie.models import Les, Richting
from wijkaanpak.accounts.models import Lidmaatschap
from wijkaanpak.editing.services import add_row, save_fields, set_aside, stamp
from wijkaanpak.tenancy.models import Gemeente

# What a lesson of the MLBs becomes when it is taken over.
_WORDT: dict[str, Bevindingsoort] = {
    Richting.WERKT: Bevindingsoort.SUCCES,
    Richting.WERKT_NIET: Bevindingsoort.BELEMMERING,
    Richting.BEVINDING: Bevindingsoort.PROFESSIONAL,
}


@transaction.atomic
def hold(*, evaluatie: Evaluatie, by: Lidmaatschap, held: bool = True) -> Evaluatie:
    """Say that an evaluation was held, or take that back. A double click is harmless.

    Raises ValidationError while its day is still to come.
    """
    row: Evaluatie = Evaluatie.objects.select_for_update(of=["self"]).get(pk=evaluatie.pk)
    if held and row.datum > timezone.localdate():
        raise ValidationError(_("De dag van deze evaluatie moet nog komen."))
    if (row.gehouden_op is not None) != held:
        row.gehouden_op = timezone.now() if held else None
        stamp(row, by.pk)
        row.save()
    return row


@transaction.atomic
def take_lesson(*, evaluatie: Evaluatie, les: Les, by: Lidmaatschap) -> Bevinding:
    """Make a lesson of the MLBs a finding of this evaluation, in the same words; once, or put back.

    Its explanation stays with the team: only the words of the lesson go along.
    """
    Evaluatie.objects.select_for_update(of=["self"]).get(pk=evaluatie.pk)
    there: Bevinding | None = Bevinding.objects.filter(evaluatie=evaluatie, les=les).order_by("-pk").first()
    if there is not None:
        set_aside(row=there, gone=False, by=by.pk)
        return there
    made = Bevinding(
        gemeente_id=evaluatie.gemeente_id,
        evaluatie=evaluatie,
        soort=_WORDT[les.richting],
        tekst=les.tekst,
        tag=les.tag,
        les=les,
    )
    return add_row(row=made, by=by.pk)


@transaction.atomic
def answer_of(*, evaluatie: Evaluatie, doel: Doel) -> Doelantwoord:
    """Return the row for what an evaluation says of a goal, made when it is not there yet."""
    key = {"gemeente_id": evaluatie.gemeente_id, "evaluatie": evaluatie, "doel": doel}
    Doelantwoord.objects.bulk_create([Doelantwoord(**key)], ignore_conflicts=True)
    found: Doelantwoord = Doelantwoord.objects.get(**key)
    return found


def present_words(project: Project) -> dict[str, str]:
    """Return what each section of the overeenkomst says now, by its key: the project's own words, else ours."""
    bron = bron_of(project, Documentsoort.OVEREENKOMST)
    return {
        deel.sleutel: bron.clausules.get(deel.sleutel) or deel.tekst(bron).replace("\u00a0", " ")
        for deel in DELEN[Documentsoort.OVEREENKOMST]
    }


def _is_newer(clause: Clausule, row: Afspraakwijziging) -> bool:
    """Whether a section was changed after what is to take its place was written down."""
    changed, written = clause.gewijzigd_op, row.gewijzigd_op
    return changed is not None and written is not None and changed > written and clause.tekst != row.tekst


@transaction.atomic
def change_agreement(*, evaluatie: Evaluatie, gemeente: Gemeente, by: Lidmaatschap) -> Projectdocument:
    """Bring every changed agreement that is not in it yet into the overeenkomst, as its next version (UI-07c, VE-06).

    Raises ValidationError when there is none to bring in, two for one section, or a section that was changed in the
    overeenkomst since: what a colleague wrote there is not overwritten unseen.
    """
    rows = Afspraakwijziging.objects.current().filter(evaluatie=evaluatie, document=None)
    waiting = list(rows.select_for_update(of=["self"]).order_by("pk"))
    if not waiting:
        raise ValidationError(_("Alle bijgestelde afspraken staan al in de overeenkomst."))
    sections = [row.sleutel for row in waiting]
    if len(set(sections)) < len(sections):
        raise ValidationError(
            _("Er staan twee bijstellingen voor hetzelfde deel. Haal er één weg, of maak er één van.")
        )
    for row in waiting:
        key = {
            "gemeente_id": gemeente.pk,
            "project": evaluatie.project,
            "soort": Documentsoort.OVEREENKOMST,
            "sleutel": row.sleutel,
        }
        Clausule.objects.bulk_create([Clausule(**key)], ignore_conflicts=True)
        clause = Clausule.objects.select_for_update(of=["self"]).get(**key)
        if _is_newer(clause, row):
            deel = deel_of(Documentsoort.OVEREENKOMST, row.sleutel)
            said = _(
                "‘%(deel)s’ is in de overeenkomst veranderd nadat dit is opgeschreven. Open de bijstelling, vergelijk"
                " haar met wat er nu staat, en pas haar aan."
            )
            raise ValidationError(said % {"deel": deel.kop if deel else row.sleutel})
        save_fields(row=clause, values={"tekst": row.tekst}, versie=clause.versie, by=by.pk)
    try:
        made = make_version(
            project=evaluatie.project,
            gemeente=gemeente,
            soort=Documentsoort.OVEREENKOMST,
            by=by,
            reden=str(evaluatie).capitalize(),
        )
    except NothingChanged as same:  # someone wrote the same words there already
        made = same.newest
    for row in waiting:
        row.document = made
        stamp(row, by.pk)
        row.save()
    return made
