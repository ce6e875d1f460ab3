"""One address with one method, and every address that the project has."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.cast import Town
from tests.tenancy.doors.places import ARGUMENTS, AT_ADDRESS

Data = Callable[[Town], dict[str, Any]]


def nothing(town: Town) -> dict[str, Any]:
    return {}


@dataclass(frozen=True)
class Door:
    """One address with one method."""

    name: str
    method: str
    right: str  # who gets in
    status: int  # what they are answered
    wrong: str = ""  # a member (and, with a project in the URL, someone who sees it) who may not: 403
    data: Data = field(default=nothing)
    place: Data = field(default=nothing)  # arguments of the address that differ from ARGUMENTS

    def kwargs(self, town: Town) -> dict[str, Any]:
        return {name: self.argument(name, town) for name in arguments_of()[self.name]} | self.place(town)

    def argument(self, name: str, town: Town) -> Any:
        """What one argument of this address is in a town."""
        return AT_ADDRESS.get(self.name, {}).get(name, ARGUMENTS[name])(town)

    def url(self, town: Town, **other: Any) -> str:
        return reverse(self.name, kwargs=self.kwargs(town) | other)

    def takes(self, argument: str) -> bool:
        return argument in arguments_of()[self.name]

    def open(self, client: Client, town: Town, *, htmx: bool = False, **other: Any) -> Any:
        headers = {"HX-Request": "true"} if htmx else {}
        send = client.post if self.method == "POST" else client.get
        response: Any = send(self.url(town, **other), self.data(town), headers=headers)
        if response.streaming:
            b"".join(response.streaming_content)  # read to its end, so that the file is closed
        return response

    def __str__(self) -> str:
        return f"{self.method} {self.name} {self.place.__name__}"


def arguments_of() -> dict[str, tuple[str, ...]]:
    """Every address of the project by name, with the names of its arguments; read from the URLconf."""
    return dict(_walk(get_resolver(), "", ()))


def _walk(resolver: URLResolver, namespace: str, above: tuple[str, ...]) -> Iterator[tuple[str, tuple[str, ...]]]:
    for each in resolver.url_patterns:
        names = (*above, *each.pattern.converters, *(getattr(each.pattern.regex, "groupindex", {})))
        unique = tuple(dict.fromkeys(names))
        if isinstance(each, URLPattern):
            assert each.name, f"{each.pattern} has no name"
            yield f"{namespace}{each.name}", unique
        else:
            yield from _walk(each, f"{namespace}{each.namespace}:" if each.namespace else namespace, unique)


def both(name: str, right: str, wrong: str = "", data: Data = nothing, *, get: int = 200) -> list[Door]:
    return [Door(name, "GET", right, get, wrong), Door(name, "POST", right, 302, wrong, data)]
