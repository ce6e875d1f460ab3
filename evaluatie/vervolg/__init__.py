"""What follows a project: its results, what becomes policy, what is celebrated, and the next team (VE-01 … VE-08)."""
