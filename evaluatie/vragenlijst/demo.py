"""What the demo has of the questionnaire: a round with a result, one that is open, and one that is too small."""

import datetime
from collections.abc import Sequence

from django.utils import timezone

from evaluatie.vragenlijst.models import Doelgroep, Opmerking, Ronde
from evaluatie.vragenlijst.services import answer, close_round, release_quote, start_round
from evaluatie.vragenlijst.vragen import latest_version, lijst_van
from projects.models import Project
from wijkaanpak.accounts.demo import DOMAIN
from wijkaanpak.accounts.models import Lidmaatschap
from wijkaanpak.tenancy.models import Gemeente
from wijkaanpak.tenancy.scope import tenant_scope

_LETTERS = {"j": "ja", "w": "meestal-wel", "n": "meestal-niet", "x": "nee", "-": ""}
# One row for a question, one letter for an answer: 24 people.
_VOORJAAR = (
    "jjjjjjjjwwwwwwwwwnnnnn-x",
    "jjjjjjwwwwwwwwnnnnnnxx--",
    "jjjwwwwwwwnnnnnnnxxxxxx-",
    "jjjjjjjjjjwwwwwwwwwnnn-x",
    "jjjjwwwwwwwwnnnnnnnnxxx-",
    "jjjjjjjjjjjjjjwwwwwwwwn-",
    "jjjjjjjwwwwwwwnnnnxx----",
)
_OPMERKINGEN = (
    "Ik hoefde mijn verhaal maar één keer te vertellen. Dat was fijn.",
    "Graag ook ’s avonds iemand kunnen bellen.",
    "Op school wist niemand van de afspraken, en mevrouw Jansen was er nooit.",
)
_CITAAT = "Ik hoefde mijn verhaal maar één keer te vertellen."


def load_demo() -> None:
    """Make the rounds of De Vaart, unless they are there."""
    gemeente = Gemeente.objects.filter(slug="linderode").first()
    if gemeente is None:
        return
    with tenant_scope(gemeente.pk):
        project = Project.objects.filter(naam="De Vaart").first()
        marit = Lidmaatschap.objects.active().filter(gebruiker__email=f"marit@{DOMAIN}").first()
        if project is None or marit is None or Ronde.objects.exists():
            return
        _make(project, marit, "Voorjaar", Doelgroep.GEZIN, _VOORJAAR, gevraagd=41, opmerkingen=_OPMERKINGEN, dicht=70)
        _make(project, marit, "Klankbordgroep", Doelgroep.ERVARING, ("jjww",) * 6, gevraagd=6, dicht=12)
        _make(project, marit, "Najaar", Doelgroep.GEZIN, ("jjwwwnx-",) * 7, gevraagd=35, met_open=True)
        _release(marit)


def _make(
    project: Project,
    by: Lidmaatschap,
    naam: str,
    doelgroep: str,
    antwoorden: Sequence[str],
    *,
    gevraagd: int,
    opmerkingen: Sequence[str] = (),
    dicht: int = 0,
    met_open: bool = False,
) -> None:
    """Make a round with its answers; ``dicht`` is how many days ago it was closed, 0 for one that is open."""
    today = timezone.localdate()
    days = datetime.timedelta(days=1)
    ronde = Ronde(
        gemeente_id=project.gemeente_id,
        project=project,
        naam=naam,
        doelgroep=doelgroep,
        open_van=today - (dicht + 28) * days if dicht else today - 9 * days,
        open_tot=today + 12 * days,
        gevraagd=gevraagd,
        open_vraag=bool(opmerkingen) or met_open,
    )
    start_round(ronde=ronde, by=by)
    vragen = lijst_van(latest_version(), doelgroep).vragen
    for person in range(len(antwoorden[0])):
        keuzes = {vraag.id: _LETTERS[rij[person]] for vraag, rij in zip(vragen, antwoorden, strict=True)}
        tekst = opmerkingen[person] if person < len(opmerkingen) else ""
        answer(ronde_id=ronde.pk, keuzes=keuzes, tekst=tekst)
    if dicht:
        close_round(ronde=ronde, by=by)
        ended = {"open_tot": today - dicht * days, "gesloten_op": timezone.now() - dicht * days}
        Ronde.objects.filter(pk=ronde.pk).update(**ended)


def _release(by: Lidmaatschap) -> None:
    first = Opmerking.objects.select_related("ronde").filter(tekst=_OPMERKINGEN[0]).first()
    if first is not None:
        release_quote(opmerking=first, citaat=_CITAAT, by=by)
