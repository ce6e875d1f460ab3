"""Texts as XML can hold them. What people type is refused with such signs; what comes from elsewhere may have them."""

import re

_FORBIDDEN = re.compile(r"[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def schoon(text: str) -> str:
    """Return a text without the signs that XML forbids, with one kind of line end."""
    return _FORBIDDEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def vlak(text: str) -> str:
    """Return a text in small letters with one space between its words, to see whether two say the same."""
    return " ".join(text.lower().split())
