"""A plan as HTML for the PDF, and the data of the plan inside that PDF."""

import base64
import json
import re
from functools import cache
from io import BytesIO
from pathlib import Path

import pikepdf
from django.contrib.staticfiles import finders
from django.template.loader import render_to_string

from ontwikkelplan.models import Herkomst, Planstaat, Voortgang
from ontwikkelplan.uitwisseling import teksten
from ontwikkelplan.uitwisseling.momentopname import Momentopname
from ontwikkelplan.uitwisseling.schoon import schoon
from wijkaanpak.documents.html import DEFAULT_COLOUR

PDF = "application/pdf"
SJABLOON = 1
BIJLAGE = "ontwikkelplan.json"
_COLOUR = re.compile(r"#[0-9a-f]{6}")


def plan_html(opname: Momentopname, kleur: str) -> str:
    """Return a plan as a complete HTML page on lying A4; it needs nothing from elsewhere."""
    tidy = Momentopname.model_validate(_tidy(opname.model_dump(mode="json")))
    *ours, own = tidy.documenten  # what the instrument names, and what the gemeente adds
    context = {
        "opname": tidy,
        "kleur": kleur if _COLOUR.fullmatch(kleur) else DEFAULT_COLOUR,
        "letters": [(style, _font(style)) for style in ("normal", "italic")],
        "documenten": [
            *(
                (groep.titel, [(each.titel, voor_lezers(each.uitleg), each.url) for each in groep.documenten])
                for groep in ours
            ),
            (own.titel, [(each.titel, each.uitleg, each.url) for each in own.documenten]),
        ],
        "delen": [(deel, voor_lezers(deel.uitleg)) for deel in tidy.basisfuncties],
        "inleiding": teksten.INLEIDING,
        "kolommen": list(teksten.KOLOMTEKSTEN.values()),
        "personen": [(teksten.H_PERSONEN[soort], tidy.van_soort(soort)) for soort in teksten.H_PERSONEN],
        "staat": Planstaat(tidy.staat).label,
        "statussen": dict(Voortgang.choices),
        "herkomsten": dict(Herkomst.choices),
    }
    return render_to_string("ontwikkelplan/uitwisseling/pdf.html", context)


def voor_lezers(uitleg: str) -> str:
    """Return the first sentence of what our instruments say: the rest tells who writes the plan what to do."""
    return re.split(r"(?<=[.!?])\s", uitleg, maxsplit=1)[0]


def als_json(opname: Momentopname) -> bytes:
    """Return a plan as JSON for other programs."""
    return json.dumps(opname.model_dump(mode="json"), ensure_ascii=False, indent=1).encode()


def voeg_bij(pdf: bytes, data: bytes) -> bytes:
    """Return a PDF/A-3 file with the data of the plan in it, as an associated file."""
    with pikepdf.open(BytesIO(pdf)) as file:
        stream = pikepdf.Stream(file, data, Type=pikepdf.Name.EmbeddedFile, Subtype=pikepdf.Name("/application/json"))
        stream.Params = pikepdf.Dictionary(Size=len(data), ModDate="D:19700101000000Z")
        embedded = file.make_indirect(stream)
        spec = file.make_indirect(
            pikepdf.Dictionary(
                Type=pikepdf.Name.Filespec,
                F=BIJLAGE,
                UF=BIJLAGE,
                Desc="Ontwikkelplan als gegevens (JSON)",
                AFRelationship=pikepdf.Name.Source,
                EF=pikepdf.Dictionary(F=embedded, UF=embedded),
            )
        )
        file.Root.Names = pikepdf.Dictionary(
            EmbeddedFiles=pikepdf.Dictionary(Names=pikepdf.Array([pikepdf.String(BIJLAGE), spec]))
        )
        file.Root.AF = pikepdf.Array([spec])
        out = BytesIO()
        file.save(out, deterministic_id=True)
    return out.getvalue()


def _tidy(value: object) -> object:
    if isinstance(value, str):
        return schoon(value)
    if isinstance(value, dict):
        return {key: _tidy(each) for key, each in value.items()}
    return [_tidy(each) for each in value] if isinstance(value, list) else value


@cache
def _font(style: str) -> str:
    name = f"nlds/fonts/noto-sans-latin-wght-{style}.woff2"
    found = finders.find(name)
    if found is None:
        raise FileNotFoundError(name)
    return base64.b64encode(Path(found).read_bytes()).decode()
