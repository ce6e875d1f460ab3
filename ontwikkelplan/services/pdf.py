"""PDFs of a plan: asked for in a request, made in a worker."""

from django.db import transaction

from ontwikkelplan.models import Plan, Planpdf, Planversie
from ontwikkelplan.uitwisseling.momentopname import Momentopname, momentopname
from ontwikkelplan.uitwisseling.pdf import SJABLOON
from wijkaanpak.accounts.models import Lidmaatschap
from wijkaanpak.documents.maken import ask
from wijkaanpak.documents.models import Maakstaat


@transaction.atomic
def ask_pdf(*, plan: Plan, by: Lidmaatschap, versie: Planversie | None = None) -> Planpdf:
    """Have a PDF made of a plan as it is now, or of a version. One of the same words that waits is not asked twice."""
    Plan.objects.select_for_update(of=["self"]).get(pk=plan.pk)
    inhoud = Momentopname.model_validate(versie.inhoud) if versie else momentopname(plan)
    waiting = Planpdf.objects.filter(plan=plan, van_versie=versie, staat=Maakstaat.WACHT, gevraagd_door=by)
    for one in waiting:
        if Momentopname.model_validate(one.inhoud).model_copy(update={"gemaakt_op": inhoud.gemaakt_op}) == inhoud:
            return one
    made = Planpdf.objects.create(
        gemeente_id=plan.gemeente_id,
        plan=plan,
        van_versie=versie,
        inhoud=inhoud.model_dump(mode="json"),
        sjabloon=SJABLOON,
        gevraagd_door=by,
    )
    ask(row=made)
    return made
