"""The certificate of an agreement: the signed record as JSON, and the same as a page to read."""

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import slugify
from django.utils.translation import gettext as _

from projects.documenten.bron import UNBROKEN
from projects.models import Handtekening, Projectdocument
from projects.models.documenten import Tekenstaat, Tekenwijze
from wijkaanpak.documents.bundle import public_key
from wijkaanpak.documents.inhoud import Alinea, Feiten, Inhoud, Sectie, Tabel

_BROKEN_DAY = re.compile(r"(\d{1,2}) ([a-z]{3,9}) (\d{4})")
PDF_NAME = "samenwerkingsovereenkomst.pdf"


@dataclass(frozen=True, slots=True)
class Stand:
    """Where a version stands: its state, who did not sign, what was taken back, and since when another replaced it."""

    staat: str
    niet_getekend: list[str]
    vervangen_op: datetime | None
    weggehaald: list[Handtekening]

    def woorden(self) -> str:
        """The state as people read it."""
        words = str(Tekenstaat(self.staat).label)
        if self.vervangen_op is None:
            return words
        return _("%(stand)s, op %(moment)s") % {"stand": words, "moment": _moment(self.vervangen_op)}


def _moment(moment: datetime) -> str:
    return date_format(timezone.localtime(moment), f"{UNBROKEN}, H:i")


def _when(each: Handtekening) -> str:
    """When was signed; on paper that day, and the moment the scan was added."""
    if each.papier_op is None:
        return _moment(each.getekend_op)
    days = {"dag": date_format(each.papier_op, UNBROKEN), "moment": _moment(each.getekend_op)}
    return _("%(dag)s\nscan toegevoegd: %(moment)s") % days


def record_of(document: Projectdocument, signatures: list[Handtekening], stand: Stand) -> dict[str, Any]:
    """Return the record of who signed which bytes, as JSON; it needs nothing of the database to be checked."""
    return {
        "soort": "wijkaanpak-certificaat",
        "document": {
            "bestand": PDF_NAME,
            "titel": document.titel,
            "kenmerk": document.kenmerk,
            "versie": document.nummer,
            "sha256": document.sha256,
            "ter_ondertekening_op": document.bevroren_op.isoformat() if document.bevroren_op else "",
        },
        "tekenstaat": stand.staat,
        "vervangen_op": stand.vervangen_op.isoformat() if stand.vervangen_op else "",
        "ondertekeningen": [_signature(each) for each in signatures],
        "nog_niet_getekend": stand.niet_getekend,
        "weggehaald": [_taken_back(each) for each in stand.weggehaald],
    }


def _taken_back(each: Handtekening) -> dict[str, str]:
    """A signature on paper that no longer stands: whose, who added which scan when, who took it back when and why."""
    return {
        "organisatie": each.organisatie,
        "naam": each.naam,
        "getekend_op": each.papier_op.isoformat() if each.papier_op else "",
        "tijd": each.getekend_op.isoformat(),
        "toegevoegd_door": each.account,
        "bestand_sha256": each.scan_sha256,
        "weggehaald_op": each.ingetrokken_op.isoformat() if each.ingetrokken_op else "",
        "weggehaald_door": each.ingetrokken_account,
        "reden": each.ingetrokken_reden,
    }


def _told_back(each: Handtekening) -> str:
    facts = {
        "wie": f"{each.organisatie}, {each.naam}",
        "dag": date_format(each.papier_op, UNBROKEN) if each.papier_op else "",
        "tijd": _moment(each.getekend_op),
        "account": each.account,
        "code": in_groups(each.scan_sha256),
        "moment": _moment(each.ingetrokken_op) if each.ingetrokken_op else "",
        "door": each.ingetrokken_account,
        "reden": each.ingetrokken_reden,
    }
    return (
        _(
            "%(wie)s: getekend op %(dag)s, scan toegevoegd op %(tijd)s door %(account)s."
            " Weggehaald op %(moment)s door %(door)s: %(reden)s\nControlecode van deze scan: %(code)s"
        )
        % facts
    )


