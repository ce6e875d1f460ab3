"""Management of reflectie."""
