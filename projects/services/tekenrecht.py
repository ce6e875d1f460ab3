"""Whether a request may be signed now, by this person and in this name; each refusal has a code and its reason."""

import datetime
import hashlib

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from projects.models import Mandaat, Projectdocument, Tekenverzoek
from projects.models.documenten import Tekenstaat, Verzoeksoort
from projects.models.partners import Mandaatsoort
from wijkaanpak.accounts.models import Lidmaatschap


class TekenGeweigerd(Exception):
    """A signature that is not right; ``code`` goes in the log, the text is for who tried, beside ``veld`` if any."""

    def __init__(self, code: str, text: str, veld: str | None = None) -> None:
        super().__init__(text)
        self.code = code
        self.veld = veld


def require_signatory(verzoek: Tekenverzoek, lid: Lidmaatschap) -> None:
    """Raise TekenGeweigerd unless this request asks this member to sign."""
    if verzoek.soort != Verzoeksoort.TEKENEN or verzoek.lid_id != lid.pk or not lid.is_active:
        raise TekenGeweigerd(
            "andere_persoon", _("Dit verzoek is aan iemand anders gericht. Jij kunt het niet tekenen.")
        )


def require_signable(verzoek: Tekenverzoek, sha256: str, op: datetime.date | None = None) -> Mandaat:
    """Return the mandate, locked, on which a request is signed under these bytes. Raises TekenGeweigerd.

    ``op`` is the day of the signature: today, or what stands on paper.
    """
    document = verzoek.document
    if refusal := _refused_on_any_day(verzoek):
        raise refusal
    if sha256 != document.sha256 or _hash_of_file(document) != document.sha256:
        raise TekenGeweigerd(
            "oude_hash", _("Wat je las is niet de versie die nu ter ondertekening ligt. Lees die eerst.")
        )
    mandaat = _mandate_of(verzoek, op or timezone.localdate())
    if (mandaat.partner.naam, mandaat.naam, mandaat.functie) not in named_in(document):
        raise TekenGeweigerd("niet_genoemd", _not_named())
    return mandaat


def _refused_on_any_day(verzoek: Tekenverzoek) -> TekenGeweigerd | None:
    """Return the refusal of a request under which nothing can be signed, whatever the mandate says; or None."""
    if verzoek.handtekeningen.exists():
        return TekenGeweigerd("al_getekend", _("Namens deze organisatie is al getekend."))
    if not is_up(verzoek):
        return TekenGeweigerd("vervangen", _("Deze versie ligt niet meer ter ondertekening. Er is een nieuwe versie."))
    if verzoek.document.project.is_archived:
        return TekenGeweigerd("gearchiveerd", _("Dit project is gearchiveerd. Er valt niets meer te tekenen."))
    return None


def _not_named() -> str:
    return _("In de overeenkomst staat een andere ondertekenaar dan in het mandaat. Vraag om een nieuwe versie.")


def is_up(verzoek: Tekenverzoek) -> bool:
    """Whether a request was not withdrawn and its version lies ready to be signed."""
    return verzoek.ingetrokken_op is None and verzoek.document.tekenstaat == Tekenstaat.TEKENEN


def was_withdrawn(verzoek: Tekenverzoek) -> bool:
    """Whether a request was taken back, and not because a new version replaced the one it asks about."""
    if verzoek.ingetrokken_op is None or verzoek.handtekeningen.filter(ingetrokken_op=None).exists():
        return False
    replaced = Projectdocument.objects.replaced_at(verzoek.document)
    return replaced is None or verzoek.ingetrokken_op < replaced


def _hash_of_file(document: Projectdocument) -> str:
    with document.bestand.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def named_in(document: Projectdocument) -> set[tuple[str, str, str]]:
    """Return the (organisation, name, function) of everyone whom the text has room for to sign."""
    blokken = [blok for sectie in document.inhoud["secties"] for blok in sectie["blokken"]]
    return {tuple(wie) for blok in blokken if blok["soort"] == "Tekenvakken" for wie in blok["wie"]}