def _signature(each: Handtekening) -> dict[str, str]:
    found = {
        "organisatie": each.organisatie,
        "naam": each.naam,
        "functie": each.functie,
        "mandaat": each.grond,
        "wijze": each.wijze,
        "tijd": each.getekend_op.isoformat(),
        "sha256": each.sha256,
    }
    if each.wijze == Tekenwijze.PAPIER:
        return found | {
            "getekend_op": each.papier_op.isoformat() if each.papier_op else "",
            "toegevoegd_door": each.account,
            "bestand": scan_name(each),
            "bestand_sha256": each.scan_sha256,
        }
    return found | {"account": each.account}


def _how(each: Handtekening) -> tuple[str, str]:
    """How was signed, and by whose account: of who signed in the app, or of who added the scan."""
    on_paper = each.wijze == Tekenwijze.PAPIER
    text = (
        _("Op papier. Scan toegevoegd door %(account)s") if on_paper else _("In wijkaanpak. Ingelogd als %(account)s")
    )
    return each.organisatie, text % {"account": each.account}


def scan_name(each: Handtekening) -> str:
    """Return the name of a scan in the bundle: of which organisation, and the end of its id (the start is a moment)."""
    suffix = {"application/pdf": "pdf", "image/png": "png", "image/jpeg": "jpg"}[each.scan_mime]
    return f"scan-{slugify(each.organisatie)}-{str(each.pk)[-8:]}.{suffix}"


def certificate_of(document: Projectdocument, signatures: list[Handtekening], stand: Stand) -> Inhoud:
    """Return the certificate as a page to read."""
    said = Inhoud.from_json(document.inhoud)
    rows = tuple(
        (
            f"{each.organisatie}\n{each.naam}, {each.functie}",
            _BROKEN_DAY.sub("\\1\u00a0\\2\u00a0\\3", each.grond),
            _when(each),
        )
        for each in signatures
    )
    secties = [
        Sectie(
            "document",
            _("Welk document"),
            (
                Feiten(
                    (
                        (_("Document"), document.titel),
                        (_("Kenmerk"), f"{document.kenmerk}, versie {document.nummer}"),
                        (_("Stand"), stand.woorden()),
                        (_("Bestand"), PDF_NAME),
                        *([(_("Nog niet getekend"), ", ".join(stand.niet_getekend))] if stand.niet_getekend else []),
                        *(
                            [(_("Scan weggehaald"), "\n".join(map(_told_back, stand.weggehaald)))]
                            if stand.weggehaald
                            else []
                        ),
                        (_("Controlecode (SHA-256)"), in_groups(document.sha256)),
                        (_("Sleutel van dit certificaat"), in_groups(public_key(settings.TEKENSLEUTEL))),
                    )
                ),
                Alinea(
                    _(
                        "Elke handtekening hoort bij precies dit bestand. Verandert er één letter, dan verandert de"
                        " controlecode. In het zip-bestand staat hoe je dit controleert, ook zonder wijkaanpak."
                    )
                ),
            ),
        ),
        Sectie(
            "handtekeningen",
            _("Wie tekende"),
            (
                Tabel(
                    _("Handtekeningen"),
                    (_("Organisatie en wie"), _("Op grond van"), _("Wanneer")),
                    rows,
                ),
            ),
        ),
    ]
    if signatures:
        secties.append(Sectie("hoe", _("Hoe is getekend"), (Feiten(tuple(_how(each) for each in signatures)),)))
    return Inhoud(
        titel=_("Certificaat van ondertekening"),
        ondertitel=said.ondertitel,
        gemeente=said.gemeente,
        kleur=said.kleur,
        kenmerk=document.kenmerk,
        versie=document.nummer,
        datum=date_format(timezone.localdate(), UNBROKEN),
        feiten=said.feiten,
        secties=tuple(secties),
    )


def in_groups(code: str) -> str:
    """Return a long code in groups of four, so that people can compare it."""
    return " ".join(code[place : place + 4] for place in range(0, len(code), 4))
