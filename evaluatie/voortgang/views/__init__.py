"""The pages of the voortgangsberichten of a project, and the one for readers without an account."""
