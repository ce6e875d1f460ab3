"""Rows that people edit together: versions, merging two saves, history in words."""
