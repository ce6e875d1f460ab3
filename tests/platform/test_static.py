"""Static files as production collects them: every file that a stylesheet names is there."""

import json
import os
import subprocess
import sys
from pathlib import Path

from tests.servers import ROOT

STORAGE = "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"


def test_every_reference_between_static_files_resolves(tmp_path: Path) -> None:
    settings = tmp_path / "collect_settings.py"
    settings.write_text(
        "from wijkaanpak.settings.production import *\n"
        f"STORAGES = STORAGES | {{'staticfiles': {{'BACKEND': {STORAGE!r}}}}}\n"
    )
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "collect_settings",
        "PYTHONPATH": f"{tmp_path}{os.pathsep}{ROOT}",
        "STATIC_ROOT": str(tmp_path / "static"),
    }
    command = [sys.executable, "manage.py", "collectstatic", "--noinput", "--verbosity=0"]
    subprocess.run(command, env=environment, cwd=ROOT, check=True)
    manifest = json.loads((tmp_path / "static" / "staticfiles.json").read_text())
    assert "css/wijkaanpak.css" in manifest["paths"]
