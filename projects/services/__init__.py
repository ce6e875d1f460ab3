"""What changes in projects: one verb a function, keyword-only, atomic."""
