"""A bundle to take away: in order as it was made, and not in order after any change to any part of it."""

import hashlib
import json
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest

from wijkaanpak.documents import verify
from wijkaanpak.documents.bundle import make_bundle, public_key, sign_record

KEY, OTHER_KEY = bytes(range(32)), bytes(range(1, 33))
PDF, SCAN, READABLE = b"%PDF-1.7 de overeenkomst", b"\x89PNG een scan", b"%PDF-1.7 het certificaat"
NAMES = ["LEESMIJ.txt", "certificaat.json", "certificaat.pdf", "certificaat.sig", "hashes.txt", "overeenkomst.pdf"]
NAMES += ["scan-1.png"]
Files = dict[str, bytes]


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def record() -> dict:
    signed = {"naam": "Hanna Westra", "functie": "manager", "mandaat": "directeur", "tijd": "2026-11-10T09:14:00+01:00"}
    return {
        "document": {
            "bestand": "overeenkomst.pdf",
            "sha256": sha256(PDF),
            "titel": "Samenwerkingsovereenkomst",
            "kenmerk": "WA-2026-0147",
            "versie": 3,
        },
        "tekenstaat": "getekend",
        "vervangen_op": "",
        "nog_niet_getekend": [],
        "ondertekeningen": [
            signed | {"organisatie": "Wijkteam Één", "wijze": "digitaal", "sha256": sha256(PDF)},
            signed
            | {"organisatie": "Politie", "wijze": "papier", "sha256": sha256(PDF)}
            | {"bestand": "scan-1.png", "bestand_sha256": sha256(SCAN)},
        ],
        "bestanden": {"certificaat.pdf": sha256(READABLE)},
    }


def bundle(made: dict | None = None, key: bytes = KEY) -> bytes:
    signed, signature = sign_record(made or record(), private_key=key)
    return make_bundle({"overeenkomst.pdf": PDF, "certificaat.pdf": READABLE, "scan-1.png": SCAN}, signed, signature)


def unpacked(data: bytes) -> Files:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(files: Files) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()


def with_new_hashes(files: Files) -> Files:
    """What a forger does who knows how hashes.txt is made."""
    rest = {name: data for name, data in files.items() if name != "hashes.txt"}
    lines = "".join(f"{sha256(data)}  {name}\n" for name, data in rest.items())
    return rest | {"hashes.txt": lines.encode()}


@pytest.fixture
def run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str]]:
    def verify_it(data: bytes, *arguments: str) -> tuple[int, str]:
        path = tmp_path / "bundel.zip"
        path.write_bytes(data)
        code = verify.main([str(path), *arguments])
        return code, capsys.readouterr().out

    return verify_it


def test_a_bundle_is_in_order(run: Callable) -> None:
    code, out = run(bundle(), "--sleutel", public_key(KEY))
    assert sorted(unpacked(bundle())) == NAMES
    assert code == 0
    assert "NIET IN ORDE" not in out
    assert "Wijkteam Één (Hanna Westra) tekende dit document" in out
    assert out.count("LET OP") == 1
    assert "LET OP         wijkaanpak kan niet nagaan of de handtekening op papier echt is; kijk zelf" in out
    assert out.endswith(
        "De bestanden en de handtekeningen zijn echt.\nIedereen aan wie dat gevraagd was, heeft getekend.\n"
    )


def test_who_did_not_sign_yet_is_named_though_the_files_are_genuine(run: Callable) -> None:
    made = record() | {"tekenstaat": "tekenen", "nog_niet_getekend": ["De Raad", "Veilig Thuis"]}
    code, out = run(bundle(made), "--sleutel", public_key(KEY))
    assert code == 0
    assert "LET OP         nog niet getekend door De Raad, Veilig Thuis\n" in out
    assert out.endswith("Niet iedereen heeft getekend.\n")
    assert "Iedereen" not in out


def test_a_version_that_was_replaced_is_said_to_be_replaced(run: Callable) -> None:
    made = record() | {"tekenstaat": "vervangen", "vervangen_op": "2026-11-12T09:00:00+00:00"}
    out = run(bundle(made))[1]
    assert "LET OP         dit document is vervangen door een nieuwe versie sinds 2026-11-12\n" in out
    assert out.endswith("Maar dit document is vervangen.\n")


def test_a_record_that_does_not_tell_who_still_signs_claims_nothing(run: Callable) -> None:
    made = {name: said for name, said in record().items() if name not in ("nog_niet_getekend", "tekenstaat")}
    assert run(bundle(made))[1].endswith("Of iedereen tekende, staat niet in dit bestand.\n")


def test_without_the_key_it_says_that_the_key_has_to_be_compared(run: Callable) -> None:
    code, out = run(bundle())
    assert code == 0
    assert public_key(KEY) in out
    assert "als dit de sleutel van de gemeente is" in out


