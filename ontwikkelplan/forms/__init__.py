"""The forms of ontwikkelplan."""
