# shellcheck shell=bash
# Shared by the scripts in this folder; sourced, not run. Goes to the project's root and makes the environment there.
# In: nothing but a Python of 3.11 or newer. Out: .venv as the lock file says. A lacking part is named and ends the script.

set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

UV_VERSION=0.13.9
UV_HOME=var/uv

meld() { printf '%s\n' "$*" >&2; }

stop_met() {
    meld "$@"
    exit 1
}

is_root() { [ "$(id -u)" -eq 0 ]; }

# apt_installeer PACKAGE…: returns non-zero when we may not or can't.
apt_installeer() {
    is_root && command -v apt-get >/dev/null || return 1
    meld "Installeren met apt-get: $*"
    # The list of packages may be absent or old: try as it is, then once more with a fresh one.
    DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "$@" >&2 ||
        { apt-get update >&2 && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "$@" >&2; }
}

vind_python() {
    local naam
    for naam in python3 python3.13 python3.12 python3.11; do
        if "$naam" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            PYTHON=$naam
            return
        fi
    done
    stop_met "Python 3.11 of nieuwer ontbreekt. Installeer het met: apt-get install python3 python3-venv"
}

python_heeft() { "$PYTHON" -c "import $1" 2>/dev/null; }

# Sets UV to a uv that works: the one on the path, or one of our own in var/uv.
vind_uv() {
    if command -v uv >/dev/null && uv --version >/dev/null 2>&1; then
        UV=uv
        return
    fi
    UV=$UV_HOME/bin/uv
    if "$UV" --version >/dev/null 2>&1; then return; fi
    rm -rf "$UV_HOME"
    meld "uv ophalen …"
    if ! python_heeft ensurepip && ! python_heeft pip; then
        apt_installeer python3-venv || stop_met "uv ontbreekt en is zonder pip niet op te halen." \
            "Installeer eerst: apt-get install python3-venv"
    fi
    if python_heeft ensurepip; then
        "$PYTHON" -m venv "$UV_HOME"
        "$UV_HOME/bin/python" -m pip install --quiet --disable-pip-version-check "uv==$UV_VERSION"
    else
        "$PYTHON" -m pip install --quiet --target "$UV_HOME" "uv==$UV_VERSION"
    fi
}

# maak_omgeving [OPTION FOR uv sync…]
maak_omgeving() {
    vind_python
    vind_uv
    [ -x .venv/bin/python ] || set -- --python "$PYTHON" "$@"
    "$UV" sync --locked --quiet "$@"
}

# WeasyPrint makes the PDFs with Pango, which no wheel brings.
zorg_voor_pango() {
    if .venv/bin/python -c 'import ctypes as c; c.CDLL("libpango-1.0.so.0"); c.CDLL("libpangoft2-1.0.so.0")' 2>/dev/null; then
        return
    fi
    apt_installeer libpango-1.0-0 libpangoft2-1.0-0 ||
        meld "Zonder Pango werkt alles behalve PDF. Installeren: apt-get install libpango-1.0-0 libpangoft2-1.0-0"
}

# LibreOffice, for the tests that read back what it saved: Writer and Calc, and nothing that they recommend.
zorg_voor_libreoffice() {
    local map
    for map in /usr/lib/libreoffice/program /opt/libreoffice*/program; do
        if command -v soffice >/dev/null && [ -e "$map/libswlo.so" ] && [ -e "$map/libsclo.so" ]; then return; fi
    done
    apt_installeer libreoffice-writer libreoffice-calc || command -v soffice >/dev/null ||
        stop_met "Voor de tests van Word en Excel is LibreOffice nodig." \
            "Installeer libreoffice-writer en libreoffice-calc (Debian: apt-get install --no-install-recommends)."
}

# Sets and exports CHROMIUM, the browser of the tests.
zorg_voor_chromium() {
    local naam
    for naam in "${CHROMIUM:-}" chromium google-chrome google-chrome-stable; do
        if [ -n "$naam" ] && CHROMIUM=$(command -v "$naam"); then
            export CHROMIUM
            return
        fi
    done
    apt_installeer chromium || stop_met "Voor de browsertests is Chromium nodig. Installeer chromium" \
        "(Debian: apt-get install chromium) of google-chrome, of zet CHROMIUM op het pad ervan."
    CHROMIUM=$(command -v chromium)
    export CHROMIUM
}
