"""The voortgangsbericht: one page with which colleagues and partners hear how a project goes (UI-08, DOC-14)."""
