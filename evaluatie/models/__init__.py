"""Models of evaluatie."""
