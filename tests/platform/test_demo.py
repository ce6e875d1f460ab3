"""The demo's own pieces: it refuses production, keeps its key, and sees whether its port is free."""

import socket
import subprocess
import sys
from pathlib import Path

import pytest

from wijkaanpak import demo
from wijkaanpak.processes import PROJECT


@pytest.mark.parametrize(
    "environment",
    [
        {"DJANGO_SETTINGS_MODULE": "wijkaanpak.settings.production"},
        {"WIJKAANPAK_OMGEVING": "productie"},
        {"WIJKAANPAK_OMGEVING": "PRODUCTION"},
    ],
)
def test_the_demo_refuses_production(environment: dict[str, str], tmp_path: Path) -> None:
    environment |= {"WIJKAANPAK_DATA": str(tmp_path / "data")}
    done = subprocess.run(
        [sys.executable, "-m", "wijkaanpak.demo"],
        cwd=PROJECT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert "De demo start hier niet" in done.stdout
    assert not (tmp_path / "data").exists()


@pytest.mark.parametrize("environment", [{}, {"DJANGO_SETTINGS_MODULE": "wijkaanpak.settings.demo"}])
def test_the_demo_runs_elsewhere(environment: dict[str, str]) -> None:
    assert demo.refusal(environment) is None


def test_the_key_is_made_once_and_is_private(tmp_path: Path) -> None:
    first = demo.secret_key(tmp_path / "sleutel")
    assert len(first) >= 50
    assert (tmp_path / "sleutel").stat().st_mode & 0o777 == 0o600
    assert demo.secret_key(tmp_path / "sleutel") == first


def test_a_port_in_use_is_seen() -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        assert not demo.port_is_free(port)
    assert demo.port_is_free(port)


def test_a_second_demo_on_the_same_data_stays_out(tmp_path: Path, monkeypatch, capsys) -> None:
    monkeypatch.setenv("WIJKAANPAK_DATA", str(tmp_path))
    first = demo.Process("demo", tmp_path)
    assert first.claim()
    assert demo.run(8000, afresh=True) == 1
    assert "draait al" in capsys.readouterr().out
    first.stop()
