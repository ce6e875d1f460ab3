"""A gemeente's theme from one brand colour: the ramp, its contrast, the nearest colour that passes.

Pure functions. Lightness, chroma and hue are those of OKLCH (lightness 0 to 1, hue in degrees);
contrast is the WCAG 2 ratio, 1 to 21.
"""

from __future__ import annotations

import hashlib
import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

STEPS = (50, 100, 200, 300, 400, 500, 600, 700)
BRAND = 500
WHITE = "#ffffff"
PANEL = "#f6f7f9"  # --vlak-2 in wijkaanpak.css
TEXT, BORDER = 4.5, 3.0

# How far a step lies from the brand colour, to white or to black (a share of the way), the least
# lightness it may have, so that a dark brand still gets light surfaces, and the chroma it keeps.
_LIGHTER = {
    50: (0.945, 0.97, 0.12),
    100: (0.87, 0.94, 0.24),
    200: (0.72, 0.87, 0.50),
    300: (0.50, 0.76, 0.80),
    400: (0.16, 0.00, 1.00),
}
_DARKER = {600: (0.22, 0.85), 700: (0.50, 0.6)}

# What must be readable on what. A step of the ramp, or a fixed colour.
_PAIRS: tuple[tuple[str, int | str, int | str, float], ...] = (
    ("witte tekst op een knop", WHITE, 500, TEXT),
    ("een link op wit", 500, WHITE, TEXT),
    ("een link op de grijze pagina", 500, PANEL, TEXT),
    ("een link op het lichtste vlak", 500, 50, TEXT),
    ("donkere tekst op een licht vlak", 600, 100, TEXT),
    ("de tekst van een aangewezen knop", 600, 200, TEXT),
    ("een rand op wit", 400, WHITE, BORDER),
    ("de donkerste tekst op een halflicht vlak", 700, 300, TEXT),
)


@dataclass(frozen=True)
class Colour:
    """An sRGB colour, three channels of 0 to 255."""

    red: int
    green: int
    blue: int

    def __str__(self) -> str:
        return f"#{self.red:02x}{self.green:02x}{self.blue:02x}"


@dataclass(frozen=True)
class Failure:
    """A pair of colours with too little contrast; `pair` says in Dutch what nobody could read."""

    pair: str
    measured: float
    needed: float

    def __str__(self) -> str:
        return f"{self.pair}: {_dutch(self.measured)} op 1, nodig is {_dutch(self.needed)} op 1"


def parse_colour(text: str) -> Colour:
    """Read #rgb or #rrggbb in either case, with spaces around it allowed.

    Raises ValueError, in Dutch and fit to show beside the field, for anything else.
    """
    if not re.fullmatch(r"#([0-9a-f]{3}|[0-9a-f]{6})", text.strip(), re.IGNORECASE):
        raise ValueError("Schrijf de kleur als # met 3 of 6 tekens, bijvoorbeeld #0a5a73.")
    digits = text.strip()[1:]
    if len(digits) == 3:
        digits = "".join(2 * digit for digit in digits)
    return Colour(*bytes.fromhex(digits))


def ramp(colour: Colour) -> dict[int, str]:
    """Return the eight steps from light (50) to dark (700), #rrggbb; 500 is `colour` itself."""
    lightness, chroma, hue = _to_oklch(colour)
    steps = {BRAND: str(colour)}
    for step, (share, least, keep) in _LIGHTER.items():
        lighter = max(least, lightness + (1 - lightness) * share)
        steps[step] = str(_from_oklch(lighter, chroma * keep, hue))
    for step, (share, keep) in _DARKER.items():
        steps[step] = str(_from_oklch(lightness * (1 - share), chroma * keep, hue))
    return {step: steps[step] for step in STEPS}


def contrast(a: Colour, b: Colour) -> float:
    """Return the WCAG contrast ratio of two colours, 1 to 21, whichever is the lighter."""
    dark, light = sorted((_luminance(a), _luminance(b)))
    return (light + 0.05) / (dark + 0.05)