def test_a_key_may_be_given_in_groups_of_four(run: Callable) -> None:
    key = public_key(KEY).upper()
    assert run(bundle(), "--sleutel", " ".join(key[at : at + 4] for at in range(0, 64, 4)))[0] == 0


def test_a_bundle_of_someone_else_is_not_in_order(run: Callable) -> None:
    code, out = run(bundle(key=OTHER_KEY), "--sleutel", public_key(KEY))
    assert code == 1
    assert "dit is niet de opgegeven sleutel" in out


@pytest.mark.parametrize("name", NAMES)
def test_a_file_that_was_changed_is_found(run: Callable, name: str) -> None:
    files = unpacked(bundle())
    code, out = run(packed(files | {name: files[name] + b" "}))
    assert code in {1, 2}
    assert "zijn echt" not in out


@pytest.mark.parametrize("name", NAMES)
def test_a_file_that_is_missing_is_found(run: Callable, name: str) -> None:
    files = unpacked(bundle())
    del files[name]
    assert run(packed(files))[0] in {1, 2}


@pytest.mark.parametrize("name", ["overeenkomst.pdf", "certificaat.pdf", "scan-1.png", "certificaat.json"])
def test_a_forger_who_also_changes_the_hashes_is_found(run: Callable, name: str) -> None:
    files = unpacked(bundle())
    changed = files[name].replace(b"Politie", b"Pol1tie") if name.endswith("json") else files[name] + b"!"
    code, out = run(packed(with_new_hashes(files | {name: changed})))
    assert code == 1
    assert "NIET IN ORDE" in out


def test_a_file_too_many_is_found(run: Callable) -> None:
    files = unpacked(bundle())
    code, out = run(packed(files | {"extra.pdf": b"x"}))
    assert code == 1
    assert "extra.pdf hoort niet in dit zip-bestand" in out


def test_a_signature_of_another_record_is_found(run: Callable) -> None:
    other = record() | {"ondertekeningen": record()["ondertekeningen"][:1]}
    files = unpacked(bundle()) | {"certificaat.sig": sign_record(other, private_key=KEY)[1]}
    code, out = run(packed(with_new_hashes(files)))
    assert code == 1
    assert "de handtekening hoort niet bij deze certificaat.json" in out


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (lambda made: made["ondertekeningen"][0].update(sha256="0" * 64), "tekende een ander document"),
        (lambda made: made["ondertekeningen"][1].update(bestand_sha256="0" * 64), "scan-1.png (de scan van Politie"),
        (lambda made: made["ondertekeningen"][1].pop("bestand_sha256"), "scan-1.png (de scan van Politie"),
        (lambda made: made["ondertekeningen"][1].update(bestand="weg.png"), "weg.png (de scan van Politie"),
        (lambda made: made["document"].update(sha256="0" * 64), "is niet het bestand dat in certificaat.json staat"),
        (lambda made: made["ondertekeningen"].clear(), "er is geen enkele ondertekening"),
        (lambda made: made["bestanden"].update({"weg.pdf": "0" * 64}), "weg.pdf (volgens het certificaat) ontbreekt"),
    ],
)
def test_a_signed_record_that_does_not_fit_the_files_is_not_in_order(
    run: Callable, change: Callable[[dict], object], sentence: str
) -> None:
    made = record()
    change(made)
    code, out = run(bundle(made))
    assert code == 1
    assert any(line.startswith("NIET IN ORDE") and sentence in line for line in out.splitlines())


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("certificaat.json", b"{"),
        ("certificaat.json", b"[]"),
        ("certificaat.json", b"[" * 100_000),
        ("certificaat.json", b'{"document": {"bestand": 1, "sha256": ""}, "ondertekeningen": []}'),
        ("certificaat.json", json.dumps({"document": record()["document"], "ondertekeningen": [1]}).encode()),
        ("certificaat.json", json.dumps({"document": record()["document"]}).encode()),
        ("certificaat.json", json.dumps(record() | {"nog_niet_getekend": "De Raad"}).encode()),
        ("certificaat.json", json.dumps(record() | {"tekenstaat": 1}).encode()),
        ("certificaat.sig", b"\xff"),
        ("certificaat.sig", b'{"algoritme": "none", "sleutel": "", "handtekening": ""}'),
        ("certificaat.sig", b'{"algoritme": "ed25519", "sleutel": "00", "handtekening": "00"}'),
        ("certificaat.sig", b'{"algoritme": "ed25519", "sleutel": 5, "handtekening": "00"}'),
        ("certificaat.sig", b'{"algoritme": "ed25519"}'),
        ("hashes.txt", b"\xff"),
        ("hashes.txt", b"geen hash"),
    ],
)
def test_what_has_not_the_shape_of_a_bundle_gives_one_clear_line(run: Callable, name: str, data: bytes) -> None:
    code, out = run(packed(with_new_hashes(unpacked(bundle()) | {name: data}) | {name: data}))
    assert code == 2
    assert out.startswith("NIET TE LEZEN")
    assert out.count("\n") == 1


