"""Commands of reflectie."""
