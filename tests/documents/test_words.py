"""Marking the words of a text that were changed."""

from wijkaanpak.documents.words import MOST, mark_words


def test_only_the_changed_words_are_marked_and_all_of_it_is_escaped() -> None:
    assert mark_words("Alle <b> partners kennen\nde visie", "Alle <b> partners gebruiken\nde visie") == (
        "Alle &lt;b&gt; partners <del>kennen</del>\nde visie",
        "Alle &lt;b&gt; partners <ins>gebruiken</ins>\nde visie",
    )


def test_what_is_new_altogether_or_very_long_has_no_marks() -> None:
    assert mark_words("", "a & b") == ("", "a &amp; b")
    assert mark_words("een", "twee") == ("een", "twee")
    long = "woord " * (MOST + 1)
    assert mark_words(long, long + "erbij") == (long, long + "erbij")
