"""The one place where PDFs are made, in a process of its own that can't reach anything."""

import re
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterable
from contextlib import suppress
from functools import cache
from pathlib import Path

from django.utils.translation import gettext as _

STEPS = 7
TIMEOUT = 60.0
MEMORY = 1536 * 1024 * 1024

_CHILD = Path(__file__).with_name("child.py")
_LINE = re.compile(r"(stap|fout) (\w+)\n?")
# Nothing of ours. The fixed moment is for the fonts inside the PDF, which would otherwise say when they were made.
_ENVIRONMENT = {"PATH": "/usr/local/bin:/usr/bin:/bin", "LANG": "C.UTF-8", "SOURCE_DATE_EPOCH": "0"}


class RenderFailed(RuntimeError):
    """There is no PDF. The message says why in a few technical words, without any text of the document."""


def render_pdf(
    html: str,
    *,
    on_step: Callable[[int, int], None] | None = None,
    timeout: float = TIMEOUT,
    memory: int = MEMORY,
) -> bytes:
    """Return this HTML as one file that is PDF/A-3a and PDF/UA-1; the same HTML gives the same bytes.

    ``on_step`` hears (1, 7) to (7, 7) while it is being made. Nothing is fetched, from the network or from disk; only
    ``data:`` addresses in the HTML work. Takes about a second, and 0.1 to 0.3 second more for each page.
    Raises RenderFailed when it takes longer than ``timeout`` seconds, more than ``memory`` bytes, or can't be done.
    """
    return _run(
        ["--memory", str(memory), "--cpu", str(int(timeout) + 1)], html.encode(errors="replace"), on_step, timeout
    )


@cache
def _is_loadable() -> bool:
    _run(["--memory", str(MEMORY), "--cpu", "30", "--check"], b"", None, TIMEOUT)
    return True


def is_available() -> str:
    """Return "" when PDFs can be made here, otherwise a sentence for people that says what is missing."""
    try:
        _is_loadable()  # a failure is not remembered: someone may install it meanwhile
    except RenderFailed:
        return _(
            "Een pdf maken kan hier nog niet: Pango ontbreekt. De beheerder kan dit installeren "
            "(op Debian en Ubuntu: apt install libpango-1.0-0 libpangoft2-1.0-0)."
        )
    return ""


def _run(arguments: list[str], html: bytes, on_step: Callable[[int, int], None] | None, timeout: float) -> bytes:
    """Run the child with this input and return its output. Input and output are files: neither side can block."""
    with tempfile.TemporaryDirectory() as home, tempfile.TemporaryFile() as source, tempfile.TemporaryFile() as target:
        source.write(html)
        source.seek(0)
        with subprocess.Popen(
            [sys.executable, "-I", str(_CHILD), *arguments],
            stdin=source,
            stdout=target,
            stderr=subprocess.PIPE,
            cwd=home,
            env=_ENVIRONMENT | {"HOME": home, "TMPDIR": home},
            start_new_session=True,
            text=True,
            errors="replace",
        ) as child:
            clock = threading.Timer(timeout, child.kill)
            clock.start()
            try:
                fault = _listen(child.stderr or (), on_step)
                child.wait()
                is_late = clock.finished.is_set()
            finally:
                clock.cancel()
                child.kill()  # only on_step can leave it alive, by raising
        if child.returncode == 0:
            target.seek(0)
            return target.read()
    raise RenderFailed(f"longer than {timeout:g} seconds" if is_late else fault or _ending(child.returncode))


def _listen(lines: Iterable[str], on_step: Callable[[int, int], None] | None) -> str:
    """Pass the steps on until the child is silent; return what it says went wrong, if anything."""
    fault = ""
    for line in lines:
        if found := _LINE.fullmatch(line):  # the rest are warnings of libraries, which may quote the document
            if found[1] == "fout":
                fault = found[2]
            elif on_step:
                on_step(int(found[2]), STEPS)
    return fault


def _ending(code: int) -> str:
    with suppress(ValueError):
        return f"ended by {signal.Signals(-code).name}"
    return f"ended with code {code}"
