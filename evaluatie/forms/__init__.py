"""Forms of evaluatie."""
