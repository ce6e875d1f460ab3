"""A snapshot that was stored under an older schema opens, whatever was added since."""

from typing import Any

import pytest

from ontwikkelplan.uitwisseling import momentopname as module
from ontwikkelplan.uitwisseling.momentopname import SCHEMA, STAPPEN, Momentopname

# As version 1 stored it, word for word.
VERSIE_1: dict[str, Any] = {
    "schema_versie": 1,
    "gemaakt_op": "2026-03-02T09:30:00+01:00",
    "gemeente_id": "01932b00-0000-7000-8000-000000000001",
    "gemeente": "Linderode",
    "plan_id": "01932b00-0000-7000-8000-000000000002",
    "plan_versie": 4,
    "soort": "lokaal",
    "titel": "Lokaal ontwikkelplan",
    "begin_jaar": 2025,
    "eind_jaar": 2027,
    "horizon": "2028-01-01",
    "staat": "vastgesteld",
    "vastgesteld_door": "de gemeenteraad",
    "vastgesteld_op": "2026-03-01",
    "instrument_versie": 1,
    "inleiding": "Waarom dit plan er is.",
    "aanvullingen": "",
    "documenten": [{"titel": "Lokale documenten", "documenten": [{"titel": "Nota", "uitleg": "Basis", "url": ""}]}],
    "personen": [{"soort": "portefeuillehouder", "naam": "A. de Boer", "over": "jeugd"}],
    "basisfuncties": [
        {
            "id": "BF2",
            "slug": "tijdig-signaleren",
            "nummer": 2,
            "titel": "Tijdig signaleren",
            "uitleg": "Zien wat er speelt.",
            "tabellen": [
                {
                    "id": "BF2-01",
                    "nummer": "2.1",
                    "titel": "Signalen",
                    "rijen": [
                        {
                            "id": "01932b00-0000-7000-8000-000000000003",
                            "versie": 2,
                            "doel": "Iedereen kent het team.",
                            "resultaat": "",
                            "stappen": "",
                            "kosten": "",
                            "uitvoerder": "",
                            "planning": "31-3-2027",
                            "standen": [
                                {"datum": "2026-01-05", "tekst": "Begonnen.", "op": "2026-01-05T10:00:00+01:00"}
                            ],
                            "herkomst": "lokaal",
                            "bron": "",
                            "broncode": "",
                            "status": "bezig",
                        }
                    ],
                }
            ],
        }
    ],
}


def test_a_version_that_was_stored_under_schema_1_opens() -> None:
    opname = Momentopname.model_validate(VERSIE_1)
    ((tabel, rij),) = opname.rijen()
    assert (opname.titel, tabel.nummer, rij.doel) == ("Lokaal ontwikkelplan", "2.1", "Iedereen kent het team.")
    assert opname.schema_versie == SCHEMA


def test_every_older_schema_has_a_step_to_the_next() -> None:
    assert set(STAPPEN) == set(range(1, SCHEMA))


def test_an_older_snapshot_takes_every_step_in_order(monkeypatch: pytest.MonkeyPatch) -> None:
    def renamed(data: dict[str, Any]) -> dict[str, Any]:
        return {name: text for name, text in data.items() if name != "kop"} | {"titel": data["kop"]}

    def louder(data: dict[str, Any]) -> dict[str, Any]:
        return data | {"titel": data["titel"].upper()}

    monkeypatch.setattr(module, "SCHEMA", 3)
    monkeypatch.setattr(module, "STAPPEN", {1: renamed, 2: louder})
    old = {name: text for name, text in VERSIE_1.items() if name != "titel"} | {"kop": "Het plan"}
    opname = Momentopname.model_validate(old)
    assert (opname.titel, opname.schema_versie) == ("HET PLAN", 3)
    assert old["schema_versie"] == 1  # what is stored stays as it was
