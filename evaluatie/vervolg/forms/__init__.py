"""The forms of vervolg."""
