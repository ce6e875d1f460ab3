"""The content of the program: the real instrument is whole, and a faulty file stops the program."""

import os
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from projects.content import SLUG
from tests.instrumenten.make import GOOD, instrument_data, real_folders_afterwards, write
from tests.servers import ROOT
from wijkaanpak.instrumenten import registry
from wijkaanpak.instrumenten.loader import InstrumentError, load
from wijkaanpak.instrumenten.registry import load_folders
from wijkaanpak.instrumenten.schema import natural_key


@pytest.fixture(autouse=True)
def _real_folders() -> Iterator[None]:
    with real_folders_afterwards():
        yield


def _counts(soort: str) -> list[int]:
    instrument = registry.instrument(SLUG, 1)
    found = Counter(
        onderdeel.id
        for onderdeel in instrument.onderdelen
        for top in onderdeel.punten
        for punt in top.walk()
        if punt.soort == soort
    )
    return [found[onderdeel.id] for onderdeel in instrument.onderdelen]


@pytest.mark.parametrize(
    ("soort", "per_fase"), [("punt", [6, 7, 8, 8]), ("subpunt", [5, 4, 0, 0]), ("deelactie", [22, 10, 20, 14])]
)
def test_the_implementatiewijzer_has_every_line_of_the_source(soort: str, per_fase: list[int]) -> None:
    assert _counts(soort) == per_fase


def test_the_implementatiewijzer_has_the_four_phases_in_order() -> None:
    phases = [(deel.id, deel.slug) for deel in registry.instrument(SLUG, 1).onderdelen]
    assert phases == [("VB", "voorbereiding"), ("ST", "start"), ("UI", "uitvoering"), ("VE", "vervolg")]


def test_every_line_of_the_implementatiewijzer_explains_itself_and_names_its_source() -> None:
    assert [punt.id for punt in registry.instrument(SLUG, 1).walk() if not (punt.hulp and punt.bron)] == []


def test_ids_sort_as_people_count() -> None:
    assert sorted(["VB-10", "VB-2", "VB-1"], key=natural_key) == ["VB-1", "VB-2", "VB-10"]


def _fault(tmp_path: Path, text: str) -> str:
    path = tmp_path / "proef-1.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InstrumentError) as caught:
        load(path)
    return str(caught.value)


def test_a_good_file_is_taken(tmp_path: Path) -> None:
    path = tmp_path / "goed.yaml"
    path.write_text(GOOD, encoding="utf-8")
    assert list(load(path).punten) == ["VB-01", "VB-02"]


@pytest.mark.parametrize(
    ("name", "find", "replace", "line", "says"),
    [
        ("malformed YAML", "titel: Eerste punt", "titel: [Eerste punt", 16, "expected"),
        ("a tab", "        hulp: Zo doe je dat.\n", "\thulp: Zo doe je dat.\n", 16, "cannot start any token"),
        (
            "an unknown key",
            "bron: test\n      - id: VB-02",
            "bron: test\n        kleur: x\n      - id: VB-02",
            18,
            "kleur",
        ),
        ("a missing titel", "        titel: Tweede punt\n", "", 18, "titel"),
        ("an empty titel", "titel: Tweede punt", 'titel: "  "', 20, "titel"),
        ("an unknown status", "[niet_gestart, bezig, gereed, nvt]", "[niet_gestart, af]", 6, "statussen"),
        ("an unknown soort", "soort: punt\n        titel: Tweede", "soort: taak\n        titel: Tweede", 19, "soort"),
        ("a double id", "id: VB-02", "id: VB-01", 18, "dubbel id VB-01, eerder op regel 13"),
        (
            "a double key",
            "bron: test\n      - id: VB-02",
            "hulp: Anders.\n      - id: VB-02",
            17,
            "dubbele sleutel 'hulp'",
        ),
        (
            "wrong indentation",
            "        hulp: Zo doe je dat.\n",
            "          hulp: Zo doe je dat.\n",
            16,
            "mapping values",
        ),
        ("a text where a list is meant", "versie: 1", "versie: een", 2, "versie"),
        ("an id of the wrong form", "id: VB-02", "id: vb 2", 18, "id"),
    ],
)
def test_a_fault_names_the_file_and_the_line(
    tmp_path: Path, name: str, find: str, replace: str, line: int, says: str
) -> None:
    assert find in GOOD, name
    message = _fault(tmp_path, GOOD.replace(find, replace, 1))
    assert message.startswith(f"{tmp_path / 'proef-1.yaml'}:{line}: "), message
    assert says in message


def test_every_fault_of_a_file_is_told_at_once(tmp_path: Path) -> None:
    text = GOOD.replace("        titel: Eerste punt\n", "").replace("        titel: Tweede punt\n", "")
    lines = _fault(tmp_path, text).splitlines()
    assert [line.split(":")[1] for line in lines] == ["13", "17"]


def test_an_empty_file_is_a_fault(tmp_path: Path) -> None:
    assert _fault(tmp_path, "").startswith(f"{tmp_path / 'proef-1.yaml'}:1: ")


