"""Measuring: how fast the pages are, and whether anything leaks under load. Never part of the product."""
