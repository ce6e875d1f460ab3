"""Screens of reflectie."""
