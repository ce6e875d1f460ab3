"""The screens of ontwikkelplan."""
