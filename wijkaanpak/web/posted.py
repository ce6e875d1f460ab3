"""Reading what a form posted beside its fields."""

from django.http import HttpRequest


def posted_number(request: HttpRequest, name: str) -> int:
    """Return a version number of a form; 0 for anything that is none."""
    text = request.POST.get(name, "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else 0