def failures(colour: Colour) -> list[Failure]:
    """Return the pairs that would be hard to read with this brand colour; empty when none."""
    steps = ramp(colour)
    found = []
    for pair, front, back, needed in _PAIRS:
        first, second = (parse_colour(steps[c] if isinstance(c, int) else c) for c in (front, back))
        if (measured := contrast(first, second)) < needed:
            found.append(Failure(pair, measured, needed))
    return found


def nearest_passing(colour: Colour) -> Colour:
    """Return the nearest colour of the same hue without failures; `colour` itself when it has none.

    Nearest is the smallest distance in OKLab, over a fixed grid of lightness and chroma, so the
    same question always gets the same answer. Black always passes, so there is always one.
    """
    if not failures(colour):
        return colour
    target = _to_oklab(colour)
    ranked = sorted((math.dist(target, _to_oklab(c)), str(c)) for c in _same_hue(colour))
    return next(c for c in (parse_colour(text) for _, text in ranked) if not failures(c))


def stylesheet(colour: Colour) -> str:
    """Return the css that gives a gemeente this accent; it sets only --accent-50 to -700."""
    lines = (f"  --accent-{step}: {value};\n" for step, value in ramp(colour).items())
    return ".voorbeeld-theme {\n" + "".join(lines) + "}\n"


def stylesheet_name(colour: Colour) -> str:
    """Return a name that changes with the content: the colour and twelve digits of sha256."""
    digest = hashlib.sha256(stylesheet(colour).encode()).hexdigest()
    return f"{str(colour)[1:]}-{digest[:12]}"


def _dutch(ratio: float) -> str:
    """Write a ratio with one decimal, cut off so that 4.49 never reads as enough."""
    return f"{math.floor(ratio * 10) / 10:.1f}".replace(".", ",")


def _same_hue(colour: Colour) -> Iterator[Colour]:
    """Yield colours of about this hue: 100 lightnesses by 11 chromas, black included."""
    lightness, chroma, hue = _to_oklch(colour)
    for step in range(101):
        for keep in range(11):
            yield _from_oklch(lightness * (1 - step / 100), chroma * (1 - keep / 10), hue)


def _channels(colour: Colour) -> tuple[float, float, float]:
    """Return linear light, 0 to 1 per channel."""
    shares = (colour.red / 255, colour.green / 255, colour.blue / 255)
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in shares)
    return red, green, blue


def _luminance(colour: Colour) -> float:
    red, green, blue = _channels(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@cache
def _to_oklab(colour: Colour) -> tuple[float, float, float]:
    r, g, b = _channels(colour)
    long = math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b)
    medium = math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b)
    short = math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b)
    return (
        0.2104542553 * long + 0.7936177850 * medium - 0.0040720468 * short,
        1.9779984951 * long - 2.4285922050 * medium + 0.4505937099 * short,
        0.0259040371 * long + 0.7827717662 * medium - 0.8086757660 * short,
    )


def _to_oklch(colour: Colour) -> tuple[float, float, float]:
    lightness, a, b = _to_oklab(colour)
    return lightness, math.hypot(a, b), math.degrees(math.atan2(b, a)) % 360


def _from_oklch(lightness: float, chroma: float, hue: float) -> Colour:
    """Return the colour, with the chroma lowered until it exists in sRGB."""
    for keep in range(50, -1, -1):
        light = _linear(lightness, chroma * keep / 50, math.radians(hue))
        if all(-1e-4 <= c <= 1 + 1e-4 for c in light) or keep == 0:
            break
    encoded = (12.92 * c if c <= 0.0031308 else 1.055 * c ** (1 / 2.4) - 0.055 for c in light)
    return Colour(*(round(255 * min(max(c, 0.0), 1.0)) for c in encoded))


def _linear(lightness: float, chroma: float, angle: float) -> tuple[float, float, float]:
    a, b = chroma * math.cos(angle), chroma * math.sin(angle)
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    medium = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return (
        4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short,
    )
