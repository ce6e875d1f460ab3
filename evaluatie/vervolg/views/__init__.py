"""The pages of Vervolg."""
