"""Which words of a text were changed, marked in the old text and in the new one."""

import re
from collections.abc import Sequence
from difflib import SequenceMatcher

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

MOST = 300  # words of one text; comparing takes the product of the two
_WORD = re.compile(r"\s*\S+")  # with the space before it: spaces alone would all be alike


def mark_words(old: str, new: str) -> tuple[SafeString, SafeString]:
    """Return two texts as HTML: in the old one what went in ``<del>``, in the new one what came in ``<ins>``.

    Texts that are long, or that share no word, are returned without marks: there is nothing to point at.
    """
    was, now = _WORD.findall(old), _WORD.findall(new)
    if max(len(was), len(now)) > MOST or not set(was) & set(now):
        return format_html("{}", old), format_html("{}", new)
    steps = SequenceMatcher(None, was, now, autojunk=False).get_opcodes()
    return (
        _joined("del", [(kind != "equal", was[start:end]) for kind, start, end, _from, _to in steps]),
        _joined("ins", [(kind != "equal", now[start:end]) for kind, _from, _to, start, end in steps]),
    )


def _joined(tag: str, parts: Sequence[tuple[bool, list[str]]]) -> SafeString:
    return format_html_join(
        "", "{}", ((_marked(tag, "".join(words)) if is_changed else "".join(words),) for is_changed, words in parts)
    )


def _marked(tag: str, text: str) -> SafeString:
    words = text.lstrip()
    return format_html("{}<{}>{}</{}>", text[: len(text) - len(words)], tag, words, tag) if words else SafeString("")
