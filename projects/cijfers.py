"""Figures of CBS as people in the Netherlands read them; they are stored as they were in the file."""

import re

_NUMBER = re.compile(r"(-?)(\d+)(?:[.,](\d{1,2}))?")  # three digits after a point may be thousands: those stay


def in_dutch(value: str) -> str:
    """Return a number with our point and comma (``7.012``, ``2,3``); anything else as it is."""
    found = _NUMBER.fullmatch(value.strip())
    if not found:
        return value
    sign, whole, part = found.groups()
    return sign + f"{int(whole):,}".replace(",", ".") + (f",{part}" if part else "")


def area_name(naam: str, code: str) -> str:
    """Return the name of an area with its code, once when CBS gave only the code."""
    return naam if naam == code else f"{naam} ({code})"
