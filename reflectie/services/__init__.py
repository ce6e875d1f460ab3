"""What changes in reflectie: one verb each, keyword-only, atomic."""
