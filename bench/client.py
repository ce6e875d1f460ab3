"""A keep-alive client of plain http.client, and the reading of timings."""

import http.client
import statistics
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TypeVar
from urllib.parse import urlencode

CSRF = "b" * 32
T = TypeVar("T")


@dataclass(frozen=True)
class Ask:
    """One request."""

    path: str
    session: str = ""
    htmx: bool = False
    form: dict[str, str] = field(default_factory=dict)  # posted when not empty
    gzip: bool = False


@dataclass(frozen=True)
class Answer:
    """What came back, and how long that took in milliseconds."""

    status: int
    body: bytes
    ms: float
    encoding: str = ""
    wire: int = 0  # bytes of headers and body together


class Browser:
    """One connection to the server on this machine; opened again when the server closed it."""

    def __init__(self, port: int) -> None:
        self._connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)

    def ask(self, ask: Ask) -> Answer:
        """Send a request and read the whole answer."""
        headers = {"Cookie": f"sessionid={ask.session}; csrftoken={CSRF}"} if ask.session else {}
        if ask.htmx:
            headers["HX-Request"] = "true"
        if ask.gzip:
            headers["Accept-Encoding"] = "gzip"
        body = None
        if ask.form:
            headers |= {"X-CSRFToken": CSRF, "Content-Type": "application/x-www-form-urlencoded"}
            body = urlencode(ask.form)
        began = time.perf_counter()
        try:
            self._connection.request("POST" if body is not None else "GET", ask.path, body, headers)
            response = self._connection.getresponse()
            read = response.read()
        except OSError:
            self._connection.close()
            raise
        took = (time.perf_counter() - began) * 1000
        head = sum(len(name) + len(value) + 4 for name, value in response.getheaders()) + 19
        return Answer(response.status, read, took, response.getheader("Content-Encoding", ""), len(read) + head)

    def close(self) -> None:
        """Close the connection."""
        self._connection.close()


def together(clients: int, work: Callable[[int], T]) -> list[T]:
    """Run ``work(number of the client)`` in as many threads, started at the same moment; re-raise what failed."""
    results: list[T] = []
    failures: list[BaseException] = []
    gate = threading.Barrier(clients)

    def run(number: int) -> None:
        gate.wait()
        try:
            results.append(work(number))
        except BaseException as error:
            failures.append(error)

    threads = [threading.Thread(target=run, args=[number]) for number in range(clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if failures:
        raise failures[0]
    return results


def percentile(values: Sequence[float], percent: int) -> float:
    """Return a percentile; of few values the nearest."""
    return sorted(values)[min(len(values) - 1, round(percent / 100 * (len(values) - 1)))]


def median(values: Sequence[float]) -> float:
    """Return the middle one."""
    return statistics.median(values)