def test_bytes_that_are_no_text_are_a_fault(tmp_path: Path) -> None:
    path = tmp_path / "proef-1.yaml"
    path.write_bytes(b"slug: \xff\xfe")
    with pytest.raises(InstrumentError, match=r"proef-1\.yaml:1: "):
        load(path)


def test_a_punt_never_changes_once_it_is_loaded() -> None:
    with pytest.raises(ValueError, match="frozen"):
        registry.instrument(SLUG, 1).punten["VB-01"].titel = "Anders"


def _start(folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, str(ROOT / "manage.py"), "check"],
        env=os.environ | {"INSTRUMENTEN_EXTRA": str(folder)},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_the_program_does_not_start_with_a_broken_file(tmp_path: Path) -> None:
    (tmp_path / "kapot-1.yaml").write_text(GOOD.replace("titel: Tweede punt", "title: Tweede punt"), encoding="utf-8")
    started = _start(tmp_path)
    assert started.returncode != 0
    assert f"{tmp_path / 'kapot-1.yaml'}:20: " in started.stderr  # where the unknown key stands
    assert f"{tmp_path / 'kapot-1.yaml'}:18: " in started.stderr  # where the missing titel belongs


def test_the_program_starts_with_a_good_extra_file(tmp_path: Path) -> None:
    (tmp_path / "goed-1.yaml").write_text(GOOD, encoding="utf-8")
    assert _start(tmp_path).returncode == 0


OLD = {"VB-01": "VB", "VB-02": "VB"}


def _same(*ids: str) -> list[dict[str, Any]]:
    return [{"oud": id, "wordt": "gelijk", "nieuw": [id]} for id in ids]


def _refused(tmp_path: Path, *versions: dict[str, Any]) -> str:
    write(tmp_path, versions)
    with pytest.raises(InstrumentError) as caught:
        load_folders([tmp_path])
    return str(caught.value)


def test_a_second_version_with_a_transition_for_every_id_is_taken(tmp_path: Path) -> None:
    write(tmp_path, [instrument_data(1, OLD), instrument_data(2, OLD, _same("VB-01", "VB-02"))])
    load_folders([tmp_path])
    assert registry.latest(SLUG).versie == 2


def test_a_new_version_that_is_silent_about_an_old_id_is_refused(tmp_path: Path) -> None:
    message = _refused(tmp_path, instrument_data(1, OLD), instrument_data(2, OLD, _same("VB-01")))
    assert "versie 2" in message
    assert "VB-02" in message


def test_a_transition_to_an_unknown_id_is_refused(tmp_path: Path) -> None:
    overgangen = [*_same("VB-01"), {"oud": "VB-02", "wordt": "verplaatst", "nieuw": ["ST-99"]}]
    assert "ST-99" in _refused(tmp_path, instrument_data(1, OLD), instrument_data(2, {"VB-01": "VB"}, overgangen))


def test_an_id_that_would_get_another_meaning_is_refused(tmp_path: Path) -> None:
    swapped = [{"oud": "VB-01", "wordt": "herschreven", "nieuw": ["VB-02"]}, *_same("VB-02")]
    message = _refused(tmp_path, instrument_data(1, OLD), instrument_data(2, OLD, swapped))
    assert "een id krijgt nooit een andere betekenis; kijk naar VB-01" in message


def test_a_transition_from_an_unknown_id_is_refused(tmp_path: Path) -> None:
    overgangen = _same("VB-01", "VB-02", "VB-03")
    assert "VB-03" in _refused(tmp_path, instrument_data(1, OLD), instrument_data(2, OLD | {"VB-03": "VB"}, overgangen))


def test_two_transitions_for_one_id_are_refused(tmp_path: Path) -> None:
    overgangen = _same("VB-01", "VB-02", "VB-02")
    assert "VB-02" in _refused(tmp_path, instrument_data(1, OLD), instrument_data(2, OLD, overgangen))


@pytest.mark.parametrize(("wordt", "nieuw"), [("gesplitst", ["VB-01"]), ("vervallen", ["VB-01"]), ("gelijk", [])])
def test_a_transition_names_as_many_successors_as_its_kind_has(tmp_path: Path, wordt: str, nieuw: list[str]) -> None:
    overgangen = [*_same("VB-02"), {"oud": "VB-01", "wordt": wordt, "nieuw": nieuw}]
    assert wordt in _refused(tmp_path, instrument_data(1, OLD), instrument_data(2, OLD, overgangen))


def test_a_version_that_skips_one_is_refused(tmp_path: Path) -> None:
    assert "versie 2 ontbreekt" in _refused(tmp_path, instrument_data(1, OLD), instrument_data(3, OLD))


def test_one_version_in_two_files_is_refused(tmp_path: Path) -> None:
    for name in ("een", "twee"):
        write(tmp_path / name, [instrument_data(1, OLD)])
    with pytest.raises(InstrumentError, match="bestaat al"):
        load_folders([tmp_path / "een", tmp_path / "twee"])


def test_a_refused_folder_leaves_what_was_loaded_in_place(tmp_path: Path) -> None:
    _refused(tmp_path, instrument_data(1, OLD), instrument_data(3, OLD))
    assert len(registry.instrument(SLUG, 1).punten) == 29 + 9 + 66
