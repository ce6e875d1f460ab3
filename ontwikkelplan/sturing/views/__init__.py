"""Screens of sturing."""