def _mandate_of(verzoek: Tekenverzoek, op: datetime.date) -> Mandaat:
    """Return the mandate behind a request, locked, if it holds that day for this organisation and this person."""
    rows = Mandaat.objects.select_for_update(of=["self"]).select_related("partner")
    mandaat: Mandaat | None = rows.filter(verzoeken=verzoek).first()
    reason = _why_it_does_not_hold(mandaat, verzoek, op)
    if mandaat is None or reason:
        raise TekenGeweigerd("geen_mandaat", reason)
    return mandaat


def _why_it_does_not_hold(mandaat: Mandaat | None, verzoek: Tekenverzoek, op: datetime.date) -> str:
    gone = mandaat is None or mandaat.vervallen_op is not None or mandaat.soort != Mandaatsoort.TEKENEN
    if mandaat is None or gone or mandaat.partner_id != verzoek.partner_id:
        return _("Het mandaat om te tekenen is ingetrokken. Vraag een nieuw mandaat.")
    if mandaat.partner.vervallen_op is not None:
        return _("%(wie)s doet niet meer mee in dit project. Vraag de projectleider of dat klopt.") % {
            "wie": mandaat.partner.naam
        }
    if mandaat.email.lower() != verzoek.email.lower():
        return _("Het mandaat hoort nu bij een ander e-mailadres. Vraag de projectleider om een nieuw verzoek.")
    if op < mandaat.van:
        return _("Het mandaat om te tekenen begint op %(dag)s. Teken vanaf die dag.") % {"dag": day(mandaat.van)}
    if op > mandaat.tot:
        return _("Het mandaat om te tekenen liep tot en met %(dag)s. Vraag een nieuw mandaat.") % {
            "dag": day(mandaat.tot)
        }
    return ""


def why_not_now(verzoek: Tekenverzoek) -> str:
    """Return why nobody can sign on the mandate of a request that waits, or ''; for the pages, not under a lock."""
    waits = verzoek.soort == Verzoeksoort.TEKENEN and is_up(verzoek) and not verzoek.handtekeningen.all()
    if not waits:
        return ""
    mandaat = verzoek.mandaat
    return _why_it_does_not_hold(mandaat, verzoek, timezone.localdate()) or _why_not_in_the_text(verzoek)


def why_no_scan(verzoek: Tekenverzoek) -> str:
    """Return why no scan fits a request, whatever day stands on the paper, or ''; for the pages, not under a lock.

    Of the days on which the version lay ready, the mandate must hold on one.
    """
    if refusal := _refused_on_any_day(verzoek):
        return str(refusal)
    mandaat, frozen, today = verzoek.mandaat, verzoek.document.bevroren_op, timezone.localdate()
    last = min(today, mandaat.tot) if mandaat else today
    op = max(last, timezone.localdate(frozen)) if frozen else last
    return _why_it_does_not_hold(mandaat, verzoek, op) or _why_not_in_the_text(verzoek)


def _why_not_in_the_text(verzoek: Tekenverzoek) -> str:
    mandaat = verzoek.mandaat
    if mandaat is None or (mandaat.partner.naam, mandaat.naam, mandaat.functie) in named_in(verzoek.document):
        return ""
    return _not_named()


def require_name(mandaat: Mandaat, naam: str, functie: str) -> None:
    """Raise TekenGeweigerd, beside the field, unless this is who the mandate and the agreement name."""
    for veld, typed, named in (("naam", naam, mandaat.naam), ("functie", functie, mandaat.functie)):
        if _plain(typed) != _plain(named):
            text = _("In de overeenkomst en het mandaat staat %(wat)s. Klopt dat niet? Vraag om een nieuwe versie.")
            raise TekenGeweigerd("andere_naam", text % {"wat": named}, veld)


def _plain(text: str) -> str:
    return "".join(text.split()).casefold()


def day(moment: datetime.date) -> str:
    """Return a day in words."""
    return date_format(moment, "j F Y")