ZIPPED = packed({"a": b"b"})


@pytest.mark.parametrize(
    "data",
    [b"", b"geen zip", ZIPPED[:-9], ZIPPED.replace(b"PK\x01\x02", b"PK\x01\x03")],
    ids=["empty", "text", "cut off", "broken"],  # a zip holds the time: no name for a test that two workers collect
)
def test_what_is_no_zip_gives_one_clear_line(run: Callable, data: bytes) -> None:
    assert run(data) == (2, "NIET TE LEZEN  Dit is geen zip-bestand, of het is beschadigd.\n")


def test_a_file_that_is_not_there_gives_one_clear_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert verify.main(["/nergens.zip"]) == 2
    assert capsys.readouterr().out == "NIET TE LEZEN  Het bestand /nergens.zip is er niet.\n"


def test_a_zip_bomb_is_not_unpacked(run: Callable, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(verify, "MAX_BYTES", 10_000)
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("bom", b"0" * 10_001)
    assert run(out.getvalue()) == (2, "NIET TE LEZEN  Dit zip-bestand pakt te groot uit.\n")
    assert run(packed({str(number): b"" for number in range(verify.MAX_FILES + 1)}))[0] == 2


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_two_files_with_one_name_are_refused(run: Callable) -> None:
    out = BytesIO(bundle())
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr("overeenkomst.pdf", b"een andere")
    code, said = run(out.getvalue())
    assert code == 2
    assert "twee bestanden met dezelfde naam" in said


def test_a_name_in_the_zip_does_not_steer_the_terminal(run: Callable) -> None:
    assert "\x1b" not in run(packed(unpacked(bundle()) | {"\x1b[2J.pdf": b"x"}))[1]


def test_the_same_bundle_has_the_same_bytes() -> None:
    assert bundle() == bundle()


def test_what_was_made_can_be_checked_by_hand(tmp_path: Path) -> None:
    with zipfile.ZipFile(BytesIO(bundle())) as archive:
        archive.extractall(tmp_path)
    subprocess.run(["sha256sum", "--check", "--strict", "--quiet", "hashes.txt"], cwd=tmp_path, check=True)
    read_me = (tmp_path / "LEESMIJ.txt").read_text()
    assert "- overeenkomst.pdf: het document zelf.\n" in read_me
    assert "- scan-1.png: een scan van een handtekening op papier.\n" in read_me
    assert "sha256sum -c hashes.txt" in read_me


@pytest.mark.parametrize("name", ["certificaat.json", "LEESMIJ.txt", "", "map/a.pdf", "..\\a.pdf", "a\n.pdf"])
def test_a_name_that_can_not_be_in_a_bundle_is_refused(name: str) -> None:
    signed, signature = sign_record(record(), private_key=KEY)
    with pytest.raises(ValueError, match="no name"):
        make_bundle({name: b"x"}, signed, signature)


def test_more_than_can_be_checked_is_refused() -> None:
    signed, signature = sign_record(record(), private_key=KEY)
    with pytest.raises(ValueError, match="too much"):
        make_bundle({f"{number}.pdf": b"" for number in range(verify.MAX_FILES)}, signed, signature)


@pytest.mark.parametrize("key", [b"", b"x" * 31, b"x" * 33])
def test_another_key_than_32_bytes_is_refused(key: bytes) -> None:
    with pytest.raises(ValueError, match="32"):
        public_key(key)
    with pytest.raises(ValueError, match="32"):
        sign_record(record(), private_key=key)


def test_the_check_runs_on_its_own_without_django(tmp_path: Path) -> None:
    """As someone does who has only this one file of the program."""
    alone = shutil.copy(verify.__file__, tmp_path / "verify.py")
    (tmp_path / "bundel.zip").write_bytes(bundle())
    blocked = "import runpy, sys; sys.modules |= dict.fromkeys(['django', 'celery', 'wijkaanpak'])"
    script = f"{blocked}; sys.argv = ['verify', 'bundel.zip']; runpy.run_path({str(alone)!r}, run_name='__main__')"
    ran = subprocess.run([sys.executable, "-I", "-c", script], cwd=tmp_path, capture_output=True, text=True)
    assert (ran.returncode, ran.stderr) == (0, "")
    assert "tekende dit document" in ran.stdout
