"""Reading what a form posted beside its fields."""

from uuid import UUID

from django.http import HttpRequest


def posted_number(request: HttpRequest, name: str) -> int:
    """Return a version number of a form; 0 for anything that is none."""
    text = request.POST.get(name, "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else 0


def as_uuid(text: str) -> UUID | None:
    """Return the id that a text is; None for anything that is none."""
    try:
        return UUID(text)
    except ValueError:
        return None


def posted_uuid(request: HttpRequest, name: str) -> UUID | None:
    """Return the id that a form posted; None for anything that is none."""
    return as_uuid(request.POST.get(name, ""))
