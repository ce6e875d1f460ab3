"""Putting two versions of a list side by side: what stayed, what came, what went."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from itertools import zip_longest
from typing import Generic, TypeVar

Thing = TypeVar("Thing")


@dataclass(slots=True)
class Matched(Generic[Thing]):
    """``both`` holds (old, new) of what is in both; ``is_moved`` when that stands in another order."""

    both: list[tuple[Thing, Thing]] = field(default_factory=list)
    added: list[Thing] = field(default_factory=list)
    gone: list[Thing] = field(default_factory=list)
    is_moved: bool = False


def by_key(old: Sequence[Thing], new: Sequence[Thing], key: Callable[[Thing], str]) -> Matched[Thing]:
    """Match things with the same key; the second one with a key is matched with the second one of the other list."""
    was = dict(zip(_numbered(map(key, old)), old, strict=True))
    now = dict(zip(_numbered(map(key, new)), new, strict=True))
    return Matched(
        both=[(was[each], thing) for each, thing in now.items() if each in was],
        added=[thing for each, thing in now.items() if each not in was],
        gone=[thing for each, thing in was.items() if each not in now],
        is_moved=[each for each in was if each in now] != [each for each in now if each in was],
    )


def by_place(old: Sequence[str], new: Sequence[str]) -> Matched[str]:
    """Match texts without a name by where they stand between the texts that did not change; leaves those out."""
    found: Matched[str] = Matched()
    for verb, old_from, old_to, new_from, new_to in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if verb == "equal":
            continue
        for was, now in zip_longest(old[old_from:old_to], new[new_from:new_to]):
            if was is None:
                found.added.append(now)
            elif now is None:
                found.gone.append(was)
            else:
                found.both.append((was, now))
    return found


def _numbered(keys: Iterable[str]) -> list[tuple[str, int]]:
    """Make keys unique: the second "a" is ("a", 2)."""
    seen: Counter[str] = Counter()
    unique = []
    for key in keys:
        seen[key] += 1
        unique.append((key, seen[key]))
    return unique
