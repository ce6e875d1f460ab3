"""Small instruments as YAML, to break and to upgrade."""

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import yaml
from django.apps import apps

from projects.content import SLUG
from wijkaanpak.instrumenten.registry import load_folders
from wijkaanpak.instrumenten.schema import Instrument

GOOD = """\
slug: proefwijzer
versie: 1
datum: 2026-11-21
titel: Proefwijzer
bron: Uit een test
statussen: [niet_gestart, bezig, gereed, nvt]
onderdelen:
  - id: VB
    slug: voorbereiding
    titel: Voorbereiding
    uitleg: Hier begint het.
    punten:
      - id: VB-01
        soort: punt
        titel: Eerste punt
        hulp: Zo doe je dat.
        bron: test
      - id: VB-02
        soort: punt
        titel: Tweede punt
        hulp: Zo doe je dat ook.
        bron: test
"""
PHASES = {"VB": "voorbereiding", "ST": "start", "UI": "uitvoering", "VE": "vervolg"}
Places = dict[str, str]  # punt id -> id of its onderdeel


def instrument_data(
    version: int, places: Places, overgangen: Sequence[dict[str, Any]] = (), slug: str = SLUG
) -> dict[str, Any]:
    """Return a version with these punten; an onderdeel without a punt is left out."""

    def punt(id: str) -> dict[str, Any]:
        return {"id": id, "soort": "punt", "titel": f"{id} in versie {version}", "hulp": "Zo.", "bron": "test"}

    return {
        "slug": slug,
        "versie": version,
        "datum": "2026-11-21",
        "titel": "Proefwijzer",
        "bron": "test",
        "statussen": ["niet_gestart", "bezig", "gereed", "nvt"],
        "onderdelen": [
            {"id": deel, "slug": fase, "titel": fase.capitalize(), "uitleg": "Zo.", "punten": list(map(punt, ids))}
            for deel, fase in PHASES.items()
            if (ids := [id for id, place in places.items() if place == deel])
        ],
        "overgangen": list(overgangen),
    }


def instrument(data: dict[str, Any]) -> Instrument:
    """Return the instrument that this data describes."""
    return Instrument.model_validate_json(json.dumps(data))


def write(folder: Path, versions: Sequence[dict[str, Any]]) -> None:
    """Write these versions as files in a folder that held nothing else."""
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob("*.yaml"):
        old.unlink()
    for data in versions:
        text = yaml.safe_dump({**data, "datum": None}).replace("datum: null", "datum: 2026-11-21")
        (folder / f"{data['slug']}-{data['versie']}.yaml").write_text(text, encoding="utf-8")


@contextmanager
def real_folders_afterwards() -> Iterator[None]:
    """Load the real instruments again at the end."""
    try:
        yield
    finally:
        apps.get_app_config("instrumenten").ready()


def load_only(folder: Path, versions: Sequence[dict[str, Any]]) -> None:
    """Let the program know these versions alone, until ``real_folders_afterwards`` ends."""
    write(folder, versions)
    load_folders([folder])
